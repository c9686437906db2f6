"""What an article page weighs, gzipped. `newsroom.checks` reports what other sites would serve."""

import gzip
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from tests.markup import read_once

KB = 1024


@pytest.fixture(scope="module")
def articles(blog_output: Path) -> dict[str, BeautifulSoup]:
    """Every article page by its path."""
    files = sorted(blog_output.glob("[0-9]*/[0-9]*/*/index.html"))
    pages = {file.parent.name: read_once(file) for file in files}
    return {name: page for name, page in pages.items() if page.select_one(".article-body")}


def zipped(data: bytes) -> int:
    """The size of the data as a server sends it."""
    return len(gzip.compress(data, mtime=0))


def test_the_page_around_the_text_is_at_most_12_kb(articles: dict[str, BeautifulSoup]) -> None:
    assert len(articles) >= 18
    for name, page in articles.items():
        around = BeautifulSoup(str(page), "lxml")
        for body in around.select(".article-body"):
            body.clear()
        assert zipped(str(around).encode()) <= 12 * KB, name


def test_styles_are_at_most_10_kb(blog_output: Path, articles: dict[str, BeautifulSoup]) -> None:
    for name, page in articles.items():
        sheets = [str(link["href"]) for link in page.select('link[rel="stylesheet"]')]
        files = [blog_output / sheet.removeprefix("/blog/") for sheet in sheets]
        inline = [style.get_text().encode() for style in page.find_all("style")]
        total = sum(map(zipped, [*(file.read_bytes() for file in files), *inline]))
        assert 0 < total <= 10 * KB, name


def test_a_page_loads_two_fonts_first_and_none_has_more_than_40_kb(
    blog_output: Path, articles: dict[str, BeautifulSoup]
) -> None:
    for page in articles.values():
        assert len(page.select('link[rel="preload"][as="font"]')) == 2
    fonts = [f for f in blog_output.rglob("*") if f.suffix in (".woff2", ".woff", ".ttf", ".otf")]
    assert 0 < max(font.stat().st_size for font in fonts) <= 40 * KB


def test_no_article_has_a_script(articles: dict[str, BeautifulSoup]) -> None:
    for page in articles.values():
        assert page.select('script:not([type="application/ld+json"])') == []
        attributes = {name for tag in page.find_all(True) for name in tag.attrs}
        assert [name for name in attributes if name.startswith("on")] == []
