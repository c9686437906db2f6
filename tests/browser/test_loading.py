"""What happens while a page loads: nothing that a reader would notice."""

import re
import time

import pytest
from playwright.sync_api import Route

from tests.browser.conftest import Open
from tests.browser.pages import ARTICLE, LONGEST

pytestmark = pytest.mark.chromium


@pytest.mark.parametrize("path", ["blog/", ARTICLE, LONGEST])
def test_a_page_reads_the_same_without_javascript(visit: Open, path: str) -> None:
    texts = [
        visit(path, javascript=enabled).page.locator("body").inner_text()
        for enabled in (True, False)
    ]
    assert texts[0] == texts[1]


# Scrolls to the end, so that late images load, and adds up the shifts since the page began.
SHIFTS = """async () => {
  const pause = (ms) => new Promise((done) => setTimeout(done, ms))
  await document.fonts.ready
  for (let y = 0; y < document.body.scrollHeight; y += innerHeight / 2) {
    scrollTo({top: y, behavior: "instant"})
    await pause(20)
  }
  await pause(100)
  const entries = await new Promise((done) => {
    const observer = new PerformanceObserver((list) => done(list.getEntries()))
    observer.observe({type: "layout-shift", buffered: true})
    setTimeout(() => done([]), 200)
  })
  return entries.reduce((sum, entry) => sum + entry.value, 0)
}"""


LATE = {"images": (re.compile(r"\.(svg|png)$"), 0.05), "font": (re.compile(r"\.woff2$"), 0.4)}


@pytest.mark.parametrize("path", [ARTICLE, "blog/"])
@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("late", LATE)
def test_nothing_moves_when_a_file_comes_late(
    visit: Open, path: str, width: int, late: str
) -> None:
    files, seconds = LATE[late]

    def come_late(route: Route) -> None:
        time.sleep(seconds)
        route.continue_()

    page = visit(path, width=width).page
    page.route(files, come_late)
    page.reload()
    shifts = page.evaluate(SHIFTS)
    page.unroute(files)
    # A fitted font is as wide as ours in the mean, and one word of many goes to another line.
    assert shifts < (0.01 if late == "font" else 0.001)
