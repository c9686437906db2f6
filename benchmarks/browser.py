"""When a browser shows a text: Chromium without a window, driven by Playwright."""

import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from benchmarks.process_tree import ToolError

PROGRAMS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync")
PAUSE = 10  # milliseconds between two looks at what a page has reported
# Looks for the text in each frame, and reports when that frame is painted: what follows a frame
# in the queue runs after it. It is there again in each document that a page loads.
WATCH = """
const look = () => {
  const text = window.name;
  if (text && document.body?.textContent.includes(text)) {
    window.name = "";
    const {port1, port2} = new MessageChannel();
    port1.onmessage = () => reportShown(text, performance.timeOrigin + performance.now());
    port2.postMessage(0);
  }
  requestAnimationFrame(look);
};
requestAnimationFrame(look);
"""


class OpenPage:
    """A page in a browser, and when it showed which text."""

    def __init__(self, page: Any) -> None:
        self.page = page
        self.times: dict[str, float] = {}
        page.expose_function("reportShown", self.report)
        page.add_init_script(WATCH)

    def report(self, text: str, milliseconds: float) -> None:
        """Keep the time at which a text was painted, in milliseconds since 1970."""
        self.times[text] = milliseconds / 1000

    def expect(self, text: str) -> None:
        """Wait for this text from now on, also after the page is loaded again."""
        self.page.evaluate("text => { window.name = text; }", text)

    def wait_for(self, text: str, limit: float) -> float:
        """Return the POSIX time at which it was painted; raise `ToolError` after some seconds."""
        deadline = time.monotonic() + limit
        while text not in self.times:
            if time.monotonic() > deadline:
                raise ToolError(f"the browser does not show {text!r} within {limit:.0f} s")
            self.page.wait_for_timeout(PAUSE)
        return self.times[text]


@contextmanager
def open_page(url: str) -> Iterator[OpenPage | None]:
    """Open a page; gives None where Playwright or Chromium are missing."""
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    try:
        from playwright.sync_api import sync_playwright  # noqa: PLC0415  # not in each environment
    except ImportError:
        program = None
    if program is None:
        yield None
        return
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=[*FLAGS])
        try:
            opened = OpenPage(browser.new_page())
            opened.page.goto(url)
            yield opened
        finally:
            browser.close()
