"""Feeds: Atom (RFC 4287) and JSON Feed 1.1 that can be read, with ids and moments that are true."""

from collections import Counter
from collections.abc import Iterator

from newsroom.checks.finding import Finding, error
from newsroom.checks.parse.feed import CORRECTIONS, Entry, Feed
from newsroom.checks.site import BuiltSite
from newsroom.dates.rfc3339 import parse_rfc3339


def find(site: BuiltSite) -> Iterator[Finding]:
    """What no reader of feeds could read, then what is wrong in the others."""
    read = (*site.xml.values(), *site.feeds.values())
    yield from (wrong for wrong in read if isinstance(wrong, Finding))
    feeds = [feed for feed in site.feeds.values() if isinstance(feed, Feed)]
    for feed in feeds:
        yield from mistakes(feed, site)
    yield from two_ids(feeds)


def mistakes(feed: Feed, site: BuiltSite) -> Iterator[Finding]:
    """What is wrong with one feed."""
    if not site.is_at(feed.own, feed.path):
        yield error(feed.path, f'calls itself "{feed.own}", which is not its address')
    if site.page_at(feed.page) is None:
        yield error(feed.path, f'is the feed of "{feed.page}", where no page is')
    for name, count in Counter(entry.id for entry in feed.entries).items():
        if count > 1:
            yield error(feed.path, f'has {count} entries with the id "{name}"')
    for entry in feed.entries:
        yield from (error(feed.path, said, entry.line) for said in entry_mistakes(entry, site))
    known = [m for m in (parse_rfc3339(entry.updated) for entry in feed.entries) if m]
    if feed.updated:
        updated = parse_rfc3339(feed.updated)
        if updated is None:
            yield error(feed.path, f'"updated" is {feed.updated}, which is no moment (RFC 3339)')
        elif updated > site.now:
            yield error(feed.path, f'"updated" is {feed.updated}, which is still to come')
        elif known and updated < max(known):
            yield error(feed.path, f'"updated" is {feed.updated}, before that of an entry')


def entry_mistakes(entry: Entry, site: BuiltSite) -> Iterator[str]:
    """What is wrong with one entry."""
    if not entry.id:
        yield "an entry has no id"
    if site.page_at(entry.url) is None:
        yield f'an entry leads to "{entry.url}", where no page is'
    updated = parse_rfc3339(entry.updated)
    if updated is None:
        yield f'an entry was updated at "{entry.updated}", which is no moment (RFC 3339)'
    elif updated > site.now:
        yield f'an entry was updated at "{entry.updated}", which is still to come'
    for address, length in entry.files:
        file = site.file_at(address)
        if file is not None and file not in site.files:
            yield f'an entry comes with "{address}", which is not there'
        elif file and length != str((site.folder / file).stat().st_size):
            yield f'an entry comes with "{address}" of another size than {length or "none"}'


def two_ids(feeds: list[Feed]) -> Iterator[Finding]:
    """A post that has one id in one feed and another in another would be shown twice."""
    seen: dict[str, tuple[str, str]] = {}
    for feed in feeds:
        if not feed.path.startswith(CORRECTIONS):
            for entry in feed.entries:
                first, path = seen.setdefault(entry.url, (entry.id, feed.path))
                if first != entry.id:
                    said = f'"{entry.url}" has the id "{entry.id}" here and "{first}" in {path}'
                    yield error(feed.path, said, entry.line)
