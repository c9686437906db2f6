"""Notifies others of URLs that changed: search engines by IndexNow, feed readers by WebSub.

IndexNow (indexnow.org) takes up to 10,000 URLs in one request of JSON, changed and removed ones
alike. A WebSub hub takes one feed a request, in the parameters that hubs agree on: `hub.mode`
`publish`, `hub.url` and `hub.topic`. A failure is a warning: the site is live all the same, and the
next deployment tries again.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from http.client import HTTPException
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

from newsroom.config.schema import Settings
from newsroom.deploy.plan import Changes, file_url, is_page
from newsroom.deploy.state import Records
from newsroom.diagnostics.rendering import plural
from newsroom.urls.credentials import host_without_login
from newsroom.urls.urls import encode_url

PENDING = "untold"  # the record of notifications to send
MAX_URLS = 10_000  # in a request
TIMEOUT = 15  # seconds
UNLISTED = ("404.html",)
INDEXNOW, WEBSUB = "IndexNow", "WebSub"
JSON = "application/json; charset=utf-8"
FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True)
class Notification:
    """A request that notifies a server of some URLs."""

    urls: Sequence[str]
    server: str
    body: bytes
    content_type: str


def indexnow_body(settings: str, key: str, urls: Sequence[str]) -> bytes:
    """Return the body of a request that notifies IndexNow of these URLs."""
    parameters = {
        "host": host_without_login(settings),
        "key": key,
        "keyLocation": file_url(settings, f"{key}.txt"),
    }
    return json.dumps(parameters | {"urlList": [*urls]}).encode()


def websub_body(feed: str) -> bytes:
    """Return the body of a request that notifies a hub of a feed."""
    return urlencode({"hub.mode": "publish", "hub.url": feed, "hub.topic": feed}).encode()


def changed_pages(changes: Changes, settings: str) -> list[str]:
    """Return the URLs of pages that were added, changed or removed."""
    paths = (*changes.added, *changes.changed, *changes.removed)
    return [file_url(settings, path) for path in paths if is_page(path) and path not in UNLISTED]


def changed_feeds(changes: Changes, settings: str) -> list[str]:
    """Return the URLs of feeds that were added or changed."""
    return [file_url(settings, path) for path in changes.uploads if path.startswith("feeds/")]


def pending_notifications(
    changes: Changes, settings: Settings, earlier: Mapping[str, Sequence[str]]
) -> dict[str, list[str]]:
    """Return the URLs to notify each service of: those of these changes, and `earlier` ones.

    Earlier URLs are left out where they are of another site, for the site may have moved.
    """
    certain = Changes() if changes.is_unknown else changes
    pending = {}
    if settings.url and settings.indexnow.key:
        pending[INDEXNOW] = changed_pages(certain, settings.url)
    if settings.url and settings.feeds.hub:
        pending[WEBSUB] = changed_feeds(certain, settings.url)
    for service, urls in pending.items():
        unsent = [u for u in earlier.get(service, ()) if str(u).startswith(f"{settings.url}/")]
        pending[service] = [*dict.fromkeys((*unsent, *urls))]
    return {service: urls for service, urls in pending.items() if urls}


def record_notifications(
    changes: Changes, settings: Settings, records: Records
) -> dict[str, list[str]]:
    """Return the notifications to send once the changes are made, and record them until then."""
    earlier = records.read(PENDING, list)
    pending = pending_notifications(changes, settings, earlier)
    if pending != earlier:
        records.write(PENDING, pending)
    return pending


def send_recorded(
    pending: Mapping[str, Sequence[str]], settings: Settings, records: Records
) -> list[str]:
    """Send the recorded notifications and return the results; those that failed stay recorded."""
    messages, failed = send_notifications(settings, pending)
    if failed != pending:
        records.write(PENDING, failed)
    return messages


def send_notifications(
    settings: Settings, pending: Mapping[str, Sequence[str]]
) -> tuple[list[str], dict[str, list[str]]]:
    """Notify each service of its URLs; return a message for each, and the URLs that failed."""
    messages, failed = [], {}
    for service, urls in pending.items():
        error, sent = "", 0
        for notification in notifications(service, settings, urls):
            if error := send_notification(notification):
                break
            sent += len(notification.urls)
        if error:
            failed[service] = [*urls[sent:]]
            messages.append(f"warning: {service}: {error}; the next run tries again")
        elif service == INDEXNOW:
            messages.append(f"notified IndexNow of {plural(len(urls), 'URL')}")
        else:
            messages.append(f"notified the WebSub hub of {plural(len(urls), 'feed')}")
    return messages, failed


def notifications(service: str, settings: Settings, urls: Sequence[str]) -> Iterator[Notification]:
    """Yield the requests that notify a service of some URLs."""
    if service == INDEXNOW:
        for start in range(0, len(urls), MAX_URLS):
            some = urls[start : start + MAX_URLS]
            body = indexnow_body(settings.url, settings.indexnow.key, some)
            yield Notification(some, settings.indexnow.server, body, JSON)
    else:
        for feed in urls:
            yield Notification([feed], settings.feeds.hub, websub_body(feed), FORM)


def send_notification(notification: Notification) -> str:
    """Send a request; return "" when it was accepted, else what is wrong."""
    server = notification.server
    headers = {"Content-Type": notification.content_type}
    url = encode_url(server)  # urllib would encode its host by IDNA 2003
    request = Request(url, notification.body, headers)  # noqa: S310  # settings allow http(s) only
    try:
        with urlopen(request, timeout=TIMEOUT):  # noqa: S310
            return ""
    except HTTPError as error:
        return f"{host_without_login(server)} answered {error.code} {error.reason}"
    except (URLError, HTTPException, OSError) as error:
        reason = getattr(error, "reason", error)
        return f"{host_without_login(server)} does not answer ({reason})"
