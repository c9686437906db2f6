"""Sections and their rails."""

import pytest

from newsroom.config.schema import Category
from plugins.enrich.sections import sections

NEWS, NOTES, EMPTY = Category("News", "What is new"), Category("Notes"), Category("Empty")
POSTS = {"Notes": ("category/notes/", "xyz"), "News": ("category/news/", "abcd")}


def test_sections_with_posts_in_their_declared_order() -> None:
    found = sections([NEWS, EMPTY, NOTES], POSTS, "", 9)
    assert [(name, section.url) for name, section in found.items()] == [
        ("News", "category/news/"),
        ("Notes", "category/notes/"),
    ]
    assert found["News"].description == "What is new"


@pytest.mark.parametrize(
    ("shown", "count", "rail"),
    [("", 2, "ab"), ("ab", 2, "cd"), ("abcd", 2, ""), ("b", 9, "acd"), ("", 0, "")],
)
def test_a_rail_leaves_out_what_is_shown(shown: str, count: int, rail: str) -> None:
    found = sections([NEWS], POSTS, shown, count)
    assert "".join(found["News"].rail) == rail
