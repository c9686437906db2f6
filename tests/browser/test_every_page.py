"""Each kind of page, opened once: its keyboard, images, policy, widths and accessibility."""

from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, Page

from tests.browser.conftest import DEFAULT_MEDIA, Open, Visit, leave, listen
from tests.browser.pages import ARTICLE, LONGEST, PAGES

pytestmark = pytest.mark.chromium

NOTE = """addEventListener("securitypolicyviolation", (e) =>
  (window.stopped ??= []).push(`${e.effectiveDirective} ${e.blockedURI}`))"""


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    """A page that notes what the policy stops, and has the rules of axe."""
    page = browser.new_page()
    page.add_init_script(NOTE)
    page.add_init_script(AXE_SCRIPT)
    yield page
    page.close()


@pytest.fixture(scope="module", params=list(PAGES.values()), ids=list(PAGES))
def opened(request: pytest.FixtureRequest, page: Page, origin: str) -> Iterator[Visit]:
    """A page as it was opened. Tests run in the order of this file, each on what the last left."""
    page.set_viewport_size({"width": 1280, "height": 800})
    page.emulate_media(**DEFAULT_MEDIA)
    leave(page)
    visit = Visit(page)
    stop: list[tuple[Page, Any, Any]] = list(listen(visit))
    page.goto(f"{origin}/{request.param}")
    yield visit
    for _, event, listener in stop:
        page.remove_listener(event, listener)


# Marks what Tab should reach, in the order of the document, and notes what it reaches.
MARK = """() => {
  const focusable = "a[href], button, input, select, textarea, summary, [tabindex]"
  const all = [...document.querySelectorAll(focusable)].filter(
    (e) => e.tabIndex >= 0 && !e.disabled && e.checkVisibility())
  all.forEach((e, position) => (e.dataset.position = position))
  window.stops = []
  document.addEventListener("focusin", ({target: e}) => {
    const style = getComputedStyle(e)
    const outlined = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2
    const isSeen = outlined && style.opacity === "1"
    window.stops.push([Number(e.dataset.position ?? -1), isSeen ? "" : e.outerHTML])
  })
  return all.length
}"""


def test_tab_reaches_everything_in_order_and_shows_where_it_is(opened: Visit) -> None:
    count = opened.page.evaluate(MARK)
    for _ in range(count):
        opened.page.keyboard.press("Tab")
    stops = opened.page.evaluate("window.stops")
    assert [position for position, _ in stops] == list(range(count))
    assert [unseen for _, unseen in stops if unseen] == []


# Every image, loaded: its attributes, true size and size on the page.
IMAGES = """async () => {
  const all = [...document.images]
  all.forEach((e) => (e.loading = "eager"))
  await Promise.all(all.map((e) => e.decode()))
  return all.map((e) => {
    const box = e.getBoundingClientRect(), cut = getComputedStyle(e).objectFit !== "fill"
    const sides = [e.getAttribute("width"), e.getAttribute("height")].map(Number)
    return {
      src: e.getAttribute("src"), sides, ratio: sides[0] / sides[1],
      natural: e.naturalWidth / e.naturalHeight,
      shown: cut ? e.naturalWidth / e.naturalHeight : box.width / box.height,
    }
  })
}"""


def test_a_page_is_quiet_stays_on_its_site_and_keeps_room_for_images(
    opened: Visit, origin: str
) -> None:
    images = opened.page.evaluate(IMAGES)
    assert opened.complaints == []
    assert [url for url in opened.requests if not url.startswith(f"{origin}/")] == []
    for image in images:
        assert all(side > 0 for side in image["sides"]), image["src"]
        # The true size of one of several files is that on the page, in whole pixels.
        assert image["natural"] == pytest.approx(image["ratio"], rel=0.02), image["src"]
        assert image["shown"] == pytest.approx(image["ratio"], rel=0.01), image["src"]


def test_the_policy_stops_nothing_of_ours(opened: Visit) -> None:
    assert opened.page.evaluate("window.stopped ?? []") == []
    assert opened.page.evaluate("document.styleSheets.length") == 1


WIDTHS = (320, 390, 768, 960, 1040, 1280, 1600)
# What sticks out of the window, unless a box around it scrolls or cuts it off.
STICKING_OUT = """() => {
  const page = document.scrollingElement
  if (page.scrollWidth <= innerWidth) return []
  const boxed = (e) => e && e !== page &&
    (getComputedStyle(e).overflowX !== "visible" || boxed(e.parentElement))
  const out = [...document.querySelectorAll("body *")].filter(
    (e) => e.getBoundingClientRect().right > innerWidth + 1 && !boxed(e.parentElement))
  return [page.scrollWidth + " px", ...out.slice(-3).map((e) => e.outerHTML.slice(0, 90))]
}"""


def test_no_page_scrolls_sideways(opened: Visit) -> None:
    too_wide = {}
    for width in WIDTHS:
        opened.page.set_viewport_size({"width": width, "height": 800})
        if sticking_out := opened.page.evaluate(STICKING_OUT):
            too_wide[width] = sticking_out
    assert too_wide == {}


# WCAG 2.2 AA as far as a machine can tell. Only some rules depend on the width or the scheme. Those
# of colors take the longest; what a narrow page shows has the colors that it has on a wide one.
TAGS = "wcag2a wcag2aa wcag21a wcag21aa wcag22aa best-practice".split()
ALL = {"type": "tag", "values": TAGS}
COLORS = ["color-contrast", "link-in-text-block"]
OF_COLORS = {"type": "rule", "values": COLORS}
OF_LAYOUT = {"type": "rule", "values": ["target-size", "scrollable-region-focusable"]}
AXE = "(only) => axe.run({runOnly: only, resultTypes: ['violations']}).then((r) => r.violations)"


def violations(page: Page, rules: Mapping[str, object]) -> list[str]:
    """`rule: selector, message` for each violation."""
    rows: list[dict[str, Any]] = page.evaluate(AXE, rules)
    return [
        f"{rule['id']}: {node['target']} {node['failureSummary']}"
        for rule in rows
        for node in rule["nodes"]
    ]


def test_axe_finds_nothing_narrow_or_wide_light_or_dark(opened: Visit) -> None:
    page = opened.page
    page.set_viewport_size({"width": 390, "height": 800})
    assert violations(page, OF_LAYOUT) == []
    page.set_viewport_size({"width": 1280, "height": 800})
    assert violations(page, ALL) == []
    page.emulate_media(color_scheme="dark")
    assert violations(page, OF_COLORS) == []


@pytest.mark.parametrize("path", ["blog/", ARTICLE, LONGEST, PAGES["not found"]])
def test_the_first_stop_skips_to_the_text(visit: Open, path: str) -> None:
    page = visit(path).page
    page.keyboard.press("Tab")
    box = page.locator(".skip-link:focus").bounding_box()
    assert box is not None
    assert min(box["x"], box["y"]) >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.tagName") == "MAIN"
