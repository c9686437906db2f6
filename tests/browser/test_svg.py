"""SVGs that pass run nothing and load nothing in Chromium, opened as documents of their own."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Browser, Page, Route

from newsroom.attachments.svg import svg_problems
from tests.svgs import GOOD, HOSTILE

pytestmark = pytest.mark.chromium

ORIGIN = "http://svg.example"
# That these run, or load a file, shows that this test would see it.
RUNNING = (
    "script of HTML in a foreign element", "script before an error", "onload by references",
    "onclick", "onend", "foreignObject", "javascript with a tab", "set href", "UTF-16", "XHTML",
    "an entity of XHTML", "a default attribute",
)  # fmt: skip
LOADING = ("image without a scheme", "feImage", "import across a comment", "xml-stylesheet")


@dataclass
class Opened:
    """A page that answers with one SVG, without any policy, and notes what else is asked for."""

    page: Page
    data: bytes = b""
    requests: list[str] = field(default_factory=list)

    def answer(self, route: Route) -> None:
        if route.request.url == f"{ORIGIN}/a.svg":
            route.fulfill(body=self.data, content_type="image/svg+xml")
        else:
            self.requests.append(route.request.url)
            route.abort()

    def open(self, data: bytes) -> tuple[bool, list[str]]:
        """Whether a script ran, at once or after a click, and what was asked for."""
        self.data, self.requests = data, []
        self.page.goto(f"{ORIGIN}/a.svg")
        self.page.mouse.click(640, 360)
        self.page.wait_for_timeout(30)
        return self.page.evaluate("top.ran === 1"), self.requests


@pytest.fixture(scope="module")
def opened(browser: Browser) -> Iterator[Opened]:
    """One page for all."""
    opened = Opened(browser.new_page())
    opened.page.route("**/*", opened.answer)
    yield opened
    opened.page.close()


@pytest.mark.parametrize("data", GOOD.values(), ids=GOOD.keys())
def test_a_drawing_runs_and_loads_nothing(opened: Opened, data: bytes) -> None:
    assert opened.open(data) == (False, [])


def test_the_browser_runs_what_is_refused(opened: Opened) -> None:
    ran = {name: opened.open(HOSTILE[name])[0] for name in RUNNING}
    assert ran == dict.fromkeys(RUNNING, True)
    loaded = {name: len(opened.open(HOSTILE[name])[1]) for name in LOADING}
    assert loaded == dict.fromkeys(LOADING, 1)
    assert [n for n in (*RUNNING, *LOADING) if not svg_problems(HOSTILE[n])] == []
