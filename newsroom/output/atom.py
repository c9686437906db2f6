"""The file of an Atom feed (RFC 4287), whatever its entries are of; the template is `feed.xml`."""

from collections.abc import Callable, Sequence
from functools import partial

from newsroom.config.schema import Settings
from newsroom.output.feed_entries import feed_id, text_construct
from newsroom.site.lists import Feed, FeedEntry
from newsroom.site.model import Site
from newsroom.site.output_files import OutputFile

MakeEntries = Callable[[], Sequence[FeedEntry]]
RenderEntry = Callable[[FeedEntry], str]


def entry_renderer(site: Site) -> RenderEntry:
    """Return the function that renders an entry as XML."""
    return partial(render_feed_entry, site)


def render_feed_entry(site: Site, entry: FeedEntry) -> str:
    """Return an entry as XML."""
    values = {"entry": entry, "text_construct": text_construct}
    return site.render("parts/feed_entry.xml", values)


def feed_values(
    feed: Feed, make_entries: MakeEntries, render_entry: RenderEntry, settings: Settings
) -> dict[str, object]:
    """Return what the template of a feed prints."""
    entries = make_entries()
    return {
        "feed": feed,
        "id": feed_id(settings.feeds.id, feed.url),
        "updated": max(entry.updated for entry in entries),
        "entries": map(render_entry, entries),
        "text_construct": text_construct,
    }


def feed_file(
    site: Site,
    feed: Feed,
    make_entries: MakeEntries,
    render_entry: RenderEntry | None = None,
) -> OutputFile:
    """Return the file of a feed, which must have an entry.

    `make_entries` is called when the file is written; `render_entry` is that of `entry_renderer`
    where feeds do not share entries.
    """
    render = render_entry or entry_renderer(site)
    values = partial(feed_values, feed, make_entries, render, site.settings)
    return OutputFile(feed.url, "feed", "a feed", template="feed", values=values)
