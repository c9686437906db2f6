"""The head of built pages: one canonical address, one card, nothing that two pages share."""

from collections import Counter
from pathlib import Path

import pytest
from PIL import Image

from tests.blog import PRINTED_ELSEWHERE
from tests.markup import file_at, is_listed, meta, text
from tests.output.conftest import Pages

# What a card needs: https://ogp.me/#metadata, and X's documentation of cards.
NEEDED = (
    "og:type og:site_name og:title og:description og:url og:image og:image:alt og:image:type "
    "og:image:width og:image:height og:locale twitter:card twitter:title twitter:description "
    "twitter:image twitter:image:alt robots description"
).split()


@pytest.fixture(scope="module")
def pages(pages: Pages) -> Pages:
    """Every page that search engines may list, by its path."""
    return {path: page for path, page in pages.items() if is_listed(page)}


def test_each_page_has_what_a_card_needs_once(pages: Pages) -> None:
    assert len(pages) > 60
    for path, page in pages.items():
        assert {name: len(meta(page, name)) for name in NEEDED} == dict.fromkeys(NEEDED, 1), path
        assert [name for name in NEEDED if not meta(page, name)[0].strip()] == [], path
        assert meta(page, "robots") == ["max-image-preview:large"]


def test_each_page_is_canonical_at_its_own_address(site: tuple[Path, str], pages: Pages) -> None:
    for path, page in pages.items():
        links = [str(link["href"]) for link in page.select('link[rel="canonical"]')]
        own = f"{site[1]}/{path.removesuffix('index.html')}"
        assert links == meta(page, "og:url") == [PRINTED_ELSEWHERE.get(own, own)]


def test_no_two_pages_have_one_title_or_one_description(pages: Pages) -> None:
    titles = Counter(text(page.title) for page in pages.values())
    descriptions = Counter(meta(page, "description")[0] for page in pages.values())
    assert [title for title, count in titles.items() if count > 1] == []
    assert [words for words, count in descriptions.items() if count > 1] == []


def test_the_card_says_what_the_page_says(pages: Pages) -> None:
    for path, page in pages.items():
        assert meta(page, "og:description") == meta(page, "description")
        assert meta(page, "twitter:title") == meta(page, "og:title")
        heading, further = text(page.h1), "/page/" in f"/{path}"
        assert meta(page, "og:title")[0].startswith(heading)
        assert further or meta(page, "og:title") == [heading]


def test_pictures_are_raster_files_of_the_size_that_is_told(
    site: tuple[Path, str], pages: Pages
) -> None:
    folder, url = site
    for address, width, height, kind in {
        tuple(meta(page, f"og:image{part}")[0] for part in ("", ":width", ":height", ":type"))
        for page in pages.values()
    }:
        with Image.open(file_at(folder, address, url)) as picture:
            assert (str(picture.width), str(picture.height)) == (width, height)
            assert Image.MIME[str(picture.format)] == kind


def test_a_post_is_an_article_with_the_dates_that_it_shows(pages: Pages) -> None:
    posts = [page for page in pages.values() if page.select(".byline")]
    assert len(posts) >= 6
    for page in posts:
        times = [str(time["datetime"]) for time in page.select(".dates time")]
        found = (meta(page, "article:published_time"), meta(page, "article:modified_time"))
        assert found == (times[:1], times[-1:])
        assert meta(page, "og:type") == ["article"]
        assert meta(page, "author") == [text(a) for a in page.select(".byline a")]
        assert meta(page, "article:section") == [text(page.select_one(".kicker a"))]
        assert meta(page, "article:tag") == [text(a) for a in page.select(".tags a")]
        assert len(meta(page, "article:author")) == len(meta(page, "author"))


def test_only_posts_are_articles_and_only_authors_have_profiles(pages: Pages) -> None:
    for path, page in pages.items():
        kind = "profile" if path.startswith("author/") else "website"
        assert meta(page, "og:type") == ["article" if page.select(".byline") else kind]
