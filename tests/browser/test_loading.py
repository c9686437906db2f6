"""What happens while a page loads: nothing that a reader would notice."""

import re
import time

import pytest
from playwright.sync_api import Route

from tests.browser.conftest import Open
from tests.browser.pages import ARTICLE, LONGEST, PAGES

pytestmark = pytest.mark.chromium
every_page = pytest.mark.parametrize("path", PAGES.values(), ids=PAGES.keys())

# Every picture, loaded: its attributes, true size and size on the page.
PICTURES = """async () => {
  const all = [...document.images]
  all.forEach((e) => (e.loading = "eager"))
  await Promise.all(all.map((e) => e.decode()))
  return all.map((e) => {
    const box = e.getBoundingClientRect(), cut = getComputedStyle(e).objectFit !== "fill"
    const given = [e.getAttribute("width"), e.getAttribute("height")].map(Number)
    return {
      src: e.getAttribute("src"), given, ratio: given[0] / given[1],
      natural: e.naturalWidth / e.naturalHeight,
      shown: cut ? e.naturalWidth / e.naturalHeight : box.width / box.height,
    }
  })
}"""


@every_page
def test_a_page_is_quiet_stays_on_its_site_and_keeps_room_for_pictures(
    visit: Open, origin: str, path: str
) -> None:
    seen = visit(path)
    pictures = seen.page.evaluate(PICTURES)
    assert seen.complaints == []
    assert [url for url in seen.requests if not url.startswith(f"{origin}/")] == []
    for picture in pictures:
        assert all(side > 0 for side in picture["given"]), picture["src"]
        assert picture["natural"] == pytest.approx(picture["ratio"], rel=0.01), picture["src"]
        assert picture["shown"] == pytest.approx(picture["ratio"], rel=0.01), picture["src"]


@pytest.mark.parametrize("path", ["blog/", ARTICLE, LONGEST])
def test_a_page_reads_the_same_without_javascript(visit: Open, path: str) -> None:
    texts = [
        visit(path, javascript=enabled).page.locator("body").inner_text()
        for enabled in (True, False)
    ]
    assert texts[0] == texts[1]


# Scrolls to the end, so that late pictures load, and adds up the shifts since the page began.
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


LATE = {"pictures": (re.compile(r"\.(svg|png)$"), 0.05), "font": (re.compile(r"\.woff2$"), 0.4)}


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
    assert shifts < 0.001  # a fallback font may differ by less than a pixel
