"""Requests links to other sites, politely.

Each host gets one request at a time with a pause between, a few hosts at once, within a time limit
for all of them. HEAD first, then GET, for some servers do not know HEAD. A host that says it is
busy (429) is left alone.
"""

import threading
import time
import urllib.error
import urllib.request
from collections import defaultdict
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from http.client import HTTPException
from socket import EAI_AGAIN, gaierror
from typing import Literal
from urllib.parse import urljoin, urlsplit

from newsroom.urls.hosts import InvalidUrlError
from newsroom.urls.urls import encode_url

GONE = {404: "Not Found", 410: "Gone"}
BUSY = 429
PERMANENT = frozenset([301, 308])
REDIRECTS = frozenset([301, 302, 303, 307, 308])
MAX_REDIRECTS = 5
MIN_UNREACHED = 8  # hosts without an answer, and none with one: this machine is offline

# "unsure": it answered, and the page may exist; "no answer": it may exist, nobody knows.
Kind = Literal["good", "gone", "no host", "unsure", "no answer"]


@dataclass(frozen=True)
class Answer:
    """What a URL answers; `moved` is its new URL where it has moved permanently, else ""."""

    kind: Kind
    reason: str = ""
    moved: str = ""

    @property
    def is_reached(self) -> bool:
        """Whether a server answered at all."""
        return self.kind in ("good", "gone", "unsure")


def answer_of_status(status: int, moved: str) -> Answer:
    """Return the answer that a status means."""
    if status < 400:
        return Answer("good", moved=moved)
    if status in GONE:
        return Answer("gone", f"{status} {GONE[status]}")
    return Answer("unsure", f"{status} Too Many Requests" if status == BUSY else f"{status}")


def answer_of_failure(error: Exception) -> Answer:
    """Return the answer that the exception of a request means."""
    cause = getattr(error, "reason", error)
    if isinstance(cause, gaierror) and cause.errno != EAI_AGAIN:
        return Answer("no host", "its host does not exist")
    if isinstance(cause, TimeoutError):
        return Answer("no answer", "it took too long")
    return Answer("no answer", str(cause) or type(cause).__name__)


@dataclass(frozen=True)
class Limits:
    """How long things may take, in seconds, and how many hosts get requests at once."""

    pause: float = 1.0
    answer: float = 15.0
    total: float = 300.0
    hosts: int = 4


class NoRedirect(urllib.request.HTTPRedirectHandler):
    """Leaves redirects to the client, which has to know whether they are permanent."""

    def redirect_request(self, *_: object) -> None:
        """Follow none."""


def netloc_of(url: str) -> str:
    """Return host and port of a URL, "" for an invalid one."""
    try:
        return urlsplit(url).netloc.lower()
    except ValueError:
        return ""


class LinkClient:
    """Requests URLs until its time is over; `answers` are those so far."""

    def __init__(self, agent: str, limits: Limits) -> None:
        self.limits = limits
        self.end = time.monotonic() + limits.total
        self.stopped = threading.Event()
        self.answers: dict[str, Answer] = {}
        self.turns: dict[str, threading.Lock] = {}
        self.last_requests: dict[str, float] = {}
        self.opener = urllib.request.build_opener(NoRedirect)
        self.opener.addheaders = [("User-Agent", agent), ("Accept", "*/*")]

    def request_all(self, urls: Iterable[str]) -> dict[str, Answer]:
        """Return an answer for each URL."""
        by_host: dict[str, list[str]] = defaultdict(list)
        for url in sorted(urls):
            by_host[netloc_of(url)].append(url)
        with ThreadPoolExecutor(self.limits.hosts) as pool:
            try:
                list(pool.map(self.request_host, by_host.values()))
            except KeyboardInterrupt:
                self.stopped.set()
                raise
        return self.answers

    def request_host(self, urls: list[str]) -> None:
        """Request the URLs of one host, one after the other."""
        final: Answer | None = None  # that of all other URLs of the host
        for url in urls:
            if self.stopped.is_set() or time.monotonic() > self.end:
                final = final or Answer("no answer", "time limit reached")
            answer = final or self.follow(url)
            self.answers[url] = answer
            if answer.reason.startswith(str(BUSY)):
                final = Answer("unsure", "its host had answered 429 before")
            elif answer.kind == "no host":
                final = answer
        hosts = {netloc_of(url): answer.is_reached for url, answer in self.answers.copy().items()}
        if len(hosts) >= MIN_UNREACHED and not any(hosts.values()):
            self.stopped.set()

    def follow(self, url: str) -> Answer:
        """Return the answer at the end of the redirects."""
        current, is_permanent = url, True
        for _ in range(MAX_REDIRECTS + 1):
            try:
                status, location = self.request_either(current)
            except (OSError, HTTPException, ValueError, InvalidUrlError) as error:
                return answer_of_failure(error)
            if status not in REDIRECTS or not location:
                moved = current if is_permanent and current != url else ""
                return answer_of_status(status, moved)
            is_permanent = is_permanent and status in PERMANENT
            current = urljoin(current, location)
            if urlsplit(current).scheme not in ("http", "https"):
                return Answer("unsure", f'it redirects to "{current}"')
        return Answer("unsure", f"it redirects more than {MAX_REDIRECTS} times")

    def request_either(self, url: str) -> tuple[int, str]:
        """Return status and location of HEAD, or of GET when HEAD fails."""
        status, location = self.request("HEAD", url)
        if status < 400 or status == BUSY:
            return status, location
        return self.request("GET", url)

    def request(self, method: str, url: str) -> tuple[int, str]:
        """Return status and location of one request, sent in the turn of its host."""
        request = urllib.request.Request(encode_url(url), method=method)  # noqa: S310  # https?
        host = netloc_of(url)
        with self.turns.setdefault(host, threading.Lock()):  # redirects lead to other hosts
            last = self.last_requests.get(host, 0)
            self.stopped.wait(last + self.limits.pause - time.monotonic())
            try:
                response = self.opener.open(request, timeout=self.limits.answer)
            except urllib.error.HTTPError as error:
                response = error
            finally:
                self.last_requests[host] = time.monotonic()
            with response:  # the body is not read
                return int(response.status), str(response.headers.get("Location") or "")
