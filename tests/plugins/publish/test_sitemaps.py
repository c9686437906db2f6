"""What stands in the sitemaps, and when it says that it changed."""

from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from newsroom.config.schema import Site
from newsroom.content.front_matter.nested_fields import Correction
from newsroom.content.front_matter.schema import EPOCH, FrontMatter
from newsroom.html.outline import Outline
from plugins.publish.sitemaps import Entry, Sitemap, by_year, changed, newest, pictures, split
from tests.conftest import NOW

KOLKATA = ZoneInfo("Asia/Kolkata")
SITE = Site("S", "", "https://x.example/blog", "en", KOLKATA, NOW)
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
    entries = [Entry(str(number)) for number in range(count)]
    found = list(split("2025", entries, limit))
    assert [(sitemap.path, len(sitemap.entries)) for sitemap in found] == expected
    assert [entry for sitemap in found for entry in sitemap.entries] == entries
    assert list(split("2025", entries)) == list(split("2025", entries, 50_000))


def front(**values: Any) -> FrontMatter:
    return FrontMatter("content/posts/x.md", date=values.pop("date", DAY), **values)


@pytest.mark.parametrize(
    ("head", "moment"),
    [
        (front(), DAY),
        (front(modified=LATER), LATER),
        (front(modified=DAY - timedelta(1)), DAY),
        (front(corrections=(Correction(LATER, "T"),)), LATER),
        (front(date=EPOCH), None),
        (front(date=EPOCH, modified=LATER), LATER),
    ],
)
def test_an_address_changed_when_its_content_did(
    head: FrontMatter, moment: datetime | None
) -> None:
    assert changed(SimpleNamespace(front_matter=head)) == moment


def test_a_list_changed_when_its_newest_post_did() -> None:
    old = SimpleNamespace(front_matter=front(modified=LATER), date=DAY)
    young = SimpleNamespace(front_matter=front(), date=DAY + timedelta(days=1))
    assert newest([old, young]) == LATER
    assert newest([young]) == young.date
    assert newest([]) is None


def test_a_sitemap_changed_when_its_newest_address_did() -> None:
    entries = [Entry("a", DAY), Entry("b"), Entry("c", LATER), Entry("d", DAY)]
    assert Sitemap("x", entries).lastmod == LATER
    assert Sitemap("x", [Entry("b")]).lastmod is None


@pytest.mark.parametrize(
    ("lead", "written", "found"),
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
def test_the_sites_own_pictures_of_a_page(
    lead: str, written: dict[str, str], found: list[str]
) -> None:
    outline = Outline(images=tuple((address, "alt") for address in written))
    image = SimpleNamespace(url=lead) if lead else None
    page = SimpleNamespace(lead_image=image, resolved_links=written, outline=outline)
    assert list(pictures(page, SITE)) == [f"https://x.example/blog/{path}" for path in found]


def test_a_page_names_a_thousand_pictures_at_most() -> None:
    written = {f"{number}.png": f"/blog/{number}.png" for number in range(1_001)}
    outline = Outline(images=tuple((address, "alt") for address in written))
    assert len(pictures(SimpleNamespace(resolved_links=written, outline=outline), SITE)) == 1_000


def test_posts_stand_oldest_first_in_their_year() -> None:
    posts = [
        SimpleNamespace(date=datetime(year, 1, 1, tzinfo=KOLKATA), slug=slug, lang="en")
        for year, slug in ((2025, "b"), (2024, "c"), (2025, "a"), (2023, "d"))
    ]
    assert [(year, [post.slug for post in found]) for year, found in by_year(posts)] == [
        (2023, ["d"]),
        (2024, ["c"]),
        (2025, ["a", "b"]),
    ]


def test_each_year_has_one_sitemap_where_clocks_are_set_back_into_the_old_one() -> None:
    moments = ["2024-12-31T23:30-01:00", "2025-01-01T00:10+00:00", "2024-12-31T23:50+00:00"]
    posts = [
        SimpleNamespace(date=datetime.fromisoformat(moment), slug="x", lang="en")
        for moment in moments
    ]
    found = [(year, len(of_year)) for year, of_year in by_year(posts)]
    assert found == [(2024, 2), (2025, 1)]
