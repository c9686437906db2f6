"""WCAG 2.2 AA as far as a machine can tell, and the keyboard alone."""

from collections.abc import Mapping
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

from tests.browser.conftest import Open
from tests.browser.pages import PAGES

pytestmark = pytest.mark.chromium
every_page = pytest.mark.parametrize("path", PAGES.values(), ids=PAGES.keys())

RULES = "wcag2a wcag2aa wcag21a wcag21aa wcag22aa best-practice".split()
ALL = {"type": "tag", "values": RULES}
OF_COLORS = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
AXE = "(only) => axe.run({runOnly: only, resultTypes: ['violations']}).then((r) => r.violations)"


def violations(page: Page, rules: Mapping[str, object]) -> list[str]:
    """`rule: selector, message` for each violation."""
    found: list[dict[str, Any]] = page.evaluate(AXE, rules)
    return [
        f"{rule['id']}: {node['target']} {node['failureSummary']}"
        for rule in found
        for node in rule["nodes"]
    ]


@every_page
def test_axe_finds_nothing_narrow_or_wide_light_or_dark(visit: Open, path: str) -> None:
    page = visit(path).page
    page.evaluate("(script) => void eval(script)", AXE_SCRIPT)
    for width in (390, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme="light")
        assert violations(page, ALL) == []
        page.emulate_media(color_scheme="dark")
        assert violations(page, OF_COLORS) == []


# Marks what Tab should reach, in the order of the document.
MARK = """() => {
  const focusable = "a[href], button, input, select, textarea, summary, [tabindex]"
  const all = [...document.querySelectorAll(focusable)].filter(
    (e) => e.tabIndex >= 0 && !e.disabled && e.checkVisibility())
  all.forEach((e, position) => (e.dataset.position = position))
  return all.length
}"""
FOCUSED = """() => {
  const e = document.activeElement, style = getComputedStyle(e)
  const seen = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2
  return [Number(e.dataset.position ?? -1), seen && style.opacity === "1" ? "" : e.outerHTML]
}"""


@every_page
def test_tab_reaches_everything_in_order_and_shows_where_it_is(visit: Open, path: str) -> None:
    page = visit(path).page
    count = page.evaluate(MARK)
    stops = []
    for _ in range(count):
        page.keyboard.press("Tab")
        stops.append(page.evaluate(FOCUSED))
    assert [position for position, _ in stops] == list(range(count))
    assert [unseen for _, unseen in stops if unseen] == []


@every_page
def test_the_first_stop_skips_to_the_text(visit: Open, path: str) -> None:
    page = visit(path).page
    page.keyboard.press("Tab")
    box = page.locator(".skip:focus").bounding_box()
    assert box is not None
    assert min(box["x"], box["y"]) >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.tagName") == "MAIN"
