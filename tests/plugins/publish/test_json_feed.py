"""The JSON Feed: what it has, and what it leaves out."""

import json
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from newsroom.config.schema import Feeds, Settings
from newsroom.site.lists import Enclosure, Feed, FeedEntry, FeedImage
from plugins.publish.json_feed import build_json_feed, declare_json_feed, feed_item
from tests.model import make_article, make_site

DAY = datetime(2025, 11, 20, 9, tzinfo=UTC)
IMAGE = Enclosure("https://x.example/a.png", "image/png", 5, "An A.")


def entry(**values: Any) -> FeedEntry:
    required = ("urn:uuid:1", "https://x.example/a/", "T", "en", DAY, DAY)
    return FeedEntry(*required, (("Ada", "https://x.example/ada/"),), "<p>a</p>", **values)


def settings(**values: Any) -> Settings:
    return Settings("S", "T", "https://x.example", "en", ZoneInfo("UTC"), DAY, **values)


def test_a_feed_has_the_name_and_urls_of_the_site() -> None:
    assert build_json_feed(settings(), []) == {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "S",
        "home_page_url": "https://x.example/",
        "feed_url": "https://x.example/feeds/all.json",
        "description": "T",
        "language": "en",
        "items": [],
    }


def test_a_hub_is_named() -> None:
    hub = "https://hub.example/"
    assert build_json_feed(settings(feeds=Feeds(hub=hub)), [])["hubs"] == [
        {"type": "WebSub", "url": hub}
    ]


def test_an_item_has_no_empty_values() -> None:
    assert feed_item(entry()) == {
        "id": "urn:uuid:1",
        "url": "https://x.example/a/",
        "title": "T",
        "content_html": "<p>a</p>",
        "date_published": "2025-11-20T09:00:00+00:00",
        "date_modified": "2025-11-20T09:00:00+00:00",
        "authors": [{"name": "Ada", "url": "https://x.example/ada/"}],
        "language": "en",
    }


def test_a_photograph_or_card_is_the_image_and_the_lead_image_an_attachment() -> None:
    card = FeedImage("https://x.example/cards/a.png", "image/png", 1200, 630, "A")
    item = feed_item(entry(summary="S", categories=("News",), enclosure=IMAGE, image=card))
    assert (item["summary"], item["tags"], item["image"]) == ("S", ["News"], card.url)
    assert item["attachments"] == [
        {"url": IMAGE.url, "mime_type": "image/png", "title": "An A.", "size_in_bytes": 5}
    ]


def test_the_file_has_the_entries_of_the_feed_of_the_site() -> None:
    feeds = (Feed("feeds/all.atom.xml", "", "", (make_article(),)), Feed("x", "", "X"))
    site = make_site(feeds=feeds, feed_entries=lambda feed: (entry(),) if feed.articles else ())
    (file,) = declare_json_feed(site)
    assert (site.json_feed, file.url) == ("feeds/all.json", "feeds/all.json")
    assert file.data
    assert json.loads(file.data())["items"] == [feed_item(entry())]


def test_without_posts_there_is_no_file() -> None:
    site = make_site(feeds=(Feed("feeds/all.atom.xml", "", ""),))
    assert [*declare_json_feed(site)] == []
    assert site.json_feed == ""
