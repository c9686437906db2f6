"""Entries of feeds: dates and authors are those that the page of the post shows."""

from collections.abc import Iterator

from newsroom.checks.finding import Finding, error
from newsroom.checks.parse.feed import CORRECTIONS, Entry, Feed
from newsroom.checks.parse.page import Page
from newsroom.checks.parse.visible_facts import Shown
from newsroom.checks.parse.xml import Pairs
from newsroom.checks.rules.json_ld_facts import words
from newsroom.checks.site import BuiltSite, plainly
from newsroom.dates.rfc3339 import parse_rfc3339_to_seconds


def find(site: BuiltSite) -> Iterator[Finding]:
    """Entries that do not say what the page of their post shows."""
    for feed in site.feeds.values():
        if isinstance(feed, Feed):
            for entry in feed.entries:
                yield from (error(feed.path, s, entry.line) for s in untrue(feed, entry, site))


def untrue(feed: Feed, entry: Entry, site: BuiltSite) -> Iterator[str]:
    """Sentences on one entry; one of a correction is as old as that, not as its post."""
    page = site.page_at(entry.url)
    if page and page.shown:
        if not feed.path.startswith(CORRECTIONS):
            yield from dates(entry, page.shown)
        yield from authors(entry, page, page.shown, site)


def dates(entry: Entry, shown: Shown) -> Iterator[str]:
    """Moments that are not those of the page; a date that is none is told with the feed."""
    rows = [
        ("updated", entry.updated, shown.updated),
        ("published", entry.published, shown.published),
    ]
    for what, written, seen in rows:
        found, there = parse_rfc3339_to_seconds(written), parse_rfc3339_to_seconds(seen)
        if found and there and found != there:
            yield f'"{entry.url}" was {what} at "{written}" here; its page shows "{seen}"'


def authors(entry: Entry, page: Page, shown: Shown, site: BuiltSite) -> Iterator[str]:
    """Authors that are not those of the byline."""

    def linked(found: Pairs) -> list[tuple[str, str]]:
        return [(name, plainly(site.target(address, page.path))) for name, address in found]

    seen = linked(shown.authors)
    if linked(entry.authors) != seen:
        here = words(list(entry.authors))
        yield f'the authors of "{entry.url}" are {here} here; its page shows {words(seen)}'
