"""Links to other sites, requested from small servers on this machine."""

import http.server
import json
import socket
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from newsroom.checks.external_links.check import (
    check_external_links,
    external_links,
    read_cache,
    request_links,
)
from newsroom.checks.external_links.http_client import MIN_UNREACHED, Answer, Limits
from newsroom.checks.site import BuiltSite
from newsroom.checks.site_reader import read_built_site
from tests.loopback import serving
from tests.newsroom.checks.good import lay_out

QUICK = Limits(pause=0, answer=1.5, total=20)


@dataclass
class Server:
    """A server that answers what its paths say, and its requests."""

    url: str
    requests: list[tuple[str, str, str]] = field(default_factory=list)
    at_once: int = 0
    most: int = 0


class Handler(http.server.BaseHTTPRequestHandler):
    """`/200` answers 200, `/301/x` leads to `/x`, `/get` knows no HEAD, `/slow` takes too long."""

    server_of: Server

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing."""

    def do_HEAD(self) -> None:
        state = self.server_of
        state.at_once += 1
        state.most = max(state.most, state.at_once)
        state.requests.append((self.command, self.path, self.headers["User-Agent"]))
        _, first, *rest = self.path.split("/")
        if first == "slow":
            time.sleep(2)
        status = 405 if first == "get" and self.command == "HEAD" else 200
        self.send_response(int(first) if first.isdecimal() else status)
        if rest:
            self.send_header("Location", "/" + "/".join(rest))
        self.send_header("Content-Length", "0")
        self.end_headers()
        state.at_once -= 1

    do_GET = do_HEAD


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """A server on loopback, without a proxy."""
    monkeypatch.setenv("no_proxy", "*")
    state = Server("")
    handler = type("Here", (Handler,), {"server_of": state})
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    state.url = f"http://127.0.0.1:{server.server_port}"
    with serving(server):
        yield state


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    """Where answers are kept."""
    return tmp_path / "cache" / "links.json"


@pytest.mark.parametrize(
    ("path", "answer", "methods"),
    [
        ("/200", Answer("good", ""), "HEAD"),
        ("/get", Answer("good", ""), "HEAD GET"),
        ("/302/200", Answer("good", ""), "HEAD HEAD"),
        ("/404", Answer("gone", "404 Not Found"), "HEAD GET"),
        ("/410", Answer("gone", "410 Gone"), "HEAD GET"),
        ("/301/404", Answer("gone", "404 Not Found"), "HEAD HEAD GET"),
        ("/403", Answer("unsure", "403"), "HEAD GET"),
        ("/500", Answer("unsure", "500"), "HEAD GET"),
        ("/429", Answer("unsure", "429 Too Many Requests"), "HEAD"),
        ("/slow", Answer("no answer", "it took too long"), "HEAD"),
        ("/302" * 7 + "/200", Answer("unsure", "it redirects more than 5 times"), "HEAD " * 6),
    ],
)  # fmt: skip
def test_a_status_is_an_answer(
    server: Server, cache: Path, path: str, answer: Answer, methods: str
) -> None:
    url = f"{server.url}{path}"
    assert request_links([url], "Site", cache, QUICK) == {url: answer}
    assert [method for method, _, _ in server.requests] == methods.split()
    assert {agent for _, _, agent in server.requests} == {"Site"}


@pytest.mark.parametrize(
    ("path", "moved"),
    [("/301/200", "/200"), ("/308/301/200", "/200"), ("/301/302/200", ""), ("/302/301/200", "")],
)
def test_only_a_permanent_move_is_reported(
    server: Server, cache: Path, path: str, moved: str
) -> None:
    url = f"{server.url}{path}"
    answer = request_links([url], "Site", cache, QUICK)[url]
    assert (answer.kind, answer.moved) == ("good", moved and f"{server.url}{moved}")


def test_good_answers_are_kept_for_a_week(server: Server, cache: Path) -> None:
    urls = [f"{server.url}{path}" for path in ("/200", "/301/200", "/404", "/403")]
    first = request_links(urls, "Site", cache, QUICK)
    count = len(server.requests)
    assert request_links(urls, "Site", cache, QUICK) == first
    assert {path for _, path, _ in server.requests[count:]} == {"/404", "/403"}
    week = datetime.now(UTC) + timedelta(days=7, minutes=1)
    assert set(read_cache(cache, datetime.now(UTC))) == set(urls[:2])
    assert read_cache(cache, week) == read_cache(cache, datetime(2000, 1, 1, tzinfo=UTC)) == {}


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '{"a": 1}', '{"a": {"requested": "x"}}'])
def test_an_unreadable_cache_is_empty(cache: Path, text: str) -> None:
    cache.parent.mkdir()
    cache.write_text(text, encoding="utf-8")
    assert read_cache(cache, datetime.now(UTC)) == {}
    request_links([], "Site", cache, QUICK)
    assert json.loads(cache.read_text(encoding="utf-8")) == {}


def test_a_host_gets_one_request_at_a_time_with_a_pause(server: Server, cache: Path) -> None:
    urls = [f"{server.url}/x{number}" for number in range(5)]
    start = time.monotonic()
    request_links(urls, "Site", cache, Limits(pause=0.05))
    assert time.monotonic() - start >= 0.2
    assert (len(server.requests), server.most) == (5, 1)


def test_a_host_that_is_too_busy_is_left_alone(server: Server, cache: Path) -> None:
    urls = [f"{server.url}/{path}" for path in ("200", "429", "x1", "x2")]
    answers = request_links(urls, "Site", cache, QUICK)
    assert [path for _, path, _ in server.requests] == ["/200", "/429"]
    assert [answers[url].reason for url in urls[2:]] == ["its host had answered 429 before"] * 2


def test_all_of_it_ends_in_time(server: Server, cache: Path) -> None:
    urls = [f"{server.url}/slow{number}/" for number in range(50)]
    start = time.monotonic()
    answers = request_links(urls, "Site", cache, Limits(pause=0.05, total=0.3))
    assert time.monotonic() - start < 20  # 100 seconds without the limit
    assert answers[urls[-1]].reason == "time limit reached"


def no_host(*_: object, **__: object) -> object:
    raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")


def offline(*_: object, **__: object) -> object:
    raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")


@pytest.mark.parametrize(
    ("fault", "answer"),
    [
        (no_host, Answer("no host", "its host does not exist")),
        (offline, Answer("no answer", "[Errno -3] Temporary failure in name resolution")),
    ],
)
def test_a_host_that_is_not_resolved(
    cache: Path,
    monkeypatch: pytest.MonkeyPatch,
    fault: Callable[..., object],
    answer: Answer,
) -> None:
    monkeypatch.setenv("no_proxy", "*")
    monkeypatch.setattr(socket, "getaddrinfo", fault)
    urls = ["http://a.example/", "http://a.example/b", "http://[", "http://b.example:x/"]
    answers = request_links(urls, "Site", cache, QUICK)
    assert [answers[url] for url in urls[:2]] == [answer] * 2
    assert {answers[url].kind for url in urls[2:]} == {"no answer"}


def test_few_hosts_are_tried_where_there_is_no_network(
    cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lookups: list[object] = []

    def count_lookup(host: object, *_: object, **__: object) -> object:
        lookups.append(host)
        return offline()

    monkeypatch.setenv("no_proxy", "*")
    monkeypatch.setattr(socket, "getaddrinfo", count_lookup)
    urls = [f"http://{number}.example/{page}" for number in range(30) for page in range(9)]
    answers = request_links(urls, "Site", cache, QUICK)
    assert len(set(lookups)) <= MIN_UNREACHED + QUICK.hosts
    assert {answer.is_reached for answer in answers.values()} == {False}


@pytest.fixture
def site(tmp_path: Path) -> BuiltSite:
    """The good site; one of its two external links is in a post of the content."""
    (tmp_path / "content").mkdir()
    text = "---\nsources:\n  - {url: https://example.com/p}\n---\nhttps://example.com/p\n"
    (tmp_path / "content" / "post.md").write_text(text, encoding="utf-8")
    return read_built_site(lay_out(tmp_path / "output"))


def report_of(site: BuiltSite, **answers: Answer) -> list[str]:
    """Return the report of answers to `p` and `x`."""
    by_url = {f"https://example.com/{name}": answer for name, answer in answers.items()}
    diagnostics = check_external_links(site, by_url, site.folder.parent / "content")
    return [str(d).replace(f"{site.folder.parent}/", "") for d in sorted(diagnostics)]


GOOD = Answer("good")


def test_external_links_are_those_of_text_and_sources(site: BuiltSite) -> None:
    post = ["2025/06/post/index.html"]
    assert external_links(site) == {"https://example.com/p": post, "https://example.com/x": post}


def test_a_diagnostic_is_on_each_line_with_the_url(site: BuiltSite) -> None:
    assert report_of(site, p=GOOD, x=GOOD) == []
    missing = Answer("gone", "404 Not Found")
    assert report_of(site, p=missing, x=GOOD) == [
        f'content/post.md:{line}: error: "https://example.com/p" answers 404 Not Found '
        "[external-link/gone]"
        for line in (3, 5)
    ]


@pytest.mark.parametrize(
    ("answer", "line"),
    [
        (Answer("gone", "410 Gone"), 'error: "{}" answers 410 Gone [external-link/gone]'),
        (Answer("no host", "its host does not exist"),
            'error: "{}" not found: its host does not exist [external-link/unknown-host]'),
        (Answer("unsure", "403"),
            'warning: "{}" was not checked: it answers 403 [external-link/unchecked]'),
        (Answer("no answer", "it took too long"),
            'warning: "{}" was not checked: it took too long [external-link/unchecked]'),
        (Answer("good", moved="https://a.example/"),
            'note: "{}" has moved permanently; use "https://a.example/" [external-link/moved]'),
    ],
)  # fmt: skip
def test_each_answer_has_its_diagnostic(site: BuiltSite, answer: Answer, line: str) -> None:
    expected = f"output/2025/06/post/index.html: {line.format('https://example.com/x')}"
    assert report_of(site, p=GOOD, x=answer) == [expected]


def test_offline_is_one_diagnostic(site: BuiltSite) -> None:
    lost = Answer("no answer", "it took too long")
    assert report_of(site, p=lost, x=Answer("no host", "x")) == [
        "warning: no other site could be reached: external links are not checked "
        "[external-link/offline]"
    ]
    assert list(check_external_links(site, {}, Path())) == []
