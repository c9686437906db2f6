"""Notifications, with a hub and an IndexNow server on loopback."""

import http.server
import json
from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar
from urllib.parse import parse_qs

import pytest
from pelican.settings import DEFAULT_CONFIG

from newsroom.config.settings import parse_settings
from newsroom.deploy.notifications import INDEXNOW, send_notifications
from tests.faults import CUT, Store
from tests.loopback import serving
from tests.newsroom.conftest import Project

KEY = "0123456789abcdef"
SITE = "https://example.org/blog/"


class Listener(http.server.ThreadingHTTPServer):
    """Keeps the requests: (path, type, body)."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answer)
        self.heard: list[tuple[str, str, str]] = []
        self.url = f"http://127.0.0.1:{self.server_port}"


class Answer(http.server.BaseHTTPRequestHandler):
    """Accepts all but what is sent to a path that is a number: that is the status."""

    server: Listener
    statuses: ClassVar[dict[str, int]] = {"/403": 403, "/500": 500}

    def do_POST(self) -> None:
        """Note it."""
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self.server.heard.append((self.path, self.headers["Content-Type"], body))
        self.send_response(self.statuses.get(self.path, 202))
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Stay quiet."""


@pytest.fixture
def listener() -> Iterator[Listener]:
    """A server that listens."""
    server = Listener()
    with serving(server):
        yield server


BEFORE = {
    "index.html": b"1",
    "same/index.html": b"1",
    "gone/index.html": b"1",
    "feeds/a.xml": b"1",
    "feeds/b.xml": b"1",
}
AFTER = {
    "index.html": b"2",
    "same/index.html": b"1",
    "new post/index.html": b"1",
    "404.html": b"1",
    "a.css": b"1",
    "feeds/a.xml": b"2",
    "feeds/b.xml": b"1",
    "feeds/c.xml": b"1",
}


def deploy(project: Project, live: Path, key: str, server: str, hub: str) -> list[str]:
    """The lines on notifications once the second version was deployed."""
    project.build(BEFORE)
    assert project.run("folder", "--dest", str(live)).status == 0
    project.build(AFTER)
    project.set(settings(server, hub).replace(KEY, key))
    done = project.run("folder", "--dest", str(live))
    assert done.status == 0
    return done.out.split("live at https://example.org/blog/\n")[1].splitlines()


def test_notifications_are_for_exactly_what_changed(
    project: Project, tmp_path: Path, listener: Listener
) -> None:
    server, hub = f"{listener.url}/indexnow", f"{listener.url}/hub"
    assert deploy(project, tmp_path / "live", KEY, server, hub) == [
        "notified IndexNow of 3 URLs",
        "notified the WebSub hub of 2 feeds",
    ]
    (to, kind, body), *others = listener.heard
    assert (to, kind) == ("/indexnow", "application/json; charset=utf-8")
    assert json.loads(body) == {
        "host": "example.org",
        "key": KEY,
        "keyLocation": f"{SITE}{KEY}.txt",
        "urlList": [f"{SITE}new%20post/", SITE, f"{SITE}gone/"],
    }
    bodies = [parse_qs(body) for _, _, body in others]
    feeds = [f"{SITE}feeds/c.xml", f"{SITE}feeds/a.xml"]
    assert bodies == [
        {"hub.mode": ["publish"], "hub.url": [feed], "hub.topic": [feed]} for feed in feeds
    ]


@pytest.mark.parametrize(
    ("paths", "lines"),
    [
        (
            ("{url}/403", "{url}/500"),
            [
                "warning: IndexNow: {host} answered 403 Forbidden; the next run tries again",
                "warning: WebSub: {host} answered 500 Internal Server Error; "
                "the next run tries again",
            ],
        ),
        (
            ("http://127.0.0.1:9/", ""),
            [
                "warning: IndexNow: 127.0.0.1:9 does not answer ([Errno 111] Connection refused); "
                "the next run tries again"
            ],
        ),
    ],
)
def test_a_failure_is_a_warning(
    project: Project,
    tmp_path: Path,
    listener: Listener,
    paths: tuple[str, str],
    lines: list[str],
) -> None:
    host, live = listener.url.removeprefix("http://"), tmp_path / "live"
    server, hub = (path.format(url=listener.url) for path in paths)
    messages = deploy(project, live, KEY, server, hub)
    assert messages == [line.format(host=host) for line in lines]


def test_no_notifications_unless_settings_ask_for_them(project: Project, tmp_path: Path) -> None:
    server = "https://api.indexnow.org/indexnow"
    assert deploy(project, tmp_path / "live", "", server, "") == []


def settings(server: str, hub: str) -> str:
    """Lines for pelicanconf.py."""
    return f'INDEXNOW = {{"key": "{KEY}", "server": "{server}"}}\nFEEDS["hub"] = "{hub}"'


def urls(listener: Listener) -> list[str]:
    """The URLs in notifications of either kind."""
    bodies = [body for _, _, body in listener.heard]
    lists = (json.loads(b)["urlList"] if b[0] == "{" else parse_qs(b)["hub.url"] for b in bodies)
    return [url for found in lists for url in found]


def test_notifications_are_sent_once(project: Project, tmp_path: Path, listener: Listener) -> None:
    deploy(project, tmp_path / "live", KEY, f"{listener.url}/indexnow", f"{listener.url}/hub")
    listener.heard.clear()
    output = project.run("folder", "--dest", str(tmp_path / "live")).out
    assert (output, listener.heard) == ("folder: nothing changed; no files sent\n", [])


def test_notifications_that_failed_are_sent_by_the_next_run(
    project: Project, tmp_path: Path, listener: Listener
) -> None:
    live = tmp_path / "live"
    deploy(project, live, KEY, f"{listener.url}/403", f"{listener.url}/500")
    listener.heard.clear()
    project.set(settings(f"{listener.url}/", f"{listener.url}/"))
    assert project.run("folder", "--dest", str(live), "--dry-run").status == 0
    assert listener.heard == []
    assert project.run("folder", "--dest", str(live)).out.splitlines()[1:] == [
        "notified IndexNow of 3 URLs",
        "notified the WebSub hub of 2 feeds",
    ]
    changed = [f"{SITE}new%20post/", SITE, f"{SITE}gone/"]
    assert urls(listener) == [*changed, f"{SITE}feeds/c.xml", f"{SITE}feeds/a.xml"]
    assert project.run("folder", "--dest", str(live)).out.count("\n") == 1


def test_notifications_of_an_interrupted_run_are_sent_by_the_next(
    project: Project, store: Store, listener: Listener
) -> None:
    project.build(BEFORE)
    assert project.run("s3", "--dest", "news").status == 0
    project.set(settings(f"{listener.url}/", f"{listener.url}/"))
    project.build(AFTER)
    store.line.reset(lambda n: CUT if n > 12 else None)
    assert project.run("s3", "--dest", "news").status == 1
    assert (store.objects("news")["new post/index.html"], listener.heard) == (b"1", [])
    store.line.reset()
    assert project.run("s3", "--dest", "news").status == 0
    feeds = {f"{SITE}feeds/c.xml", f"{SITE}feeds/a.xml"}
    assert set(urls(listener)) == {f"{SITE}new%20post/", SITE, f"{SITE}gone/", *feeds}


def test_recorded_notifications_of_another_site_are_not_sent(
    project: Project, tmp_path: Path, listener: Listener
) -> None:
    live = tmp_path / "live"
    deploy(project, live, KEY, f"{listener.url}/403", "")
    (record,) = project.folder.glob(".deployed/*/untold.json")
    record.write_text(json.dumps({"IndexNow": [1, f"{SITE}a/", "https://old.example/"], "x": []}))
    project.set(settings(f"{listener.url}/", ""))
    listener.heard.clear()
    assert project.run("folder", "--dest", str(live)).status == 0
    assert urls(listener) == [f"{SITE}a/"]
    assert not record.exists()


def test_many_urls_are_sent_in_more_than_one_request(listener: Listener) -> None:
    settings = {"SITENAME": "x", "SITEURL": "https://example.org", "DEFAULT_LANG": "en"}
    site = parse_settings(
        settings | {"INDEXNOW": {"key": KEY, "server": listener.url}}, {}, DEFAULT_CONFIG
    )
    urls = [str(number) for number in range(20_001)]
    assert send_notifications(site, {INDEXNOW: urls}) == (
        ["notified IndexNow of 20,001 URLs"],
        {},
    )
    counts = [len(json.loads(body)["urlList"]) for _, _, body in listener.heard]
    assert counts == [10_000, 10_000, 1]
