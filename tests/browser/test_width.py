"""What fits into the width of a window, from a small phone to a wide screen."""

import statistics

import pytest

from tests.browser.conftest import Open
from tests.browser.pages import ARTICLE, LONGEST, PAGES

pytestmark = pytest.mark.chromium


@pytest.mark.parametrize("selector", [".table", "pre"])
def test_what_is_too_wide_scrolls_inside_itself(visit: Open, selector: str) -> None:
    page = visit(LONGEST, width=390).page
    assert page.eval_on_selector(selector, "(e) => e.scrollWidth > e.clientWidth")


# The lengths of the lines of all paragraphs, last lines apart.
LINES = """() => [...document.querySelectorAll(".article-body > p")].flatMap((p) => {
  const lengths = new Map(), range = document.createRange()
  const texts = document.createTreeWalker(p, NodeFilter.SHOW_TEXT)
  while (texts.nextNode()) for (let i = 0; i < texts.currentNode.length; i++) {
    range.setStart(texts.currentNode, i)
    range.setEnd(texts.currentNode, i + 1)
    const bottom = Math.round(range.getBoundingClientRect().bottom / 10)
    lengths.set(bottom, (lengths.get(bottom) ?? 0) + 1)
  }
  return [...lengths.values()].slice(0, -1)
})"""


@pytest.mark.parametrize("width", [768, 1280, 1600])
def test_a_line_of_text_is_65_to_70_characters_long(visit: Open, width: int) -> None:
    lengths = visit(ARTICLE, width=width).page.evaluate(LINES)
    assert len(lengths) > 10
    assert 65 <= round(statistics.mean(lengths)) <= 70


def test_a_portrait_lead_image_fits_into_the_window(visit: Open) -> None:
    page = visit(PAGES["stress: every part"]).page
    box = page.locator(".lead-image img").bounding_box()
    assert box is not None
    assert box["height"] <= 800


@pytest.mark.parametrize("part", [".answers", ".further"])
@pytest.mark.parametrize("width", [390, 1280])
def test_a_part_without_content_takes_no_room(visit: Open, part: str, width: int) -> None:
    page = visit(ARTICLE, width=width).page
    height = "(e) => e.getBoundingClientRect().height"
    assert page.eval_on_selector(part, height) > 0
    assert page.eval_on_selector(part, f"(e) => (e.replaceChildren(), ({height})(e))") == 0
