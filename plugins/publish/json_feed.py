"""Writes `/feeds/all.json`, the JSON Feed of the site (version 1.1).

It has the entries of the Atom feed of the site. Gives templates `json_feed`, its path, "" where
that feed has no posts.

Needs: feeds.
"""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from pelican import signals

from newsroom.config.schema import Settings
from newsroom.output.feed_entries import FeedEntry
from plugins.adapter import Generator

PATH = "feeds/all.json"


def build_json_feed(settings: Settings, entries: Iterable[FeedEntry]) -> dict[str, Any]:
    """Return the feed, https://www.jsonfeed.org/version/1.1/."""
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": settings.name,
        "home_page_url": f"{settings.url}/",
        "feed_url": f"{settings.url}/{PATH}",
        "description": settings.tagline,
        "language": settings.language,
        "hubs": [{"type": "WebSub", "url": settings.feeds.hub}] if settings.feeds.hub else [],
    }
    return without_empty(feed) | {"items": [feed_item(entry) for entry in entries]}


def feed_item(entry: FeedEntry) -> dict[str, Any]:
    """Return one item; the lead image is its image, and its file an attachment."""
    file = entry.enclosure
    item = {
        "id": entry.id,
        "url": entry.url,
        "title": entry.title,
        "content_html": entry.content,
        "summary": entry.summary,
        "image": file.url if file else "",
        "date_published": entry.published.isoformat(),
        "date_modified": entry.updated.replace(microsecond=0).isoformat(),  # as on the page
        "authors": [{"name": name, "url": url} for name, url in entry.authors],
        "tags": list(entry.categories),
        "language": entry.language,
    }
    if file:
        item["attachments"] = [
            {
                "url": file.url,
                "mime_type": file.type,
                "title": file.alt,
                "size_in_bytes": file.length,
            }
        ]
    return without_empty(item)


def without_empty(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the keys whose values are not empty."""
    return {key: value for key, value in values.items() if value}


def attach_json_feed(generator: Generator) -> None:
    """Attach the path early, so that links to it can be checked."""
    context = generator.context
    context["json_feed"] = PATH if context["feeds"][0].articles else ""


def write_json_feed(generator: Generator, writer: Any) -> None:
    """Write the file, if there is one."""
    context = generator.context
    if context["json_feed"]:
        entries = (article.feed_entry for article in context["feeds"][0].articles)
        feed = build_json_feed(context["SITE"], entries)
        text = json.dumps(feed, ensure_ascii=False, indent=1)
        file = Path(generator.output_path) / PATH
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"{text}\n", encoding="utf-8", newline="\n")


def register() -> None:
    """Connect to signals: the path early, the file after the feeds."""
    signals.article_generator_finalized.connect(attach_json_feed)
    signals.article_writer_finalized.connect(write_json_feed)
