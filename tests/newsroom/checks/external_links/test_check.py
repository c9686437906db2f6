"""Links to other sites, asked of small servers on this machine."""

import http.server
import json
import socket
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from newsroom.checks.external_links.check import addresses, ask, find, read_cache
from newsroom.checks.external_links.http_client import Limits
from newsroom.checks.external_links.result import Answer
from newsroom.checks.finding import Finding
from newsroom.checks.site import BuiltSite, read_site
from tests.loopback import serving
from tests.newsroom.checks.good import lay_out

QUICK = Limits(pause=0, answer=1.5, total=20)


@dataclass
class Server:
    """A server that answers what its paths say, and what it was asked."""

    address: str
    asked: list[tuple[str, str, str]] = field(default_factory=list)
    at_once: int = 0
    most: int = 0


class Handler(http.server.BaseHTTPRequestHandler):
    """`/200` answers 200, `/301/x` leads to `/x`, `/get` knows no HEAD, `/slow` takes too long."""

    server_of: Server

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing."""

    def do_HEAD(self) -> None:
        seen = self.server_of
        seen.at_once += 1
        seen.most = max(seen.most, seen.at_once)
        seen.asked.append((self.command, self.path, self.headers["User-Agent"]))
        _, first, *rest = self.path.split("/")
        if first == "slow":
            time.sleep(2)
        status = 405 if first == "get" and self.command == "HEAD" else 200
        self.send_response(int(first) if first.isdecimal() else status)
        if rest:
            self.send_header("Location", "/" + "/".join(rest))
        self.send_header("Content-Length", "0")
        self.end_headers()
        seen.at_once -= 1

    do_GET = do_HEAD


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """A server on loopback; no proxy stands between."""
    monkeypatch.setenv("no_proxy", "*")
    seen = Server("")
    handler = type("Here", (Handler,), {"server_of": seen})
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    seen.address = f"http://127.0.0.1:{server.server_port}"
    with serving(server):
        yield seen


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
def test_an_answer_says_what_a_link_is_worth(
    server: Server, cache: Path, path: str, answer: Answer, methods: str
) -> None:
    url = f"{server.address}{path}"
    assert ask([url], "Site", cache, QUICK) == {url: answer}
    assert [method for method, _, _ in server.asked] == methods.split()
    assert {agent for _, _, agent in server.asked} == {"Site"}


@pytest.mark.parametrize(
    ("path", "moved"),
    [("/301/200", "/200"), ("/308/301/200", "/200"), ("/301/302/200", ""), ("/302/301/200", "")],
)
def test_only_a_move_for_good_is_told(server: Server, cache: Path, path: str, moved: str) -> None:
    url = f"{server.address}{path}"
    answer = ask([url], "Site", cache, QUICK)[url]
    assert (answer.kind, answer.moved) == ("good", moved and f"{server.address}{moved}")


def test_good_answers_are_kept_for_a_week(server: Server, cache: Path) -> None:
    urls = [f"{server.address}{path}" for path in ("/200", "/301/200", "/404", "/403")]
    first = ask(urls, "Site", cache, QUICK)
    asked = len(server.asked)
    assert ask(urls, "Site", cache, QUICK) == first
    assert {path for _, path, _ in server.asked[asked:]} == {"/404", "/403"}
    week = datetime.now(UTC) + timedelta(days=7, minutes=1)
    assert set(read_cache(cache, datetime.now(UTC))) == set(urls[:2])
    assert read_cache(cache, week) == read_cache(cache, datetime(2000, 1, 1, tzinfo=UTC)) == {}


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '{"a": 1}', '{"a": {"asked": "x"}}'])
def test_a_cache_that_cannot_be_read_is_none(cache: Path, text: str) -> None:
    cache.parent.mkdir()
    cache.write_text(text, encoding="utf-8")
    assert read_cache(cache, datetime.now(UTC)) == {}
    ask([], "Site", cache, QUICK)
    assert json.loads(cache.read_text(encoding="utf-8")) == {}


def test_a_host_is_asked_one_thing_at_a_time_with_a_pause(server: Server, cache: Path) -> None:
    urls = [f"{server.address}/x{number}" for number in range(5)]
    start = time.monotonic()
    ask(urls, "Site", cache, Limits(pause=0.05))
    assert time.monotonic() - start >= 0.2
    assert (len(server.asked), server.most) == (5, 1)


def test_a_host_that_is_too_busy_is_left_alone(server: Server, cache: Path) -> None:
    urls = [f"{server.address}/{path}" for path in ("200", "429", "x1", "x2")]
    answers = ask(urls, "Site", cache, QUICK)
    assert [path for _, path, _ in server.asked] == ["/200", "/429"]
    assert [answers[url].said for url in urls[2:]] == ["its host had answered 429 before"] * 2


def test_all_of_it_ends_in_time(server: Server, cache: Path) -> None:
    urls = [f"{server.address}/slow{number}/" for number in range(50)]
    start = time.monotonic()
    answers = ask(urls, "Site", cache, Limits(pause=0.05, total=0.3))
    assert time.monotonic() - start < 2
    assert answers[urls[-1]].said == "there was no time left for it"


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
def test_a_host_without_an_address(
    cache: Path,
    monkeypatch: pytest.MonkeyPatch,
    fault: Callable[..., object],
    answer: Answer,
) -> None:
    monkeypatch.setenv("no_proxy", "*")
    monkeypatch.setattr(socket, "getaddrinfo", fault)
    urls = ["http://a.example/", "http://a.example/b", "http://[", "http://b.example:x/"]
    answers = ask(urls, "Site", cache, QUICK)
    assert [answers[url] for url in urls[:2]] == [answer] * 2
    assert {answers[url].kind for url in urls[2:]} == {"no answer"}


def test_nobody_waits_where_there_is_no_network(
    cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("no_proxy", "*")
    monkeypatch.setattr(socket, "getaddrinfo", offline)
    urls = [f"http://{number}.example/{page}" for number in range(30) for page in range(9)]
    start = time.monotonic()
    answers = ask(urls, "Site", cache, Limits(pause=0.1))
    assert time.monotonic() - start < 4
    assert {answer.reached for answer in answers.values()} == {False}


@pytest.fixture
def site(tmp_path: Path) -> BuiltSite:
    """The good site; one of its two links outside stands in a post of the content."""
    (tmp_path / "content").mkdir()
    text = "---\nsources:\n  - {url: https://example.com/p}\n---\nhttps://example.com/p\n"
    (tmp_path / "content" / "post.md").write_text(text, encoding="utf-8")
    return read_site(lay_out(tmp_path / "output"))


def sentences(site: BuiltSite, **answers: Answer) -> list[str]:
    """What is told of the answers to `p` and `x`."""
    given = {f"https://example.com/{name}": answer for name, answer in answers.items()}
    found = sorted(find(site, given, site.folder.parent / "content"))
    return [f"{f.severity} {f}".replace(f"{site.folder.parent}/", "") for f in found]


GOOD = Answer("good")


def test_links_outside_are_those_of_text_and_sources(site: BuiltSite) -> None:
    post = ["2025/06/post/index.html"]
    assert addresses(site) == {"https://example.com/p": post, "https://example.com/x": post}


def test_a_finding_stands_where_the_address_is_written(site: BuiltSite) -> None:
    assert sentences(site, p=GOOD, x=GOOD) == []
    gone = Answer("gone", "404 Not Found")
    assert sentences(site, p=gone, x=GOOD) == [
        'error content/post.md:3: "https://example.com/p" answers 404 Not Found',
        'error content/post.md:5: "https://example.com/p" answers 404 Not Found',
    ]


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        (Answer("gone", "410 Gone"), 'error {}: "{}" answers 410 Gone'),
        (Answer("no host", "its host does not exist"),
            'error {}: "{}" leads nowhere; its host does not exist'),
        (Answer("unsure", "403"), 'warning {}: "{}" could not be checked; it answers 403'),
        (Answer("no answer", "it took too long"),
            'warning {}: "{}" could not be checked; it took too long'),
        (Answer("good", moved="https://a.example/"),
            'note {}: "{}" has moved for good to "https://a.example/"'),
    ],
)  # fmt: skip
def test_each_answer_has_its_sentence(site: BuiltSite, answer: Answer, sentence: str) -> None:
    place = ("output/2025/06/post/index.html", "https://example.com/x")
    assert sentences(site, p=GOOD, x=answer) == [sentence.format(*place)]


def test_offline_is_told_in_one_sentence(site: BuiltSite) -> None:
    lost = Answer("no answer", "it took too long")
    assert sentences(site, p=lost, x=Answer("no host", "x")) == [
        "warning no other site could be reached, so no link outside was checked"
    ]
    assert list(find(site, {}, Path())) == []
    assert Finding("", 0, "x").file == ""
