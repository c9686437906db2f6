"""The JSON Feed of the site (version 1.1), /feeds/all.json: gives templates `json_feed`, its path.

It says what the Atom feed of the site says. The path is "" where that holds no posts.

Needs: feeds.
"""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from pelican import signals

from newsroom.config.schema import Site
from newsroom.output.feed_entries import Entry
from plugins.adapter import Generator

PATH = "feeds/all.json"


def json_feed(site: Site, entries: Iterable[Entry]) -> dict[str, Any]:
    """The whole feed, https://www.jsonfeed.org/version/1.1/."""
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": site.name,
        "home_page_url": f"{site.url}/",
        "feed_url": f"{site.url}/{PATH}",
        "description": site.tagline,
        "language": site.language,
        "hubs": [{"type": "WebSub", "url": site.feeds.hub}] if site.feeds.hub else [],
    }
    return filled(feed) | {"items": [item(entry) for entry in entries]}


def item(entry: Entry) -> dict[str, Any]:
    """One item; the lead picture is its image, and its file with type and size an attachment."""
    picture = entry.enclosure
    found = {
        "id": entry.id,
        "url": entry.url,
        "title": entry.title,
        "content_html": entry.content,
        "summary": entry.summary,
        "image": picture.url if picture else "",
        "date_published": entry.published.isoformat(),
        "date_modified": entry.updated.replace(microsecond=0).isoformat(),  # as the page says it
        "authors": [{"name": name, "url": url} for name, url in entry.authors],
        "tags": list(entry.categories),
        "language": entry.language,
    }
    if picture:
        found["attachments"] = [
            {
                "url": picture.url,
                "mime_type": picture.type,
                "title": picture.alt,
                "size_in_bytes": picture.length,
            }
        ]
    return filled(found)


def filled(values: Mapping[str, Any]) -> dict[str, Any]:
    """The keys that say something."""
    return {key: value for key, value in values.items() if value}


def attach_json_feed(generator: Generator) -> None:
    """Early, so that links to it can be checked."""
    context = generator.context
    context["json_feed"] = PATH if context["feeds"][0].articles else ""


def write_json_feed(generator: Generator, writer: Any) -> None:
    """Write the file, if there is one."""
    context = generator.context
    if context["json_feed"]:
        entries = (article.feed_entry for article in context["feeds"][0].articles)
        said = json.dumps(json_feed(context["SITE"], entries), ensure_ascii=False, indent=1)
        file = Path(generator.output_path) / PATH
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"{said}\n", encoding="utf-8", newline="\n")


def register() -> None:
    """The path early, the file after the feeds."""
    signals.article_generator_finalized.connect(attach_json_feed)
    signals.article_writer_finalized.connect(write_json_feed)
