"""Feeds and sitemaps that are invalid, have dead URLs or say something else than pages."""

from pathlib import Path

import pytest

from newsroom.checks.rules import sitemaps
from newsroom.checks.rules.corrections import missing_indexes
from tests.newsroom.checks.good import DATES, POST, URL, check_good_site, reported

SITEMAP = "sitemaps/pages.xml"
FEED, JSON = "feeds/all.atom.xml", "feeds/all.json"
POSTS = "2025/06/post/index.html"
NOTED, LIST = "feeds/corrections.atom.xml", "corrections/index.html"
OTHER = f"{URL}/hi/post/"
LATER = "2026-06-03T10:00:00+05:30"

# (file, a text in it, the text instead, all that is reported)
BREAKS = {
    # feeds
    "a feed cut off": (FEED, "</feed>", "",
        [f"xml/invalid {FEED}:10"]),
    "a feed of another URL": (FEED, "all.atom.xml", "x.atom.xml",
        [f"feed/url {FEED} {URL}/feeds/x.atom.xml"]),
    "a feed of no page": (FEED, f'alternate" href="{URL}/"', f'alternate" href="{URL}/x/"',
        [f"feed/page-not-found {FEED} {URL}/x/"]),
    "an id twice in a feed": (FEED, "urn:uuid:2", "urn:uuid:1",
        [f"feed/duplicate-id {FEED} urn:uuid:1"]),
    "an entry without an id": (FEED, "<id>urn:uuid:2</id>", "",
        [f"feed/missing-id {FEED}:8"]),
    "an entry of no page": (FEED, f'href="{OTHER}"', f'href="{URL}/x/"',
        [f"feed/page-not-found {FEED}:8 {URL}/x/"]),
    "an entry to come": (FEED, "2025-06-02T10", "2026-06-02T10",
        [f"feed/date {FEED} updated", f"feed/future-date {FEED}:8 2026-06-02T10:00:00+05:30"]),
    "an entry of an invalid date": (FEED, "2025-06-02T10:00:00+05:30", "yesterday",
        [f"feed/invalid-date {FEED}:8 yesterday"]),
    "an enclosure that is gone": (FEED, f"{URL}/a.png", f"{URL}/b.png",
        [f"feed/enclosure-not-found {FEED}:5 {URL}/b.png"]),
    "an enclosure of another size": (FEED, "SIZE", "7",
        [f"feed/enclosure-length {FEED}:5 {URL}/a.png"]),
    "a post of two ids": (JSON, "urn:uuid:1", "urn:uuid:9",
        [f"feed/conflicting-ids {JSON} {POST}, urn:uuid:9"]),
    "a JSON feed of another kind": (JSON, "jsonfeed.org", "example.org",
        [f"feed/invalid {JSON} version"]),
    # feeds that a page offers
    "a feed of another name": ("index.html", 'title="Site" href="/blog/feeds/all.atom.xml"',
        'title="Other" href="/blog/feeds/all.atom.xml"',
        [f"feed/title index.html /blog/{FEED}, Other"]),
    "a JSON feed of another name": (JSON, '"title": "Site"', '"title": "Other"',
        [f"feed/title index.html /blog/{JSON}, Site"]),
    "a feed that is none": ("index.html", "/blog/feeds/all.atom.xml", "/blog/sitemap.xml",
        ["feed/invalid index.html /blog/sitemap.xml"]),
    # entries and the pages of their posts
    "an entry older than its page": (FEED, f'<updated>{DATES["updated"]}</updated><pub',
        f'<updated>{DATES["published"]}</updated><pub',
        [f'feed/date-mismatch {FEED}:5 {POST}, {DATES["published"]}']),
    "an entry published otherwise": (FEED, f'<published>{DATES["published"]}',
        f'<published>{DATES["updated"]}',
        [f'feed/date-mismatch {FEED}:5 {POST}, {DATES["updated"]}']),
    "an entry published on an invalid date": (FEED, f'<published>{DATES["published"]}',
        "<published>1",
        [f"feed/invalid-date {FEED}:5 1"]),
    "an entry without its author": (FEED,
        f"<author><name>Ada</name><uri>{URL}/author/ada/</uri></author>", "",
        [f"feed/author-mismatch {FEED}:5 {POST}, Ada"]),
    "an item of another change": (JSON, f'"date_modified": "{DATES["updated"]}"',
        f'"date_modified": "{DATES["published"]}"',
        [f'feed/date-mismatch {JSON} {POST}, {DATES["published"]}']),
    "an item published otherwise": (JSON, f'"date_published": "{DATES["published"]}"',
        f'"date_published": "{DATES["updated"]}"',
        [f'feed/date-mismatch {JSON} {POST}, {DATES["updated"]}']),
    "an item of another author": (JSON, '"name": "Ada"', '"name": "Bob"',
        [f"feed/author-mismatch {JSON} {POST}, Bob"]),
    # corrections
    "a correction of another text in the list": (LIST, "It was 40.", "It was 4.",
        [f"correction/mismatch {LIST} It was 4., It was 40."]),
    "a correction that the post does not show": (POSTS, f'<li><time datetime="{DATES["updated"]}"',
        f'<li><time datetime="{DATES["published"]}"',
        [f"correction/mismatch {LIST} It was 40.",
         f"correction/missing {LIST} It was 40.",
         f'json-ld/mismatch {POSTS} correction, {DATES["updated"]}']),
    "a correction left out of the list": (LIST, "<ol><li>", "<ol></ol><ol hidden><b>",
        [f"correction/missing {LIST} It was 40."]),
    "a correction left out of its feed": (NOTED, f"{POST}#site", f"{OTHER}#x",
        [f"correction/missing {NOTED} It was 40."]),
    # sitemaps
    "a sitemap that is gone": ("sitemap.xml", "pages.xml", "x.xml",
        [f"sitemap/not-found sitemap.xml:3 {URL}/sitemaps/x.xml", f"sitemap/unlisted {SITEMAP}"]),
    "a page that is gone": (SITEMAP, f"<url><loc>{URL}/category/news/", f"<url><loc>{URL}/x/",
        ["sitemap/missing-page category/news/index.html",
         f"sitemap/not-found {SITEMAP}:4 {URL}/x/"]),
    "a URL that is not encoded": (SITEMAP, f"<loc>{URL}/category/news/", f"<loc>{URL}/category/ñ/",
        [f"sitemap/invalid-url {SITEMAP}:4 {URL}/category/ñ/",
         "sitemap/missing-page category/news/index.html",
         f"sitemap/not-found {SITEMAP}:4 {URL}/category/ñ/"]),
    "a page listed twice": (SITEMAP, f"<url><loc>{URL}/category/news/</loc></url>",
        f"<url><loc>{URL}/category/news/</loc></url>" * 2,
        [f"sitemap/duplicate {SITEMAP}:4 {URL}/category/news/"]),
    "a page not to be listed": (SITEMAP, f"<url><loc>{URL}/</loc>",
        f"<url><loc>{URL}/404.html</loc></url><url><loc>{URL}/</loc>",
        [f"sitemap/noindex {SITEMAP}:3 {URL}/404.html"]),
    "a change to come": (SITEMAP, "<lastmod>2025-06-03</lastmod>", f"<lastmod>{LATER}</lastmod>",
        [f"sitemap/future-date {SITEMAP}:3 {URL}/, 2026-06-03T10:00:00+05:30"]),
    "a change at an invalid date": (SITEMAP, "2025-06-03</lastmod>", "June</lastmod>",
        [f"sitemap/invalid-date {SITEMAP}:3 {URL}/, June"]),
    "another change than the page's": (SITEMAP, DATES["updated"], DATES["published"],
        [f'sitemap/mismatch {SITEMAP}:6 {POST}, {DATES["published"]}']),
    "an image that is gone from a sitemap": (SITEMAP, "a.png", "b.png",
        [f"sitemap/not-found {SITEMAP}:9 {URL}/b.png"]),
    "news of another title": ("news-sitemap.xml", "<news:title>A", "<news:title>The",
        ["sitemap/mismatch news-sitemap.xml:3 The “post”, or: R&D, A “post”, or: R&D"]),
    "news of another date": ("news-sitemap.xml", DATES["published"], LATER,
        [f'sitemap/mismatch news-sitemap.xml:3 2026-06-03T10:00:00+05:30, {DATES["published"]}']),
    "news of nobody": ("news-sitemap.xml", "<news:name>Site", "<news:name>",
        ["sitemap/mismatch news-sitemap.xml:3"]),
}  # fmt: skip


@pytest.mark.parametrize(("file", "old", "new", "expected"), BREAKS.values(), ids=BREAKS.keys())
def test_a_break_is_reported_with_its_code_and_nothing_else_is(
    tmp_path: Path, file: str, old: str, new: str, expected: list[str]
) -> None:
    assert reported(tmp_path, {file: [(old, new)]}) == expected


@pytest.mark.parametrize(
    ("listed", "entries", "longest", "expected"),
    [
        ("", "", 10, []),
        ("abc", "abc", 10, []),
        ("abc", "ac", 10, [1]),
        ("abc", "", 10, [0, 1, 2]),
        ("abc", "ab", 2, []),
        ("abc", "bc", 2, [0]),
        ("aab", "ab", 3, [1]),
    ],
)
def test_a_feed_of_corrections_ends_where_the_longest_does(
    listed: str, entries: str, longest: int, expected: list[int]
) -> None:
    assert missing_indexes(listed, entries, longest) == expected


@pytest.mark.parametrize(("limit", "most"), [("MAX_URLS", 3), ("MAX_BYTES", 1000)])
def test_a_sitemap_has_limits(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: str, most: int
) -> None:
    monkeypatch.setattr(sitemaps, limit, most)
    (diagnostic,) = check_good_site(tmp_path)
    assert (diagnostic.code, diagnostic.path) == ("sitemap/too-large", SITEMAP)
    assert diagnostic.message.startswith("6 URLs in 1,")
