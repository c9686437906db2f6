"""Writes `/feeds/all.json`, the JSON Feed of the site (version 1.1).

It has the entries of the Atom feed of the site, and is not written where that has none.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from functools import partial

from newsroom.config.schema import Settings, absolute_url
from newsroom.pipeline.plugin import Plugin, unaffected
from newsroom.site.lists import Feed, FeedEntry, Icons
from newsroom.site.model import Site
from newsroom.site.output_files import OutputFile

PATH = "feeds/all.json"


def build_json_feed(
    settings: Settings, entries: Iterable[FeedEntry], icons: Icons | None = None
) -> dict[str, object]:
    """Return the feed, https://www.jsonfeed.org/version/1.1/."""
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": settings.name,
        "home_page_url": f"{settings.url}/",
        "feed_url": f"{settings.url}/{PATH}",
        "description": settings.tagline,
        "icon": absolute_url(icons.large, settings) if icons else "",
        "favicon": absolute_url(icons.small, settings) if icons else "",
        "language": settings.language,
        "hubs": [{"type": "WebSub", "url": settings.feeds.hub}] if settings.feeds.hub else [],
    }
    return without_empty(feed) | {"items": [feed_item(entry) for entry in entries]}


def feed_item(entry: FeedEntry) -> dict[str, object]:
    """Return one item; its image is the photograph or card, and the lead image an attachment."""
    file = entry.enclosure
    item = {
        "id": entry.id,
        "url": entry.url,
        "title": entry.title,
        "content_html": entry.content,
        "summary": entry.summary,
        "image": entry.image.url if entry.image else "",
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


def without_empty(values: Mapping[str, object]) -> dict[str, object]:
    """Return the keys whose values are not empty."""
    return {key: value for key, value in values.items() if value}


def declare_json_feed(site: Site) -> Iterator[OutputFile]:
    """Set the path of the JSON Feed, and yield its file, where the feed of the site has posts."""
    feed = site.feeds[0]
    site.json_feed = PATH if feed.articles else ""

    if site.json_feed:
        yield OutputFile(PATH, "feed", "a feed", data=partial(render_json_feed, site, feed))


def render_json_feed(site: Site, feed: Feed) -> bytes:
    """Return the text of the file, with the entries of a feed."""
    values = build_json_feed(site.settings, site.feed_entries(feed), site.icons)
    return f"{json.dumps(values, ensure_ascii=False, indent=1)}\n".encode()


PLUGIN = Plugin(
    __name__,
    phase="publish",
    needs=["site.feeds", "site.feed_entries"],
    provides=["site.json_feed"],
    files=declare_json_feed,
    update=unaffected,
)
register = PLUGIN.register
