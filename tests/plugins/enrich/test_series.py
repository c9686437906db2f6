"""Posts that belong together, and their places."""

from datetime import datetime
from types import SimpleNamespace

import pytest
from bs4 import BeautifulSoup

from newsroom.content.front_matter.schema import FrontMatter
from plugins.enrich.series import Series, parts_of_series, places
from tests.conftest import MakeSite, build_here


def post(slug: str, day: int, series: str, lang: str = "en") -> SimpleNamespace:
    front = FrontMatter(f"{slug}.md", series=series)
    return SimpleNamespace(slug=slug, date=datetime(2025, 1, day), lang=lang, front_matter=front)


def test_parts_are_in_the_order_of_date_then_slug() -> None:
    posts = [post("d", 2, "S"), post("b", 2, "S"), post("c", 1, "S"), post("a", 3, "S"),
             post("e", 1, "Other"), post("f", 1, ""), post("a", 9, "S", "hi")]  # fmt: skip
    found = {key: [part.slug for part in parts] for key, parts in parts_of_series(posts).items()}
    assert found == {("S", "en"): ["c", "b", "d", "a"], ("Other", "en"): ["e"], ("S", "hi"): ["a"]}


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ("", []),
        ("a", []),
        ("ab", [("a", 1, None, "b"), ("b", 2, "a", None)]),
        ("abc", [("a", 1, None, "b"), ("b", 2, "a", "c"), ("c", 3, "b", None)]),
    ],
)
def test_places(parts: str, expected: list[tuple[str, int, str | None, str | None]]) -> None:
    found = places("S", list(parts))
    assert [(post, s.number, s.previous, s.next) for post, s in found] == expected
    assert {(s.name, s.parts) for _, s in found} == ({("S", tuple(parts))} if expected else set())


def test_a_place_has_no_neighbors_by_itself() -> None:
    assert Series("S", 1, ()).previous is None


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
        (i.get_text(" ", strip=True), i.a and i.a["href"]) for i in page.select(".series ul li")
    ]
    assert beside == [
        ("Previous: Part one & more", "/2025/04/one/"),
        ("Next: Part three & more", "/2025/04/three/"),
    ]
    alone = BeautifulSoup((output / "2025/04/alone/index.html").read_bytes(), "lxml")
    assert alone.select(".series") == []


@pytest.mark.parametrize("more", ["status: draft", "status: hidden"])
def test_only_public_posts_are_parts(make_site: MakeSite, more: str) -> None:
    make_site(part("one", 1) | part("two", 2, more=more))
    page = BeautifulSoup((build_here() / "2025/04/one/index.html").read_bytes(), "lxml")
    assert page.select(".series") == []
