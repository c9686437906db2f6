"""Feeds, Atom (RFC 4287) and JSON Feed 1.1: valid, and true to the pages that they are about."""

from collections import Counter
from collections.abc import Iterable, Iterator
from urllib.parse import unquote

from newsroom.checks.parse.feed import CORRECTIONS, ParsedEntry, ParsedFeed
from newsroom.checks.parse.page import BuiltPage
from newsroom.checks.parse.visible_facts import VisibleFacts
from newsroom.checks.parse.xml import Pairs
from newsroom.checks.rules.json_ld import quote_fact
from newsroom.checks.site import BuiltSite
from newsroom.dates.formats import parse_rfc3339, parse_rfc3339_to_seconds
from newsroom.diagnostics.diagnostic import Diagnostic


def check(site: BuiltSite) -> Iterator[Diagnostic]:
    """Yield errors of feeds, their entries and links to them."""
    for feed in site.feeds:
        yield from check_feed(feed, site)
        yield from check_updated(feed, site)
        for entry in feed.entries:
            yield from check_feed_entry(feed, entry, site)
            yield from check_enclosures(feed, entry, site)
            yield from check_facts(feed, entry, site)
    yield from check_shared_ids(site.feeds)
    for page in site.pages.values():
        yield from check_discovery(page, site)


def check_feed(feed: ParsedFeed, site: BuiltSite) -> Iterator[Diagnostic]:
    """Yield a wrong URL of a feed or its page, and ids of more than one entry."""
    if not site.is_url_of(feed.url, feed.path):
        message = f'"{feed.url}" is not the URL of this feed'
        yield Diagnostic(feed.path, 0, "feed/url", message)
    if site.page_at(feed.page) is None:
        message = f'page "{feed.page}" of the feed not found'
        yield Diagnostic(feed.path, 0, "feed/page-not-found", message)
    for entry_id, count in Counter(entry.id for entry in feed.entries).items():
        if count > 1:
            message = f'id "{entry_id}" is used by {count} entries'
            yield Diagnostic(feed.path, 0, "feed/duplicate-id", message)


def check_updated(feed: ParsedFeed, site: BuiltSite) -> Iterator[Diagnostic]:
    """Yield what is wrong with the datetime of the last change of a feed in Atom."""
    if not feed.updated:
        return
    updated = parse_rfc3339(feed.updated)
    dates = [date for entry in feed.entries if (date := parse_rfc3339(entry.updated))]
    message = f'"updated" is {feed.updated}'
    if updated is None:
        message += ", which is not a datetime (RFC 3339)"
        yield Diagnostic(feed.path, 0, "feed/invalid-date", message)
    elif updated > site.now:
        yield Diagnostic(feed.path, 0, "feed/future-date", f"{message}, which is in the future")
    elif dates and updated < max(dates):
        yield Diagnostic(feed.path, 0, "feed/date", f"{message}, before that of an entry")


def check_feed_entry(feed: ParsedFeed, entry: ParsedEntry, site: BuiltSite) -> Iterator[Diagnostic]:
    """Yield what is wrong with the id, the URL and the dates of an entry."""
    if not entry.id:
        yield Diagnostic(feed.path, entry.line, "feed/missing-id", "entry has no id")
    if site.page_at(entry.url) is None:
        message = f'page "{entry.url}" of an entry not found'
        yield Diagnostic(feed.path, entry.line, "feed/page-not-found", message)
    updated = parse_rfc3339(entry.updated)
    message = f'entry was updated at "{entry.updated}"'
    if updated is None:
        message += ", which is not a datetime (RFC 3339)"
        yield Diagnostic(feed.path, entry.line, "feed/invalid-date", message)
    elif updated > site.now:
        message += ", which is in the future"
        yield Diagnostic(feed.path, entry.line, "feed/future-date", message)
    if entry.published and parse_rfc3339(entry.published) is None:
        message = f'entry was published at "{entry.published}", which is not a datetime (RFC 3339)'
        yield Diagnostic(feed.path, entry.line, "feed/invalid-date", message)


def check_enclosures(feed: ParsedFeed, entry: ParsedEntry, site: BuiltSite) -> Iterator[Diagnostic]:
    """Yield enclosures of this site that are missing, or of another length."""
    for url, length in entry.enclosures:
        file = site.file_at(url)
        if file is not None and file not in site.files:
            message = f'enclosure "{url}" not found'
            yield Diagnostic(feed.path, entry.line, "feed/enclosure-not-found", message)
        elif file and length != str(size := (site.folder / file).stat().st_size):
            message = f'enclosure "{url}" has {size} bytes, not {length or "none"}'
            yield Diagnostic(feed.path, entry.line, "feed/enclosure-length", message)


def check_shared_ids(feeds: Iterable[ParsedFeed]) -> Iterator[Diagnostic]:
    """Yield posts with one id in one feed and another in another, which readers would see twice."""
    first_seen: dict[str, tuple[str, str]] = {}
    for feed in feeds:
        if not feed.path.startswith(CORRECTIONS):
            for entry in feed.entries:
                first_id, path = first_seen.setdefault(entry.url, (entry.id, feed.path))
                if first_id != entry.id:
                    message = f'"{entry.url}" has the id "{entry.id}", but "{first_id}" in {path}'
                    yield Diagnostic(feed.path, entry.line, "feed/conflicting-ids", message)


def check_facts(feed: ParsedFeed, entry: ParsedEntry, site: BuiltSite) -> Iterator[Diagnostic]:
    """Yield dates and authors of an entry that are not those of the page of its post.

    An entry of a correction has the date of that, not of its post.
    """
    page = site.page_at(entry.url)
    if page and page.facts:
        for message in author_mismatches(entry, page, page.facts, site):
            yield Diagnostic(feed.path, entry.line, "feed/author-mismatch", message)
        if not feed.path.startswith(CORRECTIONS):
            for message in date_mismatches(entry, page.facts):
                yield Diagnostic(feed.path, entry.line, "feed/date-mismatch", message)


def date_mismatches(entry: ParsedEntry, facts: VisibleFacts) -> Iterator[str]:
    """Yield a message for each date that is not that of the page; invalid ones are not compared."""
    rows = [
        ("updated", entry.updated, facts.updated),
        ("published", entry.published, facts.published),
    ]
    for event, date, visible in rows:
        instants = parse_rfc3339_to_seconds(date), parse_rfc3339_to_seconds(visible)
        if all(instants) and instants[0] != instants[1]:
            yield f'"{entry.url}" was {event} at "{date}", but its page shows "{visible}"'


def author_mismatches(
    entry: ParsedEntry, page: BuiltPage, facts: VisibleFacts, site: BuiltSite
) -> Iterator[str]:
    """Yield a message for authors that are not those of the byline."""

    def absolute(authors: Pairs) -> list[tuple[str, str]]:
        return [(name, unquote(site.resolve(url, page.path))) for name, url in authors]

    visible = absolute(facts.authors)
    if absolute(entry.authors) != visible:
        authors = quote_fact(list(entry.authors))
        yield f'authors of "{entry.url}" are {authors}, but its page shows {quote_fact(visible)}'


def check_discovery(page: BuiltPage, site: BuiltSite) -> Iterator[Diagnostic]:
    """Yield feeds that a page offers under another title than their own, and other files."""
    for title, url in page.feeds:
        path = site.file_at(url, page.path) or ""
        file = site.machine_files.get(path)
        if path in site.files and not (file and (file.feed or file.error)):
            yield Diagnostic(
                page.path, 0, "feed/invalid", f'"{url}" is linked as a feed, but it is another file'
            )
        elif file and file.feed and title != file.feed.title:
            message = f'feed "{url}" is linked as "{title}", but its title is "{file.feed.title}"'
            yield Diagnostic(page.path, 0, "feed/title", message)
