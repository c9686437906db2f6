"""Sections and their rails."""

import pytest

from newsroom.config.schema import Category
from plugins.enrich.sections import build_sections

NEWS, NOTES, EMPTY = Category("News", "What is new"), Category("Notes"), Category("Empty")
POSTS = {"Notes": ("category/notes/", "xyz"), "News": ("category/news/", "abcd")}


def test_sections_with_posts_in_their_declared_order() -> None:
    sections = build_sections([NEWS, EMPTY, NOTES], POSTS, "", 9)
    assert [(name, section.url) for name, section in sections.items()] == [
        ("News", "category/news/"),
        ("Notes", "category/notes/"),
    ]
    assert sections["News"].description == "What is new"


@pytest.mark.parametrize(
    ("first_page", "count", "rail"),
    [("", 2, "ab"), ("ab", 2, "cd"), ("abcd", 2, ""), ("b", 9, "acd"), ("", 0, "")],
)
def test_a_rail_leaves_out_the_first_page(first_page: str, count: int, rail: str) -> None:
    sections = build_sections([NEWS], POSTS, first_page, count)
    assert "".join(sections["News"].rail) == rail
