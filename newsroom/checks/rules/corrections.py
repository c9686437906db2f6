"""Corrections: the page that lists them and their feed say what the pages of the posts show."""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Sequence
from datetime import datetime

from newsroom.checks.finding import Finding, error
from newsroom.checks.parse.feed import CORRECTIONS, Feed
from newsroom.checks.parse.page import Page
from newsroom.checks.site import BuiltSite
from newsroom.dates.rfc3339 import parse_rfc3339_to_seconds

Key = tuple[str | None, datetime | None]  # the file of a post, and a moment to the second


def find(site: BuiltSite) -> Iterator[Finding]:
    """What each list of corrections, and the feed beside it, says otherwise or leaves out."""
    feeds = [feed for feed in site.feeds.values() if isinstance(feed, Feed)]
    longest = max((len(feed.entries) for feed in feeds), default=0)
    for page in site.pages.values():
        if page.corrections is not None:
            yield from (error(page.path, sentence) for sentence in untrue(page, site))
            for feed in (feed for feed in feeds if feed.path.startswith(CORRECTIONS)):
                yield from (error(feed.path, said) for said in left_out(page, feed, longest, site))


def left_out(page: Page, feed: Feed, longest: int, site: BuiltSite) -> Iterator[str]:
    """Sentences for what the list holds and its feed does not."""
    noted = page.corrections or ()
    listed = [key(site, one.post, one.made, page.path) for one in noted]
    entries = [key(site, entry.url, entry.updated) for entry in feed.entries]
    for number in missing(listed, entries, longest):
        yield f'has no entry for "{noted[number].text}", a correction that {page.path} lists'


def key(site: BuiltSite, address: str, made: str, here: str = "") -> Key:
    """What tells corrections apart."""
    return site.file_at(address, here), parse_rfc3339_to_seconds(made)


def missing(listed: Sequence[Hashable], entries: Sequence[Hashable], longest: int) -> list[int]:
    """The places in a list, newest first, of what its feed has to hold and does not.

    A feed may end where the longest one of the site does.
    """
    left = Counter(entries)
    found = []
    for number, one in enumerate(listed[:longest]):
        left[one] -= 1
        if left[one] < 0:
            found.append(number)
    return found


def untrue(page: Page, site: BuiltSite) -> Iterator[str]:
    """Sentences for a list that is not what posts show; hidden ones are in none."""
    listed: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for one in page.corrections or ():
        listed[site.file_at(one.post, page.path) or ""].append((one.made, one.text))
    for path, post in site.pages.items():
        if post.shown and (path in listed or (post.shown.corrections and post.listed)):
            here, there = Counter(listed.get(path)), Counter(post.shown.corrections)
            yield from compared(path, [*(here - there)], [*(there - here)])


def compared(path: str, here: list[tuple[str, str]], there: list[tuple[str, str]]) -> Iterator[str]:
    """Sentences for what stands only here, or only on the page of the post."""
    texts = dict(there)
    for made, text in here:
        if made in texts:
            yield f'says "{text}" of {path}, which says "{texts.pop(made)}"'
        else:
            yield f'says "{text}" of {path}, which shows no such correction'
    for made, text in there:
        if made in texts:
            yield f'does not list "{text}" ({made}), which {path} shows'
