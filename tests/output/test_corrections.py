"""Corrections as readers find them: on the page that lists them, in their feed, in lists."""

import re
from pathlib import Path
from urllib.parse import urljoin

import feedparser
import pytest
from bs4 import BeautifulSoup, Tag

from tests.conftest import MakeSite, build_here
from tests.markup import read_once

FEED = "feeds/corrections.atom.xml"


def page(file: Path) -> BeautifulSoup:
    """One page."""
    return read_once(file)


def words(element: Tag | None) -> str:
    """The text of an element."""
    assert element is not None
    return " ".join(element.get_text(" ").split())


@pytest.fixture(scope="module")
def corrections(stress_output: Path) -> BeautifulSoup:
    """The page of the stress site that lists corrections."""
    return page(stress_output / "corrections" / "index.html")


def test_the_page_keeps_its_text_and_lists_all_below_it_newest_first(
    corrections: BeautifulSoup,
) -> None:
    assert words(corrections.select_one(".article-body")) == "Text of corrections."
    days = [str(time["datetime"])[:10] for time in corrections.select(".all-corrections time")]
    assert days == ["2025-06-05", "2025-03-01"]
    assert corrections.select_one(".article-body ~ .all-corrections") is not None


def test_each_has_the_heading_of_its_post(corrections: BeautifulSoup, stress_output: Path) -> None:
    for entry in corrections.select(".all-corrections li"):
        link = entry.select_one("h3 a")
        assert link is not None
        path = str(link["href"]).removeprefix("/stress/")
        post = page(stress_output / path / "index.html")
        assert words(post.h1) == words(link)


def test_the_feed_says_the_same_and_the_page_names_it(
    corrections: BeautifulSoup, stress_output: Path
) -> None:
    feed = feedparser.parse((stress_output / FEED).read_bytes())
    assert not feed.bozo
    listed = [words(entry.select("p")[-1]) for entry in corrections.select(".all-corrections li")]
    paragraphs = [BeautifulSoup(entry.content[0].value, "lxml").p for entry in feed.entries]
    assert [words(paragraph) for paragraph in paragraphs] == listed
    assert all(entry.title.startswith("Corrected: ") for entry in feed.entries)
    links = [str(link["href"]) for link in corrections.select(f'[href$="{FEED}"]')]
    assert links == [f"/stress/{FEED}"] * 2


def test_where_there_are_none_the_page_says_so_and_no_feed_is_written(make_site: MakeSite) -> None:
    site = make_site()
    post = site / "content/posts/second.md"
    text = post.read_text(encoding="utf-8")
    post.write_text(re.sub(r"corrections:\n.*\n", "", text), encoding="utf-8")
    output = build_here()
    assert [f for f in output.rglob("index.html") if page(f).select(".corrections")] == []
    listed = page(output / "corrections" / "index.html")
    assert words(listed.select_one(".all-corrections .empty")) == "None yet."
    assert not (output / FEED).exists()


def test_a_corrected_post_is_marked_beside_its_title_and_in_lists(stress_output: Path) -> None:
    site = "https://example.org/stress/"
    path = "2025/06/everything/"
    post = page(stress_output / path / "index.html")
    title = words(post.h1)
    assert "Corrected" not in title
    assert words(post.title) == f"{title} – Test Gazette"
    assert words(post.select_one(".dates .corrected")) == "Corrected"
    for name in ("2025", "2025/06", "category/news", "tag/power", "author/ada-writer"):
        cards = page(stress_output / name / "index.html").select(".river .card")
        marked = {
            urljoin(site, str(a["href"])): bool(card.select(".meta .corrected"))
            for card in cards
            for a in card.select("h2 a")
        }
        if f"{site}{path}" in marked:
            assert {url for url, mark in marked.items() if mark} <= {
                f"{site}{path}", f"{site}2025/02/second/"
            }  # fmt: skip
            assert marked[f"{site}{path}"]
