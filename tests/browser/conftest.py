"""One Chromium and one server for all: the blog under /blog/, the stress site under /stress/."""

import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Request, sync_playwright

from tests.blog import build_blog
from tests.conftest import built_once
from tests.headers import serving_with_headers
from tests.needs import require_program
from tests.stress import build_stress

FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync --font-render-hinting=none "
    "--renderer-process-limit=1"  # a process of its own for each page takes as long as the page
).split()
LOOPBACK = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"  # nothing leaves this machine
DEFAULT_MEDIA: dict[str, Any] = {
    "media": "screen",
    "color_scheme": "light",
    "reduced_motion": "no-preference",
}


@dataclass
class Visit:
    """A page as it was opened: what the browser complained of, and the URLs it asked for."""

    page: Page
    complaints: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)


Open = Callable[..., Visit]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The system's Chromium; the one without an interface takes half the time."""
    names = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
    path = require_program(names, "chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=[*FLAGS, LOOPBACK])
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def blog(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project of the blog, built for production at example.org/blog."""
    return built_once(tmp_path_factory, "blog", build_blog).parent


@pytest.fixture(scope="session")
def origin(blog: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The origin of a server that sends what `_headers` says."""
    root = tmp_path_factory.mktemp("served")
    shutil.copytree(blog / "output", root / "blog")
    shutil.copytree(built_once(tmp_path_factory, "stress", build_stress), root / "stress")
    with serving_with_headers(root) as origin:
        yield origin


@pytest.fixture(scope="session")
def pages(browser: Browser) -> Mapping[bool, Page]:
    """Two pages for all tests, with and without JavaScript: making one takes longer than a test."""
    return {on: browser.new_context(java_script_enabled=on).new_page() for on in (True, False)}


@pytest.fixture
def visit(pages: Mapping[bool, Page], origin: str) -> Iterator[Open]:
    """Open a path of the server; `media` is what `Page.emulate_media` takes."""
    stop: list[tuple[Page, Any, Any]] = []

    def open_page(path: str, *, width: int = 1280, javascript: bool = True, **media: Any) -> Visit:
        visit = Visit(pages[javascript])
        visit.page.set_viewport_size({"width": width, "height": 800})
        visit.page.emulate_media(**{**DEFAULT_MEDIA, **media})
        leave(visit.page)
        stop.extend(listen(visit))
        visit.page.goto(f"{origin}/{path}")
        return visit

    yield open_page
    for page, event, listener in stop:
        page.remove_listener(event, listener)


def leave(page: Page) -> None:
    """End what a page still asks for; an empty page that is opened for that takes far longer."""
    page.evaluate("() => { stop(); document.documentElement?.remove() }")


def is_ended(request: Request) -> bool:
    """Return whether the page was left before the answer came, which is not an error of it."""
    return request.failure == "net::ERR_ABORTED"


def listen(visit: Visit) -> Iterator[tuple[Page, Any, Any]]:
    """Note what the browser says from now on; yields what must be removed in the end."""
    say = visit.complaints.append
    for event, listener in {
        "console": lambda message: say(message.text),
        "pageerror": lambda error: say(str(error)),
        "requestfailed": lambda request: (
            None if is_ended(request) else say(f"failed: {request.url}")
        ),
        "request": lambda request: visit.requests.append(request.url),
        "response": lambda answer: None if answer.ok else say(f"{answer.status}: {answer.url}"),
    }.items():
        visit.page.on(event, listener)  # type: ignore[call-overload]
        yield visit.page, event, listener
