"""Asks other sites whether a link of ours leads somewhere, politely.

Each host gets one request at a time with a pause between, a few hosts at once, and all of it ends
after a while. HEAD first, then GET, for some servers know no HEAD. A host that says it is busy
(429) is left alone.
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
from typing import Any
from urllib.parse import urljoin, urlsplit

from newsroom.checks.external_links.result import BUSY, Answer, failure, judged
from newsroom.urls.hosts import InvalidUrlError
from newsroom.urls.urls import encode_url

PERMANENT = frozenset([301, 308])
REDIRECTS = frozenset([301, 302, 303, 307, 308])
HOPS = 5
LOST = 8  # hosts without an answer, and none with one: this machine is offline


@dataclass(frozen=True)
class Limits:
    """How long things may take, in seconds, and how many hosts are asked at once."""

    pause: float = 1.0
    answer: float = 15.0
    total: float = 300.0
    hosts: int = 4


class NoRedirect(urllib.request.HTTPRedirectHandler):
    """Leaves redirects to us, who want to know whether they are for good."""

    def redirect_request(self, *_: Any) -> None:
        """Follow none."""


def host_of(url: str) -> str:
    """The host and port of an address, "" for what is no address."""
    try:
        return urlsplit(url).netloc.lower()
    except ValueError:
        return ""


class Asker:
    """Asks for addresses until its time is over; `answers` are those so far."""

    def __init__(self, agent: str, limits: Limits) -> None:
        self.limits = limits
        self.end = time.monotonic() + limits.total
        self.stopped = threading.Event()
        self.answers: dict[str, Answer] = {}
        self.turns: dict[str, threading.Lock] = {}
        self.asked: dict[str, float] = {}
        self.opener = urllib.request.build_opener(NoRedirect)
        self.opener.addheaders = [("User-Agent", agent), ("Accept", "*/*")]

    def every(self, urls: Iterable[str]) -> dict[str, Answer]:
        """An answer for each address."""
        by_host: dict[str, list[str]] = defaultdict(list)
        for url in sorted(urls):
            by_host[host_of(url)].append(url)
        with ThreadPoolExecutor(self.limits.hosts) as pool:
            try:
                list(pool.map(self.host, by_host.values()))
            except KeyboardInterrupt:
                self.stopped.set()
                raise
        return self.answers

    def host(self, urls: list[str]) -> None:
        """Ask one host for its addresses, one after the other."""
        given_up: Answer | None = None
        for url in urls:
            if self.stopped.is_set() or time.monotonic() > self.end:
                given_up = given_up or Answer("no answer", "there was no time left for it")
            answer = given_up or self.follow(url)
            self.answers[url] = answer
            if answer.said.startswith(str(BUSY)):
                given_up = Answer("unsure", "its host had answered 429 before")
            elif answer.kind == "no host":
                given_up = answer
        known = {host_of(url): answer.reached for url, answer in self.answers.copy().items()}
        if len(known) >= LOST and not any(known.values()):
            self.stopped.set()

    def follow(self, url: str) -> Answer:
        """The answer at the end of the redirects."""
        here, for_good = url, True
        for _ in range(HOPS + 1):
            try:
                status, location = self.ask(here)
            except (OSError, HTTPException, ValueError, InvalidUrlError) as wrong:
                return failure(wrong)
            if status not in REDIRECTS or not location:
                return judged(status, here if for_good and here != url else "")
            for_good = for_good and status in PERMANENT
            here = urljoin(here, location)
            if urlsplit(here).scheme not in ("http", "https"):
                return Answer("unsure", f'it redirects to "{here}"')
        return Answer("unsure", f"it redirects more than {HOPS} times")

    def ask(self, url: str) -> tuple[int, str]:
        """Status and location."""
        status, location = self.request("HEAD", url)
        if status < 400 or status == BUSY:
            return status, location
        return self.request("GET", url)

    def request(self, method: str, url: str) -> tuple[int, str]:
        """Status and location of one request when it is its host's turn; the body is not read."""
        request = urllib.request.Request(encode_url(url), method=method)  # noqa: S310  # http or https
        host = host_of(url)
        with self.turns.setdefault(host, threading.Lock()):  # redirects lead to other hosts
            self.stopped.wait(self.asked.get(host, 0) + self.limits.pause - time.monotonic())
            try:
                answer = self.opener.open(request, timeout=self.limits.answer)
            except urllib.error.HTTPError as status:
                answer = status
            finally:
                self.asked[host] = time.monotonic()
            with answer:
                return int(answer.status), str(answer.headers.get("Location") or "")
