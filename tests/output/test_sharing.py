"""The link previews of built pages are complete.

Rules of `newsroom.checks` compare them with the pages, canonical URLs and images.
"""

import pytest

from tests.markup import is_listed, meta
from tests.output.conftest import Pages

# What a link preview needs: https://ogp.me/#metadata, and X's documentation of cards.
NEEDED = (
    "og:type og:site_name og:title og:description og:url og:image og:image:alt og:image:type "
    "og:image:width og:image:height og:locale twitter:card twitter:title twitter:description "
    "twitter:image twitter:image:alt robots description"
).split()


@pytest.fixture(scope="module")
def pages(pages: Pages) -> Pages:
    """Every page that search engines may list, by its path."""
    return {path: page for path, page in pages.items() if is_listed(page)}


def test_each_page_has_what_a_link_preview_needs_once(pages: Pages) -> None:
    assert len(pages) > 60
    for path, page in pages.items():
        assert {name: len(meta(page, name)) for name in NEEDED} == dict.fromkeys(NEEDED, 1), path
        assert [name for name in NEEDED if not meta(page, name)[0].strip()] == [], path
        assert meta(page, "robots") == ["max-image-preview:large"]
        assert len(page.select('link[rel="canonical"]')) == 1


def test_only_posts_are_articles_and_only_authors_have_profiles(pages: Pages) -> None:
    for path, page in pages.items():
        kind = "profile" if path.startswith("author/") else "website"
        assert meta(page, "og:type") == ["article" if page.select(".byline") else kind]
