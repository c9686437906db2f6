"""Tells the world which addresses changed: search engines by IndexNow, feed readers by WebSub.

IndexNow (indexnow.org) takes up to 10,000 addresses in one request of JSON, changed and removed
ones alike. A WebSub hub is told of one feed a request, in the words that hubs agree on: `hub.mode`
`publish`, `hub.url` and `hub.topic`. A failure is a warning: the site is there all the same.
"""

import json
from collections.abc import Iterator, Sequence
from http.client import HTTPException
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

from plugins.support.logins import host
from plugins.support.report import plural
from plugins.support.site import Site
from tools.support.changes import Changes, address, is_page

AT_ONCE = 10_000  # addresses in a request
SECONDS = 15  # for an answer
UNLISTED = ("404.html",)
JSON = "application/json; charset=utf-8"
FORM = "application/x-www-form-urlencoded"


def indexnow(site: str, key: str, addresses: Sequence[str]) -> Iterator[bytes]:
    """The requests that tell of these addresses."""
    about = {"host": host(site), "key": key, "keyLocation": address(site, f"{key}.txt")}
    for start in range(0, len(addresses), AT_ONCE):
        told = about | {"urlList": list(addresses[start : start + AT_ONCE])}
        yield json.dumps(told).encode()


def websub(feed: str) -> bytes:
    """The request that tells a hub of a feed."""
    return urlencode({"hub.mode": "publish", "hub.url": feed, "hub.topic": feed}).encode()


def pages(changes: Changes, site: str) -> list[str]:
    """The addresses of pages that changed, came or went."""
    paths = (*changes.added, *changes.changed, *changes.removed)
    return [address(site, path) for path in paths if is_page(path) and path not in UNLISTED]


def feeds(changes: Changes, site: str) -> list[str]:
    """The addresses of feeds that came or changed."""
    return [address(site, path) for path in changes.sent if path.startswith("feeds/")]


def post(server: str, data: bytes, kind: str) -> str:
    """Send a request; "" when it was taken, else what was wrong."""
    request = Request(server, data, {"Content-Type": kind})  # noqa: S310  # settings allow http(s) only
    try:
        with urlopen(request, timeout=SECONDS):  # noqa: S310
            return ""
    except HTTPError as error:
        return f"{host(server)} answered {error.code} {error.reason}"
    except (URLError, HTTPException, OSError) as error:
        reason = getattr(error, "reason", error)
        return f"{host(server)} does not answer ({reason})"


def announce(changes: Changes, site: Site, url: str) -> Iterator[str]:
    """Tell whom the settings name; gives a sentence for each, and stops asking one that fails."""
    if changes.unknown:
        yield "nobody was told: it is not known here what was there before"
        return
    found = pages(changes, url)
    if site.indexnow.key and found:
        requests = indexnow(url, site.indexnow.key, found)
        wrong = next(filter(None, (post(site.indexnow.server, r, JSON) for r in requests)), "")
        yield f"warning: IndexNow: {wrong}" if wrong else f"told IndexNow of {count(found)}"
    fresh = feeds(changes, url)
    if site.feeds.hub and fresh:
        requests = (websub(feed) for feed in fresh)
        wrong = next(filter(None, (post(site.feeds.hub, r, FORM) for r in requests)), "")
        yield (
            f"warning: WebSub: {wrong}"
            if wrong
            else f"told the hub of {plural(len(fresh), 'feed')}"
        )


def count(addresses: Sequence[str]) -> str:
    """`1 address`, `2 addresses`."""
    return "1 address" if len(addresses) == 1 else f"{len(addresses):,} addresses"
