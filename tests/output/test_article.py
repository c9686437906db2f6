"""The article page: its parts, their class names and their order are a contract."""

import re
from datetime import datetime
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from bs4 import BeautifulSoup, Tag

from tests.conftest import pages_of
from tests.markup import read_once

# Each part as it is selected, in the order of the page.
PARTS = (
    ".article h1",
    ".standfirst",
    ".byline",
    ".published",
    ".updated",
    ".corrected",
    ".reading-time",
    "figure.lead-image",
    ".article-body",
    ".sources",
    ".corrections",
    ".made-with",
    ".entities",
    ".tags",
    ".author-bio",
    ".feedback",
    ".follow",
    ".related-posts",
    ".author-posts",
    ".neighbors",
)
CREDIT = "Photograph: A Rather Long Name of a Person for An Agency of Pictures, CC BY-SA 4.0"
ALWAYS = (".byline", ".published", ".reading-time", ".follow", ".article-body", ".author-bio")


def page(folder: Path, path: str) -> BeautifulSoup:
    """One page of a site."""
    return read_once(folder / path / "index.html")


@pytest.fixture(scope="module")
def full(stress_output: Path) -> BeautifulSoup:
    """The page of a post that has everything."""
    return page(stress_output, "2025/06/everything")


@pytest.fixture(scope="module")
def articles(blog_output: Path) -> dict[str, BeautifulSoup]:
    """Every article page of the blog by its URL."""
    files = pages_of(blog_output, "[0-9]*/[0-9]*/*/index.html")
    paths = [file.parent.relative_to(blog_output).as_posix() for file in files]
    return {f"https://example.org/blog/{path}/": page(blog_output, path) for path in paths}


def words(tag: Tag | None) -> str:
    """The text of an element."""
    assert tag is not None
    return " ".join(tag.get_text().split())


def first(soup: BeautifulSoup, selector: str) -> Tag:
    """The first element that matches."""
    tag = soup.select_one(selector)
    assert tag is not None, selector
    return tag


def test_every_part_is_there_in_order(full: BeautifulSoup) -> None:
    order = {id(tag): number for number, tag in enumerate(full.find_all(True))}
    positions = [order[id(first(full, part))] for part in PARTS]
    assert positions == sorted(positions)


def test_every_article_has_what_every_article_has(articles: dict[str, BeautifulSoup]) -> None:
    assert len(articles) >= 18
    for url, soup in articles.items():
        assert [part for part in ALWAYS if not soup.select(part)] == [], url


def test_parts_without_content_are_left_out(stress_output: Path) -> None:
    soup = page(stress_output, "2025/06/plain")
    absent = (".standfirst", ".updated", ".lead-image", ".sources", ".corrections", ".made-with")
    assert [part for part in (*absent, ".tags", ".entities") if soup.select(part)] == []


@pytest.mark.parametrize(
    ("part", "text"),
    [
        (".article h1", "Everything that “a post” & its <page> can hold"),
        (".standfirst", "Every part of the contract on one page."),
        (".byline", "Written by: Ada Writer, Ben Helper"),
        (".published", "Published on: 4 June 2025, 09:00 IST"),
        (".updated", "Updated on: 5 June 2025"),
        (".reading-time", "1 min read"),
        (".follow", "Follow us Atom feed JSON Feed"),
        (".lead-image figcaption", f"A picture three times as tall as it is wide. {CREDIT}"),
        (".made-with", "How this was made: Charts were drawn by hand."),
        (".related-posts h2", "Also read"),
        (".feedback h2", "For feedback"),
    ],
)  # fmt: skip
def test_a_part_says_what_the_post_says(full: BeautifulSoup, part: str, text: str) -> None:
    assert words(full.select_one(part)) == text


@pytest.mark.parametrize(
    ("part", "date"),
    [
        (".published time", "2025-06-04T09:00:00+05:30"),
        (".updated time", "2025-06-05T10:00:01+05:30"),
        (".corrections time", "2025-06-05T10:00:01+05:30"),
    ],
)
def test_dates_are_printed_for_machines(full: BeautifulSoup, part: str, date: str) -> None:
    assert first(full, part)["datetime"] == date


def test_every_date_has_an_offset(outputs: tuple[Path, ...]) -> None:
    for file in (file for output in outputs for file in output.rglob("*.html")):
        for time in re.findall(r'<time datetime="([^"]*)"', file.read_text(encoding="utf-8")):
            assert datetime.fromisoformat(time).utcoffset() is not None


def test_every_author_is_linked_as_an_author(full: BeautifulSoup) -> None:
    links = full.select('.byline a[rel~="author"]')
    assert [(words(link), link["href"]) for link in links] == [
        ("Ada Writer", "/stress/author/ada-writer/"),
        ("Ben Helper", "/stress/author/ben-helper/"),
    ]
    assert [words(bio.h2) for bio in full.select(".author-bio")] == ["Ada Writer", "Ben Helper"]


def test_the_lead_image_says_what_it_shows(full: BeautifulSoup) -> None:
    image = first(full, ".lead-image img")
    assert image["alt"] == "A tall blue field."
    assert int(str(image["height"])) == 3 * int(str(image["width"]))
    assert "lazy" not in str(image.get("loading"))


def test_four_different_posts_are_related(articles: dict[str, BeautifulSoup]) -> None:
    for url, soup in articles.items():
        links = [str(a["href"]) for a in soup.select(".related-posts h3 a")]
        assert len(set(links)) == len(links) == 4, url
        assert urlsplit(url).path not in links


def test_more_by_the_author_is_other_posts(articles: dict[str, BeautifulSoup]) -> None:
    for url, soup in articles.items():
        for posts in soup.select(".author-posts"):
            links = [str(a["href"]) for a in posts.select("li a")]
            assert len(set(links)) == len(links) == 3
            assert urlsplit(url).path not in links


def test_the_foot_links_each_post_once(articles: dict[str, BeautifulSoup]) -> None:
    for url, soup in articles.items():
        lists = ".related-posts h3 a, .author-posts li a, .section-posts li a, .neighbors a"
        links = [str(a["href"]) for a in soup.select(lists)]
        assert len(set(links)) == len(links) > 4, url
    assert any(soup.select(".section-posts li a") for soup in articles.values())


def test_feedback_arrives_with_title_and_url(
    articles: dict[str, BeautifulSoup], full: BeautifulSoup
) -> None:
    pages = {**articles, "https://example.org/stress/2025/06/everything/": full}
    for url, soup in pages.items():
        mails = [str(a["href"]) for a in soup.select('.feedback a[href^="mailto:"]')]
        assert len(mails) == 2
        for mail in mails:
            parts = urlsplit(mail)
            fields = dict(pair.split("=", 1) for pair in parts.query.split("&"))
            title = words(first(soup, "h1"))
            assert parts.path == "desk@gazette.example"
            assert unquote(fields["subject"]).endswith(f": {title}")
            assert unquote(fields["body"]).split("\r\n")[:2] == [title, url]


def test_neighbors_follow_the_dates(articles: dict[str, BeautifulSoup]) -> None:
    paths = {urlsplit(url).path: soup for url, soup in articles.items()}
    for path, soup in paths.items():
        for older in soup.select('.neighbors a[rel="prev"]'):
            back = paths[str(older["href"])].select_one('.neighbors a[rel="next"]')
            assert back is not None
            assert back["href"] == path
    ends = [soup for soup in paths.values() if len(soup.select(".neighbors a")) == 1]
    assert len(ends) == 2
