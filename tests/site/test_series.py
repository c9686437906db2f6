"""Posts that belong together, and their places."""

import pytest
from bs4 import BeautifulSoup

from tests.conftest import MakeSite, build_here

PART = """---
title: Part {slug} & more
date: 2025-04-0{day} 09:00
authors: [Ada Writer]
category: News
series: {series}
{more}
---

Text.
"""


def part(slug: str, day: int, series: str = "Chips", more: str = "tags: []") -> dict[str, str]:
    text = PART.format(slug=slug, day=day, series=series, more=more)
    return {f"content/posts/{slug}.md": text}


def test_an_article_shows_its_place_all_parts_and_the_ones_beside_it(make_site: MakeSite) -> None:
    make_site(part("one", 1) | part("two", 2) | part("three", 3) | part("alone", 4, "Other"))
    output = build_here()
    page = BeautifulSoup((output / "2025/04/two/index.html").read_bytes(), "lxml")
    assert page.select_one("#site-series").get_text(" ", strip=True) == "Part 2 of 3 Chips"  # type: ignore[union-attr]
    parts = [item.get_text(strip=True) for item in page.select(".series ol > li")]
    assert parts == ["Part one & more", "Part two & more", "Part three & more"]
    assert [here.get_text() for here in page.select(".series [aria-current]")] == [parts[1]]
    beside = [
        (i.get_text(" ", strip=True), i.a and i.a["href"]) for i in page.select(".series-links li")
    ]
    assert beside == [
        ("Previous part Part one & more", "/2025/04/one/"),
        ("Next part Part three & more", "/2025/04/three/"),
    ]
    alone = BeautifulSoup((output / "2025/04/alone/index.html").read_bytes(), "lxml")
    assert alone.select(".series") == []


@pytest.mark.parametrize("more", ["status: draft", "status: hidden"])
def test_only_public_posts_are_parts(make_site: MakeSite, more: str) -> None:
    make_site(part("one", 1) | part("two", 2, more=more))
    page = BeautifulSoup((build_here() / "2025/04/one/index.html").read_bytes(), "lxml")
    assert page.select(".series") == []
