"""Editions: their files, their posts by category, and their pages."""

from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from bs4 import BeautifulSoup

from newsroom.config.schema import Category
from newsroom.content.editions import SHAPE, edition, read_ids
from newsroom.dates.iso_week import Week
from tests.conftest import MakeSite, build_here
from tests.plugins.publish.test_headers import site

FIRST, SECOND = "5d15cf2b-5c6d-56f1-9179-bdc0d8905106", "6088665b-78e9-58b0-b2db-5cbd4a286481"


def test_posts_stand_by_category_as_those_are_declared() -> None:
    posts: list[Any] = [
        SimpleNamespace(title=title, category=SimpleNamespace(name=name))
        for title, name in (("a", "B"), ("b", "A"), ("c", "B"), ("d", "Unknown"))
    ]
    declared = replace(site("https://a.example"), categories=tuple(map(Category, "CAB")))
    found = edition(Week(2025, 1), posts, declared)
    assert [(s.name, [post.title for post in s.articles]) for s in found.sections] == [
        ("A", ["b"]), ("B", ["a", "c"]), ("Unknown", ["d"])
    ]  # fmt: skip
    assert (found.url, len(found.articles)) == ("editions/2025-w01/", 4)


def test_ids_and_their_lines() -> None:
    assert read_ids("# Why\n- a  # A: title\n\n-   b\n") == [(2, "a"), (4, "b")]


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
        read_ids(text)


def links(page: Path) -> list[str]:
    """The addresses in the main part of a page."""
    main = BeautifulSoup(page.read_text(encoding="utf-8"), "lxml").main
    assert main
    return [str(link["href"]) for link in main.find_all("a")]


def test_pages_of_editions(make_site: MakeSite) -> None:
    make_site({
        "content/editions/2025-W02.yaml": f"- {FIRST}\n",
        "content/editions/2025-W08.yaml": f"- {SECOND}\n",
        "content/editions/.DS_Store": b"\x00\xff",
        "content/pages/x.md": "---\ntitle: X\n---\n[That week](/editions/2025-w02/)\n",
    })  # fmt: skip
    output = build_here()
    assert links(output / "editions" / "index.html") == [
        "/editions/2025-w08/", "/editions/2025-w02/"
    ]  # fmt: skip
    found = links(output / "editions" / "2025-w02" / "index.html")
    assert "/editions/" in found
    assert "/2025/01/first/" in found
    assert not [link for link in found if "second" in link]
    assert 'href="/editions/"' in (output / "404.html").read_text(encoding="utf-8")


def test_no_editions_no_pages(make_site: MakeSite) -> None:
    make_site()
    output = build_here()
    assert not (output / "editions").exists()
    assert "/editions/" not in (output / "index.html").read_text(encoding="utf-8")
