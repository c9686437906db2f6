"""The entries of sitemaps, and their last changes."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from newsroom.content.front_matter.schema import EPOCH
from newsroom.site.articles import Article
from newsroom.site.image_model import Image
from newsroom.site.lists import PublishedCorrection
from newsroom.site.output_files import OutputFile
from plugins.publish.sitemaps import (
    ListedUrl,
    Sitemap,
    SitemapEntry,
    alternate_urls,
    articles_by_year,
    declare_sitemaps,
    image_urls,
    page_change,
    split_sitemap,
)
from tests.model import DAY, make_article, make_page, make_settings, make_site

SETTINGS = make_settings(url="https://x.example/blog")
KOLKATA = ZoneInfo("Asia/Kolkata")
LATER = DAY + timedelta(days=9)


@pytest.mark.parametrize(
    ("count", "limit", "expected"),
    [
        (0, 3, []),
        (1, 3, [("sitemaps/2025.xml", 1)]),
        (3, 3, [("sitemaps/2025.xml", 3)]),
        (4, 3, [("sitemaps/2025.xml", 3), ("sitemaps/2025-2.xml", 1)]),
        (7, 3, [("sitemaps/2025.xml", 3), ("sitemaps/2025-2.xml", 3), ("sitemaps/2025-3.xml", 1)]),
        (50_000, 50_000, [("sitemaps/2025.xml", 50_000)]),
        (50_001, 50_000, [("sitemaps/2025.xml", 50_000), ("sitemaps/2025-2.xml", 1)]),
    ],
)
def test_a_full_file_is_followed_by_another(
    count: int, limit: int, expected: list[tuple[str, int]]
) -> None:
    urls = [ListedUrl(str(number)) for number in range(count)]
    sitemaps = list(split_sitemap("2025", urls, limit))
    assert [(sitemap.path, len(sitemap.urls)) for sitemap in sitemaps] == expected
    assert [url for sitemap in sitemaps for url in sitemap.urls] == urls
    assert list(split_sitemap("2025", urls)) == list(split_sitemap("2025", urls, 50_000))


@pytest.mark.parametrize(
    ("template", "date", "corrected", "expected"),
    [
        ("page", EPOCH, LATER, None),
        ("corrections", EPOCH, None, None),
        ("corrections", EPOCH, LATER, LATER),
        ("corrections", DAY, LATER, LATER),
        ("corrections", LATER, DAY, LATER),
    ],
)
def test_the_page_of_corrections_changes_with_the_newest(
    template: str, date: datetime, corrected: datetime | None, expected: datetime | None
) -> None:
    page = make_page("any", date=date)
    page.template = template
    corrections = [PublishedCorrection("1", corrected, DAY, "T", ARTICLE)] if corrected else []
    assert page_change(page, corrections) == expected


ARTICLE = make_article()


def test_a_sitemap_changed_when_its_newest_url_did() -> None:
    urls = [ListedUrl("a", DAY), ListedUrl("b"), ListedUrl("c", LATER), ListedUrl("d", DAY)]
    assert Sitemap("x", urls).lastmod == LATER
    assert Sitemap("x", [ListedUrl("b")]).lastmod is None


def article_with_images(resolved: dict[str, str], lead: str = "") -> Article:
    """An article with an image for each URL, and a lead image."""
    html = "".join(f'<img src="{url}" alt="">' for url in resolved)
    image = Image(lead, lead, 1, 1) if lead else None
    return make_article(html=html, resolved_links=resolved, lead_image=image)


@pytest.mark.parametrize(
    ("lead", "resolved", "expected"),
    [
        ("", {}, []),
        ("images/a%20b.png", {}, ["images/a%20b.png"]),
        ("images/a.png", {"a.png": "/blog/images/a.png"}, ["images/a.png"]),
        ("", {"b.png": "/blog/images/b.png", "c.png": "/blog/images/ü.png"},
         ["images/b.png", "images/%C3%BC.png"]),
        ("", {"https://y.example/b.png": "https://y.example/b.png", "data:image/png,x": ""}, []),
        ("", {"//y.example/b.png": "//y.example/b.png"}, []),
    ],
)  # fmt: skip
def test_the_images_of_the_site_on_a_page(
    lead: str, resolved: dict[str, str], expected: list[str]
) -> None:
    urls = image_urls(article_with_images(resolved, lead), SETTINGS)
    assert list(urls) == [f"https://x.example/blog/{path}" for path in expected]


def test_an_entry_has_a_thousand_images_at_most() -> None:
    resolved = {f"{number}.png": f"/blog/{number}.png" for number in range(1_001)}
    assert len(image_urls(article_with_images(resolved), SETTINGS)) == 1_000


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({}, ["en", "hi"]),
        ({"canonical": "https://y.example/"}, []),
        ({"unpublished": "draft"}, []),
        ({"status": "hidden"}, []),
    ],
)
def test_versions_that_sitemaps_have_name_one_another(
    values: dict[str, Any], expected: list[str]
) -> None:
    article, translation = make_article("a"), make_article("b", lang="hi", **values)
    article.translations = (translation,)
    assert [lang for lang, _ in alternate_urls(article, SETTINGS)] == expected


def test_posts_are_listed_oldest_first_by_year() -> None:
    posts = [
        make_article(slug, date=datetime(year, 1, 1, tzinfo=KOLKATA))
        for year, slug in ((2025, "b"), (2024, "c"), (2025, "a"), (2023, "d"))
    ]
    assert [
        (year, [post.slug for post in of_year]) for year, of_year in articles_by_year(posts)
    ] == [
        (2023, ["d"]),
        (2024, ["c"]),
        (2025, ["a", "b"]),
    ]


def test_each_year_has_one_sitemap_where_clocks_are_set_back_into_the_old_one() -> None:
    dates = ["2024-12-31T23:30-01:00", "2025-01-01T00:10+00:00", "2024-12-31T23:50+00:00"]
    posts = [make_article(date=datetime.fromisoformat(text)) for text in dates]
    counts = [(year, len(of_year)) for year, of_year in articles_by_year(posts)]
    assert counts == [(2024, 2), (2025, 1)]


def test_sitemaps_have_what_is_listed_and_indexed() -> None:
    site = make_site(
        SETTINGS,
        articles=(make_article("a"), make_article("draft", unpublished="draft")),
        hidden_articles=(make_article("hidden", status="hidden"),),
        pages=(make_page("about"), make_page("secret", status="hidden")),
    )
    site.files.add(
        OutputFile("tag/é/", "list", "", listed=True, changed=LATER),
        OutputFile("tag/é/page/2/", "list", ""),
        OutputFile("", "list", "", listed=True),
        OutputFile("about/", "page", ""),
    )
    index, pages, year = declare_sitemaps(site)
    assert [sitemap.path for sitemap in index.values()["sitemaps"]] == [  # type: ignore[attr-defined]
        "sitemaps/pages.xml",
        "sitemaps/2025.xml",
    ]
    assert pages.values()["entries"] == [
        SitemapEntry("https://x.example/blog/"),
        SitemapEntry("https://x.example/blog/about/", DAY),
        SitemapEntry("https://x.example/blog/tag/%C3%A9/", LATER),
    ]
    assert year.values()["entries"] == [SitemapEntry("https://x.example/blog/2025/05/a/", DAY)]
    assert [file.url for file in (index, pages, year)] == [
        "sitemap.xml",
        "sitemaps/pages.xml",
        "sitemaps/2025.xml",
    ]
