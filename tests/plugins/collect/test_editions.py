"""Editions: their files, their posts by category, and their pages."""

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest

from newsroom.config.schema import Category
from newsroom.content.editions import SHAPE, build_edition, parse_ids
from newsroom.dates.iso_week import Week
from tests.plugins.publish.test_headers import site


def test_posts_are_grouped_by_category_in_the_declared_order() -> None:
    posts: list[Any] = [
        SimpleNamespace(title=title, category=SimpleNamespace(name=name))
        for title, name in (("a", "B"), ("b", "A"), ("c", "B"), ("d", "Unknown"))
    ]
    declared = replace(site("https://a.example"), categories=tuple(map(Category, "CAB")))
    edition = build_edition(Week(2025, 1), posts, declared)
    assert [(s.name, [post.title for post in s.articles]) for s in edition.sections] == [
        ("A", ["b"]), ("B", ["a", "c"]), ("Unknown", ["d"])
    ]  # fmt: skip
    assert (edition.url, len(edition.articles)) == ("editions/2025-w01/", 4)


def test_ids_and_their_lines() -> None:
    assert parse_ids("# Why\n- a  # A: title\n\n-   b\n") == [(2, "a"), (4, "b")]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# a",
        "[]",
        "a",
        "a: b",
        "- [a]",
        "- a: b",
        "- a\nb",
        "- !x\x00",
        "[" * 50_000,
        "- *a",
        "-a",
    ],
)
def test_what_is_no_list(text: str) -> None:
    with pytest.raises(ValueError, match=SHAPE):
        parse_ids(text)
