"""The entries of sitemaps, and their last changes."""

from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from newsroom.config.schema import Settings
from newsroom.content.front_matter.nested_fields import Correction
from newsroom.content.front_matter.schema import EPOCH, FrontMatter
from newsroom.html.outline import Outline
from plugins.publish.sitemaps import (
    Sitemap,
    SitemapEntry,
    articles_by_year,
    image_urls,
    last_change,
    newest_change,
    split_sitemap,
)
from tests.conftest import NOW

KOLKATA = ZoneInfo("Asia/Kolkata")
SITE = Settings("S", "", "https://x.example/blog", "en", KOLKATA, NOW)
DAY = datetime(2025, 5, 1, 9, tzinfo=KOLKATA)
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
    entries = [SitemapEntry(str(number)) for number in range(count)]
    sitemaps = list(split_sitemap("2025", entries, limit))
    assert [(sitemap.path, len(sitemap.entries)) for sitemap in sitemaps] == expected
    assert [entry for sitemap in sitemaps for entry in sitemap.entries] == entries
    assert list(split_sitemap("2025", entries)) == list(split_sitemap("2025", entries, 50_000))


def front(**values: Any) -> FrontMatter:
    return FrontMatter("content/posts/x.md", date=values.pop("date", DAY), **values)


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (front(), DAY),
        (front(modified=LATER), LATER),
        (front(modified=DAY - timedelta(1)), DAY),
        (front(corrections=(Correction(LATER, "T"),)), LATER),
        (front(date=EPOCH), None),
        (front(date=EPOCH, modified=LATER), LATER),
    ],
)
def test_a_url_changed_when_its_content_did(head: FrontMatter, expected: datetime | None) -> None:
    assert last_change(SimpleNamespace(front_matter=head)) == expected


def test_a_list_changed_when_its_newest_post_did() -> None:
    old = SimpleNamespace(front_matter=front(modified=LATER), date=DAY)
    young = SimpleNamespace(front_matter=front(), date=DAY + timedelta(days=1))
    assert newest_change([old, young]) == LATER
    assert newest_change([young]) == young.date
    assert newest_change([]) is None


def test_a_sitemap_changed_when_its_newest_entry_did() -> None:
    entries = [
        SitemapEntry("a", DAY),
        SitemapEntry("b"),
        SitemapEntry("c", LATER),
        SitemapEntry("d", DAY),
    ]
    assert Sitemap("x", entries).lastmod == LATER
    assert Sitemap("x", [SitemapEntry("b")]).lastmod is None


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
    outline = Outline(images=tuple((url, "alt") for url in resolved))
    image = SimpleNamespace(url=lead) if lead else None
    page = SimpleNamespace(lead_image=image, resolved_links=resolved, outline=outline)
    assert list(image_urls(page, SITE)) == [f"https://x.example/blog/{path}" for path in expected]


def test_an_entry_has_a_thousand_images_at_most() -> None:
    resolved = {f"{number}.png": f"/blog/{number}.png" for number in range(1_001)}
    outline = Outline(images=tuple((url, "alt") for url in resolved))
    assert len(image_urls(SimpleNamespace(resolved_links=resolved, outline=outline), SITE)) == 1_000


def test_posts_are_listed_oldest_first_by_year() -> None:
    posts = [
        SimpleNamespace(date=datetime(year, 1, 1, tzinfo=KOLKATA), slug=slug, lang="en")
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
    posts = [
        SimpleNamespace(date=datetime.fromisoformat(text), slug="x", lang="en") for text in dates
    ]
    counts = [(year, len(of_year)) for year, of_year in articles_by_year(posts)]
    assert counts == [(2024, 2), (2025, 1)]
