"""The front page, and what is on every page around it: masthead, footer, lists."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from tests.markup import read_once

HEADLINES = "main .card :is(h2, h3) a"


@pytest.fixture(scope="module")
def front(blog_output: Path) -> BeautifulSoup:
    """The front page of the blog."""
    return read_once(blog_output / "index.html")


def texts(soup: BeautifulSoup, selector: str) -> list[str]:
    """The texts of some elements."""
    return [element.get_text(" ", strip=True) for element in soup.select(selector)]


def test_the_front_page_has_each_post_once(front: BeautifulSoup) -> None:
    links = [str(a["href"]) for a in front.select(HEADLINES)]
    assert len(set(links)) == len(links) > 12


@pytest.mark.parametrize(("part", "cards"), [(".lead-story", 1), (".briefs", 3), (".strip", 4)])
def test_posts_are_in_three_tiers(front: BeautifulSoup, part: str, cards: int) -> None:
    assert len(front.select(f"{part} .card")) == cards


def test_cards_name_their_authors(front: BeautifulSoup) -> None:
    assert all(texts(front, ".card .names"))


def test_each_card_of_a_strip_has_an_image_or_a_plate(front: BeautifulSoup) -> None:
    for card in front.select(".strip .card"):
        (image,) = card.select(".card-image")
        assert image.select("img") or re.fullmatch("[0-4][0-2]", str(image["data-plate"]))


def pages(folder: Path) -> Iterator[tuple[str, BeautifulSoup]]:
    """Pages of each kind."""
    for path in ("", "2025/11/plant/", "category/explainers/", "tags/", "404.html"):
        file = folder / path
        yield path, read_once(file / "index.html" if file.is_dir() else file)


def test_every_page_leads_to_sections_about_and_feeds(blog_output: Path) -> None:
    for path, page in pages(blog_output):
        assert len(page.select(".masthead .sections a")) == len(
            page.select("#site-footer-sections + ul a[href*='/category/']")
        ), path
        assert page.select("#site-footer-about + ul a"), path
        assert page.select("#site-follow + ul a[href$='.atom.xml']"), path
        assert texts(page, ".copyright")[0].startswith("© 20"), path


@pytest.mark.parametrize(
    ("path", "current"),
    [("", []), ("category/explainers/", ["page"]), ("2025/11/plant/", ["true"])],
)
def test_the_section_of_a_page_is_marked(blog_output: Path, path: str, current: list[str]) -> None:
    page = read_once(blog_output / path / "index.html")
    marked = page.select(".masthead .sections [aria-current]")
    assert [link["aria-current"] for link in marked] == current


@pytest.mark.parametrize("path", ["category/explainers", "tag/racks", "author/cleo-painter"])
def test_a_list_says_how_to_follow_it(blog_output: Path, path: str) -> None:
    page = read_once(blog_output / path / "index.html")
    (link,) = page.select(".list-facts a")
    assert str(link["href"]).endswith(f"/feeds/{path}.atom.xml")
    (alternate,) = page.select(f'link[rel="alternate"][href="{link["href"]}"]')
    assert alternate["type"] == "application/atom+xml"
