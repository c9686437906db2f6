"""Tells the world which addresses changed: search engines by IndexNow, feed readers by WebSub.

IndexNow (indexnow.org) takes up to 10,000 addresses in one request of JSON, changed and removed
ones alike. A WebSub hub is told of one feed a request, in the words that hubs agree on: `hub.mode`
`publish`, `hub.url` and `hub.topic`. A failure is a warning: the site is there all the same, and
what was not told is given back.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from http.client import HTTPException
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

from newsroom.config.schema import Site
from newsroom.deploy.plan import Changes, address, is_page
from newsroom.diagnostics.rendering import plural
from newsroom.urls.credentials import host_without_login

AT_ONCE = 10_000  # addresses in a request
SECONDS = 15  # for an answer
UNLISTED = ("404.html",)
INDEXNOW, WEBSUB = "IndexNow", "WebSub"
JSON = "application/json; charset=utf-8"
FORM = "application/x-www-form-urlencoded"


def indexnow(site: str, key: str, addresses: Sequence[str]) -> bytes:
    """The request that tells of these addresses."""
    about = {
        "host": host_without_login(site),
        "key": key,
        "keyLocation": address(site, f"{key}.txt"),
    }
    return json.dumps(about | {"urlList": [*addresses]}).encode()


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
        return f"{host_without_login(server)} answered {error.code} {error.reason}"
    except (URLError, HTTPException, OSError) as error:
        reason = getattr(error, "reason", error)
        return f"{host_without_login(server)} does not answer ({reason})"


def to_tell(
    changes: Changes, site: Site, earlier: Mapping[str, Sequence[str]]
) -> dict[str, list[str]]:
    """The addresses that each service has to be told of: of these changes and of earlier ones."""
    known = Changes() if changes.unknown else changes
    found = {
        INDEXNOW: pages(known, site.url) if site.indexnow.key else None,
        WEBSUB: feeds(known, site.url) if site.feeds.hub else None,
    }
    untold = {}
    for service, addresses in found.items():
        if addresses is None or not site.url:
            continue
        # The site may have moved; nobody is told of addresses that it no longer has.
        old = [told for told in earlier.get(service, ()) if str(told).startswith(f"{site.url}/")]
        untold[service] = [*dict.fromkeys((*old, *addresses))]
    return {service: addresses for service, addresses in untold.items() if addresses}


def announce(
    site: Site, untold: Mapping[str, Sequence[str]]
) -> tuple[list[str], dict[str, list[str]]]:
    """Tell each service; gives a sentence for each, and what one that failed was not told."""
    said, left = [], {}
    for service, addresses in untold.items():
        wrong, told = "", 0
        for many, server, data, kind in requests(service, site, addresses):
            if wrong := post(server, data, kind):
                break
            told += many
        if wrong:
            left[service] = [*addresses[told:]]
            said.append(f"warning: {service}: {wrong}; the next run tries again")
        elif service == INDEXNOW:
            said.append(f"told IndexNow of {count(addresses)}")
        else:
            said.append(f"told the hub of {plural(len(addresses), 'feed')}")
    return said, left


def requests(
    service: str, site: Site, addresses: Sequence[str]
) -> Iterator[tuple[int, str, bytes, str]]:
    """(number of addresses, server, body, type) of each request."""
    if service == INDEXNOW:
        for start in range(0, len(addresses), AT_ONCE):
            some = addresses[start : start + AT_ONCE]
            body = indexnow(site.url, site.indexnow.key, some)
            yield len(some), site.indexnow.server, body, JSON
    else:
        for feed in addresses:
            yield 1, site.feeds.hub, websub(feed), FORM


def count(addresses: Sequence[str]) -> str:
    """`1 address`, `2 addresses`."""
    return "1 address" if len(addresses) == 1 else f"{len(addresses):,} addresses"
