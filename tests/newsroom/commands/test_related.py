"""The command that explains the related posts of a post."""

import re

import pytest

from tests.conftest import MakeSite, run_here

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


def overlay(pins: str) -> dict[str, str | bytes | None]:
    return {
        f"content/posts/{name}.md": POST.format(
            name.upper(), month, pins if name == "a" else "", text
        )
        for month, (name, text) in enumerate(TEXTS.items(), start=1)
    }


def explained(slug: str) -> tuple[int, str, str]:
    done = run_here("related", slug)
    return done.returncode, done.stdout, done.stderr


def test_the_list_of_the_page_is_explained_and_nothing_is_written(make_site: MakeSite) -> None:
    folder = make_site(overlay("related: [d]\n"))
    before = sorted(folder.rglob("*"))
    status, text, _ = explained("a")
    assert status == 0
    assert sorted(p for p in folder.rglob("*") if ".cache" not in p.parts) == before
    assert re.findall(r"^\d\. (\w+) \((\w+)\)(, pinned)?$", text, re.MULTILINE)[:2] == [
        ("D", "d", ", pinned"),
        ("B", "b", ""),
    ]
    assert re.search(r"score 0\.\d\d = similarity 0\.\d{3} / hubness 0\.\d\d / time 1\.\d\d", text)
    assert "silicon" in text


@pytest.mark.parametrize(
    ("slug", "message"),
    [
        ("secnd", 'unknown post "secnd"; did you mean "second"?\n'),
        ("", "missing slug of a post; write it as in: python3 blog.py related my-post\n"),
    ],
)
def test_an_unknown_post_is_refused(make_site: MakeSite, slug: str, message: str) -> None:
    make_site()
    assert explained(slug) == (1, "", message)


def test_an_error_in_a_post_is_reported(make_site: MakeSite) -> None:
    make_site({"content/posts/x.md": "---\ntitle: X\n---\nText.\n"})
    status, _, errors = explained("first")
    assert status == 1
    assert "content/posts/x.md:1: " in errors
