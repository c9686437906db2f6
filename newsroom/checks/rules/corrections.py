"""Corrections: the page that lists them and their feed say what the pages of the posts show."""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Sequence
from datetime import datetime

from newsroom.checks.parse.feed import CORRECTIONS, ParsedFeed
from newsroom.checks.parse.page import BuiltPage
from newsroom.checks.site import BuiltSite
from newsroom.dates.formats import parse_rfc3339_to_seconds
from newsroom.diagnostics.diagnostic import Diagnostic

Key = tuple[str | None, datetime | None]  # the file of a post, and a datetime to the second
Correction = tuple[str, str]  # a datetime as it is written, and a text


def check(site: BuiltSite) -> Iterator[Diagnostic]:
    """Yield what each list of corrections, and the feed beside it, says otherwise or lacks."""
    feeds = site.feeds
    longest = max((len(feed.entries) for feed in feeds), default=0)
    for page in site.pages.values():
        if page.corrections is not None:
            yield from check_corrections_list(page, site)
            for feed in (feed for feed in feeds if feed.path.startswith(CORRECTIONS)):
                yield from check_corrections_feed(page, feed, longest, site)


def check_corrections_feed(
    page: BuiltPage, feed: ParsedFeed, longest: int, site: BuiltSite
) -> Iterator[Diagnostic]:
    """Yield corrections of the list that its feed lacks."""
    corrections = page.corrections or ()
    listed = [correction_key(site, c.post, c.date, page.path) for c in corrections]
    entries = [correction_key(site, entry.url, entry.updated) for entry in feed.entries]
    for index in missing_indexes(listed, entries, longest):
        message = f'missing entry for correction "{corrections[index].text}" of {page.path}'
        yield Diagnostic(feed.path, 0, "correction/missing", message)


def correction_key(site: BuiltSite, url: str, date: str, page: str = "") -> Key:
    """Return what tells corrections apart."""
    return site.file_at(url, page), parse_rfc3339_to_seconds(date)


def missing_indexes(
    listed: Sequence[Hashable], entries: Sequence[Hashable], longest: int
) -> list[int]:
    """Return the indexes in a list, newest first, of what its feed must have and lacks.

    A feed may end after as many entries as the longest one of the site has.
    """
    remaining = Counter(entries)
    indexes = []
    for index, key in enumerate(listed[:longest]):
        remaining[key] -= 1
        if remaining[key] < 0:
            indexes.append(index)
    return indexes


def check_corrections_list(page: BuiltPage, site: BuiltSite) -> Iterator[Diagnostic]:
    """Yield what the list says otherwise than the posts; those that are not indexed need not be."""
    listed: dict[str, list[Correction]] = defaultdict(list)
    for correction in page.corrections or ():
        path = site.file_at(correction.post, page.path) or ""
        listed[path].append((correction.date, correction.text))
    for path, post in site.pages.items():
        if post.facts and (path in listed or (post.facts.corrections and post.is_indexable)):
            here, visible = Counter(listed.get(path)), Counter(post.facts.corrections)
            yield from compare_corrections(page, path, [*(here - visible)], [*(visible - here)])


def compare_corrections(
    page: BuiltPage, path: str, listed: list[Correction], visible: list[Correction]
) -> Iterator[Diagnostic]:
    """Yield corrections that only the list has, and those that only the page of the post has."""
    texts = dict(visible)
    for date, text in listed:
        message = f'correction "{text}" of {path} is not on its page'
        if date in texts:
            message = f'correction "{text}" of {path} is "{texts.pop(date)}" there'
        yield Diagnostic(page.path, 0, "correction/mismatch", message)
    for date, text in visible:
        if date in texts:
            message = f'missing correction "{text}" ({date}) of {path}'
            yield Diagnostic(page.path, 0, "correction/missing", message)
