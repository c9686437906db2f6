"""Feeds and sitemaps that cannot be read, lead nowhere or say what no page does."""

from pathlib import Path

import pytest

from newsroom.checks.rules.corrections import missing
from tests.newsroom.checks.good import DATES, POST, URL, told

SITEMAP = "sitemaps/pages.xml"
FEED, JSON = "feeds/all.atom.xml", "feeds/all.json"
POSTS = "2025/06/post/index.html"
NOTED, LIST = "feeds/corrections.atom.xml", "corrections/index.html"
OTHER = f"{URL}/hi/post/"
LATER = "2026-06-03T10:00:00+05:30"

# (file, what stands in it, what stands there instead, all that is told)
MISTAKES = {
    # feeds
    "a feed cut off": (FEED, "</feed>", "",
        [f"error feeds {FEED}:10: is no XML that machines can read: Premature end of data in "
         "tag feed"]),
    "a feed of another address": (FEED, "all.atom.xml", "x.atom.xml",
        [f'error feeds {FEED}: calls itself "{URL}/feeds/x.atom.xml", which is not its address']),
    "a feed of no page": (FEED, f'alternate" href="{URL}/"', f'alternate" href="{URL}/x/"',
        [f'error feeds {FEED}: is the feed of "{URL}/x/", where no page is']),
    "an id twice in a feed": (FEED, "urn:uuid:2", "urn:uuid:1",
        [f'error feeds {FEED}: has 2 entries with the id "urn:uuid:1"']),
    "an entry without an id": (FEED, "<id>urn:uuid:2</id>", "",
        [f"error feeds {FEED}:8: an entry has no id"]),
    "an entry of no page": (FEED, f'href="{OTHER}"', f'href="{URL}/x/"',
        [f'error feeds {FEED}:8: an entry leads to "{URL}/x/", where no page is']),
    "an entry to come": (FEED, "2025-06-02T10", "2026-06-02T10",
        [f'error feeds {FEED}: "updated" is {DATES["updated"]}, before that of an entry',
         f'error feeds {FEED}:8: an entry was updated at "2026-06-02T10:00:00+05:30", which is '
         "still to come"]),
    "an entry of no moment": (FEED, "2025-06-02T10:00:00+05:30", "yesterday",
        [f'error feeds {FEED}:8: an entry was updated at "yesterday", which is no moment '
         "(RFC 3339)"]),
    "an enclosure that is gone": (FEED, f"{URL}/a.png", f"{URL}/b.png",
        [f'error feeds {FEED}:5: an entry comes with "{URL}/b.png", which is not there']),
    "an enclosure of another size": (FEED, "SIZE", "7",
        [f'error feeds {FEED}:5: an entry comes with "{URL}/a.png" of another size than 7']),
    "a post of two ids": (JSON, "urn:uuid:1", "urn:uuid:9",
        [f'error feeds feeds/all.json: "{POST}" has the id "urn:uuid:9" here and "urn:uuid:1" in '
         f"{FEED}"]),
    "a JSON feed of another kind": (JSON, "jsonfeed.org", "example.org",
        ["error feeds feeds/all.json: is no JSON Feed that machines can read: it names no version "
         "of JSON Feed"]),
    # feeds that a page offers
    "a feed of another name": ("index.html", 'title="Site" href="/blog/feeds/all.atom.xml"',
        'title="Other" href="/blog/feeds/all.atom.xml"',
        ['error feed_discovery index.html: offers the feed "/blog/feeds/all.atom.xml" as "Other"; it '  # noqa: E501
         'is called "Site"']),
    "a JSON feed of another name": (JSON, '"title": "Site"', '"title": "Other"',
        ['error feed_discovery index.html: offers the feed "/blog/feeds/all.json" as "Site"; it is '
         'called "Other"']),
    "a feed that is none": ("index.html", "/blog/feeds/all.atom.xml", "/blog/sitemap.xml",
        ['error feed_discovery index.html: offers "/blog/sitemap.xml" as a feed, which it is not']),
    # entries and the pages of their posts
    "an entry older than its page": (FEED, f'<updated>{DATES["updated"]}</updated><pub',
        f'<updated>{DATES["published"]}</updated><pub',
        [f'error feed_entries {FEED}:5: "{POST}" was updated at "{DATES["published"]}" here; its page '  # noqa: E501
         f'shows "{DATES["updated"]}"']),
    "an entry published otherwise": (FEED, f'<published>{DATES["published"]}',
        f'<published>{DATES["updated"]}',
        [f'error feed_entries {FEED}:5: "{POST}" was published at "{DATES["updated"]}" here; its page '  # noqa: E501
         f'shows "{DATES["published"]}"']),
    "an entry without its author": (FEED,
        f"<author><name>Ada</name><uri>{URL}/author/ada/</uri></author>", "",
        [f'error feed_entries {FEED}:5: the authors of "{POST}" are missing here; its page shows "Ada" '  # noqa: E501
         f"({URL}/author/ada/)"]),
    "an item of another change": (JSON, f'"date_modified": "{DATES["updated"]}"',
        f'"date_modified": "{DATES["published"]}"',
        [f'error feed_entries {JSON}: "{POST}" was updated at "{DATES["published"]}" here; its page '  # noqa: E501
         f'shows "{DATES["updated"]}"']),
    "an item published otherwise": (JSON, f'"date_published": "{DATES["published"]}"',
        f'"date_published": "{DATES["updated"]}"',
        [f'error feed_entries {JSON}: "{POST}" was published at "{DATES["updated"]}" here; its page '  # noqa: E501
         f'shows "{DATES["published"]}"']),
    "an item of another author": (JSON, '"name": "Ada"', '"name": "Bob"',
        [f'error feed_entries {JSON}: the authors of "{POST}" are "Bob" ({URL}/author/ada/) here; its '  # noqa: E501
         f'page shows "Ada" ({URL}/author/ada/)']),
    # corrections
    "a correction of another text in the list": (LIST, "It was 40.", "It was 4.",
        [f'error corrections {LIST}: says "It was 4." of {POSTS}, which says "It was 40."']),
    "a correction that the post does not show": (POSTS, f'<li><time datetime="{DATES["updated"]}"',
        f'<li><time datetime="{DATES["published"]}"',
        [f'error corrections {LIST}: does not list "It was 40." ({DATES["published"]}), which '
         f"{POSTS} shows",
         f'error corrections {LIST}: says "It was 40." of {POSTS}, which shows no such correction',
         f'error json_ld {POSTS}: "correction" in the structured data is "{DATES["updated"]}" (It '
         f'was 40.); the page shows "{DATES["published"]}" (It was 40.)']),
    "a correction left out of the list": (LIST, "<ol><li>", "<ol></ol><ol hidden><b>",
        [f'error corrections {LIST}: does not list "It was 40." ({DATES["updated"]}), which '
         f"{POSTS} shows"]),
    "a correction left out of its feed": (NOTED, f"{POST}#site", f"{OTHER}#x",
        [f'error corrections {NOTED}: has no entry for "It was 40.", a correction that {LIST} '
         "lists"]),
    # sitemaps
    "a sitemap that is gone": ("sitemap.xml", "pages.xml", "x.xml",
        [f'error sitemaps sitemap.xml:3: "{URL}/sitemaps/x.xml" is no sitemap',
         f"error sitemaps {SITEMAP}: stands in no index of sitemaps"]),
    "a page that is gone": (SITEMAP, f"<url><loc>{URL}/category/news/", f"<url><loc>{URL}/x/",
        [f'error sitemaps {SITEMAP}:4: "{URL}/x/" leads to no page',
         "warning sitemaps category/news/index.html: stands in no sitemap"]),
    "a page named twice": (SITEMAP, f"<url><loc>{URL}/category/news/</loc></url>",
        f"<url><loc>{URL}/category/news/</loc></url>" * 2,
        [f'error sitemaps {SITEMAP}:4: "{URL}/category/news/" is named twice']),
    "a page not to be listed": (SITEMAP, f"<url><loc>{URL}/</loc>",
        f"<url><loc>{URL}/404.html</loc></url><url><loc>{URL}/</loc>",
        [f'error sitemaps {SITEMAP}:3: "{URL}/404.html" must not be listed (noindex)']),
    "a change to come": (SITEMAP, "<lastmod>2025-06-03</lastmod>", f"<lastmod>{LATER}</lastmod>",
        [f'error sitemaps {SITEMAP}:3: "{URL}/" changed at "{LATER}", which is still to come']),
    "a change at no moment": (SITEMAP, "<lastmod>2025-06-03</lastmod>", "<lastmod>June</lastmod>",
        [f'error sitemaps {SITEMAP}:3: "{URL}/" changed at "June", which is no moment']),
    "another change than the page's": (SITEMAP, DATES["updated"], DATES["published"],
        [f'error sitemaps {SITEMAP}:6: "{POST}" changed at "{DATES["published"]}"; the page says '
         f'"{DATES["updated"]}"']),
    "a picture that is gone from a sitemap": (SITEMAP, "a.png", "b.png",
        [f'error sitemaps {SITEMAP}:9: the picture "{URL}/b.png" is not there']),
    "news of another title": ("news-sitemap.xml", "<news:title>A", "<news:title>The",
        ['error sitemaps news-sitemap.xml:3: the title here is "The “post”, or: R&D"; the page '
         'shows "A “post”, or: R&D"']),
    "news of another date": ("news-sitemap.xml", DATES["published"], LATER,
        [f'error sitemaps news-sitemap.xml:3: was published at "{LATER}"; the page shows '
         f'"{DATES["published"]}"']),
    "news of nobody": ("news-sitemap.xml", "<news:name>Site", "<news:name>",
        ["error sitemaps news-sitemap.xml:3: the publication has no name"]),
}  # fmt: skip


@pytest.mark.parametrize(("file", "old", "new", "expected"), MISTAKES.values(), ids=MISTAKES.keys())
def test_each_mistake_has_its_sentence(
    tmp_path: Path, file: str, old: str, new: str, expected: list[str]
) -> None:
    assert sorted(told(tmp_path, {file: [(old, new)]})) == sorted(expected)


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
    keys = [[(sign, "") for sign in word] for word in (listed, entries)]
    assert missing(keys[0], keys[1], longest) == expected
