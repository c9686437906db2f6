"""Why a post stands under “Also read”."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest

from newsroom.commands.related import explain
from newsroom.related.posts import Post, related
from tests.conftest import AT_NOW, MakeSite, run

TEXTS = {
    "a": "silicon wafers need much power",
    "b": "silicon wafers cost a lot",
    "c": "cats drink milk",
    "d": "nothing else",
}
POST = """---
title: {0}
date: 2025-0{1}-01 09:00
authors: [Ada Writer]
category: News
{2}---
{3}
"""


def posts(tags: Mapping[str, tuple[str, ...]]) -> list[Post]:
    return [
        Post(
            name, "", text, (), "", tags.get(name, ()), "", datetime(2025, 1, day, tzinfo=UTC), "en"
        )
        for day, (name, text) in enumerate(TEXTS.items(), start=1)
    ]


def test_the_terms_that_two_posts_share_are_named_with_their_parts() -> None:
    found = posts({"a": ("Chips",), "b": ("Chips",)})
    (reason,) = explain(found, "a", ["b"])
    assert {term for term, _ in reason.terms} == {"silicon", "wafers", "silicon wafers", "#chips"}
    assert reason.terms[0][0] == "#chips"
    assert sum(share for _, share in reason.terms) == pytest.approx(1, abs=0.01)
    assert reason.days == 1
    assert 0 < reason.likeness < 1
    assert reason.score > 0


def test_a_post_with_nothing_in_common_has_no_reason_but_its_date() -> None:
    found = posts({})
    assert related(found)["a"] == ("b", "c", "d")
    _, reason, _ = explain(found, "a", ["b", "c", "d"])
    assert (reason.score, reason.likeness, reason.days, reason.terms) == (0, 0, 2, ())


def overlay(pins: str) -> dict[str, str | bytes | None]:
    return {
        f"content/posts/{name}.md": POST.format(
            name.upper(), month, pins if name == "a" else "", text
        )
        for month, (name, text) in enumerate(TEXTS.items(), start=1)
    }


def explained(folder: Path, slug: str) -> tuple[int, str, str]:
    done = run("newsroom.commands.related", slug, folder=folder, environment=AT_NOW)
    return done.returncode, done.stdout, done.stderr


def test_the_list_of_the_page_is_explained_and_nothing_is_written(make_site: MakeSite) -> None:
    folder = make_site(overlay("related: [d]\n"))
    before = sorted(folder.rglob("*"))
    status, told, _ = explained(folder, "a")
    assert status == 0
    assert sorted(folder.rglob("*")) == before
    assert re.findall(r"^\d\. (\w+) \((\w+)\)(, pinned)?$", told, re.MULTILINE)[:2] == [
        ("D", "d", ", pinned"),
        ("B", "b", ""),
    ]
    assert re.search(r"score 0\.\d\d = likeness 0\.\d{3} / company 0\.\d\d / time 1\.\d\d", told)
    assert "silicon" in told


@pytest.mark.parametrize(
    ("slug", "sentence"),
    [
        ("secnd", 'no public post has the slug "secnd"; did you mean "second"?\n'),
        ("", "name a post by its slug: make related POST=what-happened\n"),
    ],
)
def test_a_post_that_is_not_there_is_refused(make_site: MakeSite, slug: str, sentence: str) -> None:
    assert explained(make_site(), slug) == (1, "", sentence)


def test_a_mistake_in_a_post_is_told(make_site: MakeSite) -> None:
    folder = make_site({"content/posts/x.md": "---\ntitle: X\n---\nText.\n"})
    status, _, told = explained(folder, "first")
    assert status == 1
    assert "content/posts/x.md:1: there is no date" in told
