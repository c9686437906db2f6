"""What an article page weighs, gzipped, and that nothing comes from another site."""

import gzip
import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag

from tests.markup import read_once

KB = 1024
# Attributes whose address a browser fetches by itself.
FETCHED = "[src], [srcset], [poster], object[data], image[href], use[href]"
LOADED_LINKS = "stylesheet icon preload modulepreload prefetch preconnect dns-prefetch manifest"


@pytest.fixture(scope="module")
def articles(blog_output: Path) -> dict[str, BeautifulSoup]:
    """Every article page by its path."""
    found = sorted(blog_output.glob("[0-9]*/[0-9]*/*/index.html"))
    pages = {file.parent.name: read_once(file) for file in found}
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


def test_there_is_one_font_of_at_most_40_kb(blog_output: Path) -> None:
    fonts = [f for f in blog_output.rglob("*") if f.suffix in (".woff2", ".woff", ".ttf", ".otf")]
    assert len(fonts) <= 1
    assert sum(font.stat().st_size for font in fonts) <= 40 * KB


def test_no_article_has_a_script(articles: dict[str, BeautifulSoup]) -> None:
    for page in articles.values():
        assert page.select('script:not([type="application/ld+json"])') == []
        attributes = {name for tag in page.find_all(True) for name in tag.attrs}
        assert [name for name in attributes if name.startswith("on")] == []


def fetched(page: BeautifulSoup) -> list[str]:
    """The addresses that a browser fetches for a page by itself."""
    links = [
        link
        for link in page.select("link[rel][href]")
        if set(link.get_attribute_list("rel")) & set(LOADED_LINKS.split())
    ]
    tags: list[Tag] = [*page.select(FETCHED), *links]
    names = ("src", "srcset", "poster", "data", "href")
    return [str(tag[name]) for tag in tags for name in names if tag.has_attr(name)]


def test_no_page_fetches_anything_from_elsewhere(blog_output: Path) -> None:
    for file in blog_output.rglob("*.html"):
        page = read_once(file)
        assert fetched(page) != []
        assert [url for url in fetched(page) if not url.startswith("/blog/")] == [], file


def test_no_style_fetches_anything_from_elsewhere(blog_output: Path) -> None:
    for file in blog_output.rglob("*.css"):
        text = file.read_text(encoding="utf-8")
        addresses = re.findall(r"url\(\s*[\"']?([^\"')]+)", text)
        assert [url for url in addresses if re.match(r"^(\w+:|//)", url)] == []
        assert [url for url in addresses if not (file.parent / url).is_file()] == []
        assert "@import" not in text
