"""What a body can contain, from a phone to a wide screen: nothing is cut without a visible edge."""

import io
import statistics
from collections.abc import Iterator
from typing import Literal

import pytest
from PIL import Image
from playwright.sync_api import Browser, Locator, Page

from tests.browser.conftest import Open
from tests.rendering import render

pytestmark = pytest.mark.chromium
WIDTHS = (320, 390, 768, 1280, 1600)
TABLES = "stress/2025/06/tables/"
BODIES = {
    "tables": TABLES,
    "elements": "stress/2025/06/elements/",
    "listings": "stress/2025/06/listings/",
}
WIDE = ("#fifteen", "#html")  # headings above a table wider than any column of text
SCROLLING = ".table"

FORMULA = "<mi>a</mi><mo>+</mo>" * 60
LONG = "words that are wider than a telephone, and that go on and on, " * 3
# What a writer can embed, and elements that are obsolete or of no use in a text, by their kind.
EMBEDDED = {
    "frame": '<iframe width="1200" height="315" title="A page"></iframe>',
    "frame in a cell": "<table><tr><td><iframe width=1000 title=x></iframe><td>x</table>",
    "frame in lists": "<ul><li>x<ol><li><iframe width=1000 title=x></iframe></ol></ul>",
    "object": '<object width="1200" height="80"></object><embed width="1200" height="80">',
    "media": '<video width="1200" height="80" controls></video><audio controls></audio>',
    "canvas": '<canvas width="1200" height="80"></canvas>',
    "image": '<img width="1200" height="80" alt="x"><picture><img width=1200 alt=x></picture>',
    "drawing": '<svg width="1200" height="80" viewBox="0 0 1200 80"></svg>',
    "formula": f"<p>x <math>{FORMULA}</math></p><math display=block>{FORMULA}</math>",
    "form": f"<form><fieldset><legend>{LONG}</legend><input size=120><textarea cols=120></textarea>"
    f"<select><option>{LONG}</select><button>{LONG}</button><meter></meter></fieldset></form>",
    "word": f"<p>{'x' * 300}</p><h2>{'x' * 300}</h2><dl><dt>{'x' * 300}<dd>{'x' * 300}</dl>",
    "kept lines": f"<pre>{LONG}</pre><listing>{LONG}</listing><xmp>{LONG}</xmp><nobr>{LONG}</nobr>",
    "table": f'<table width="1200"><tr><td width="900" nowrap>{LONG}<td>{"x" * 300}<td>x</table>',
    "table in a table": f"<table><tr><td><table><tr>{'<td>word' * 30}</table></table>",
    "table of images": f"<table><tr>{'<td><img width=600 height=60 alt=x>' * 9}</table>",
    "table in details": f"<details open><summary>x</summary><table><tr>{'<td>word' * 30}</table>",
    "moving": '<marquee width="1200">x</marquee>',
    "lists": "<ul><li>x" * 12,
    "quotations": "<blockquote>x" * 10,
}

# Elements of the body that reach beyond it, unless a box around them scrolls. A listing may be as
# wide as a lead image, 7rem more on each side.
TOO_WIDE = """() => {
  const body = document.querySelector(".article-body"), edge = body.getBoundingClientRect()
  const scrolls = (e) => getComputedStyle(e).overflowX !== "visible"
  const boxed = (e) => e !== body && (scrolls(e) || boxed(e.parentElement))
  const rem = parseFloat(getComputedStyle(document.documentElement).fontSize)
  const listing = ".article-body > :is(.highlight, figure:has(pre))"
  const out = [...body.querySelectorAll("*")].filter((e) => {
    const {left, right, width} = e.getBoundingClientRect()
    const more = 1 + (e.closest(listing) ? 7 * rem : 0)
    const isBeyond = right > edge.right + more || left < edge.left - more
    return width && isBeyond && !boxed(e.parentElement)
  })
  const page = document.scrollingElement
  if (page.scrollWidth > page.clientWidth) out.push(page)
  return out.map((e) => e.outerHTML.slice(0, 90))
}"""

# The words of tables, up to `longest` letters, that take more than one line.
BROKEN = r"""(longest) => {
  const lines = (range) => new Set([...range.getClientRects()].map((r) => Math.round(r.top))).size
  const range = document.createRange(), broken = []
  for (const cell of document.querySelectorAll(".article-body :is(th, td)")) {
    if (cell.querySelector("code, pre, table") || cell.textContent.includes("://")) continue
    const texts = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT)
    while (texts.nextNode())
      for (const word of texts.currentNode.data.matchAll(/[\p{L}\p{N}.,]+/gu)) {
        if (word[0].length > longest) continue
        range.setStart(texts.currentNode, word.index)
        range.setEnd(texts.currentNode, word.index + word[0].length)
        if (lines(range) > 1) broken.push(word[0])
      }
  }
  return broken
}"""
SPLIT_VALUES = """() => [...document.querySelectorAll(".value")].filter((cell) => {
  const range = document.createRange()
  range.selectNodeContents(cell)
  return new Set([...range.getClientRects()].map((box) => box.top)).size > 1
}).map((cell) => cell.textContent)"""

# Of the first cell of each row: its distance from the left side of its box, and its part of that.
FIRST_CELLS = """(box) => [...box.querySelectorAll(":scope > table > * > tr > :first-child")].map(
  (e) => [e.getBoundingClientRect().left - box.getBoundingClientRect().left,
          e.offsetWidth / box.offsetWidth])"""


@pytest.fixture(scope="module")
def tables(browser: Browser, origin: str) -> Iterator[Page]:
    """The page of tables, for tests that change no more than its window and media."""
    page = browser.new_page()
    page.goto(f"{origin}/{TABLES}")
    yield page
    page.close()


def resize(page: Page, width: int) -> None:
    """Make a window as wide as this, in CSS pixels."""
    page.set_viewport_size({"width": width, "height": 800})


@pytest.mark.parametrize("path", BODIES.values(), ids=BODIES.keys())
def test_nothing_is_wider_than_the_column_of_text(visit: Open, path: str) -> None:
    page = visit(path).page
    too_wide_by_width = {}
    for width in WIDTHS:
        resize(page, width)
        if too_wide := page.evaluate(TOO_WIDE):
            too_wide_by_width[width] = too_wide
    assert too_wide_by_width == {}


def test_nothing_embedded_is_wider_than_the_column_of_text(visit: Open) -> None:
    page = visit(TABLES).page
    too_wide_by_width = {}
    for kind, html in EMBEDDED.items():
        body = render(html).html  # in which a table has a box
        page.eval_on_selector(".article-body", "(e, html) => (e.innerHTML = html)", body)
        for width in WIDTHS:
            resize(page, width)
            if too_wide := page.evaluate(TOO_WIDE):
                too_wide_by_width[kind, width] = too_wide
    assert too_wide_by_width == {}


@pytest.mark.parametrize("width", WIDTHS)
def test_no_short_word_in_a_table_is_broken(tables: Page, width: int) -> None:
    resize(tables, width)
    assert tables.evaluate(BROKEN, 12) == []


@pytest.mark.parametrize("width", WIDTHS)
def test_a_value_stays_on_one_line(tables: Page, width: int) -> None:
    resize(tables, width)
    assert tables.locator(".value").count() > 40
    assert tables.evaluate(SPLIT_VALUES) == []


@pytest.mark.parametrize("width", WIDTHS)
def test_a_long_url_leaves_room_for_other_columns(tables: Page, width: int) -> None:
    resize(tables, width)
    cell = tables.locator("td", has_text="https://example.org/a/very/long")
    part = cell.evaluate("(e) => e.offsetWidth / e.closest('table').offsetWidth")
    assert part < 0.7


def strips(box: Locator) -> tuple[float, float]:
    """The usual brightness, 0 to 255, of the pixels along both sides of what a box scrolls.

    The left side is that of the first column, which stays.
    """
    first = box.locator("tr > :first-child").first.evaluate("(e) => e.offsetWidth")
    image = Image.open(io.BytesIO(box.screenshot())).convert("L")
    left, right = (
        statistics.median(image.crop((x, 0, x + 1, image.height)).tobytes())
        for x in (round(first) + 1, image.width - 2)
    )
    return left, right


def table_below(page: Page, heading: str) -> Locator:
    """The first box of a table below a heading."""
    return page.locator(f".heading:has({heading}) + :is({SCROLLING})")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("heading", WIDE)
def test_a_table_shows_at_which_side_it_goes_on(
    tables: Page, heading: str, width: int, scheme: Literal["light", "dark"]
) -> None:
    resize(tables, width)
    tables.emulate_media(color_scheme=scheme)
    box, narrow = table_below(tables, heading), tables.locator(".table").first
    left_of_narrow, plain = strips(narrow)
    assert abs(left_of_narrow - plain) < 8
    box.evaluate("(e) => (e.scrollLeft = 0)")
    assert abs(strips(box)[0] - plain) < 8
    box.evaluate("(e) => (e.scrollLeft = 0)")
    _, goes_on = strips(box)
    box.evaluate("(e) => (e.scrollLeft = e.scrollWidth)")
    left, at_the_end = strips(box)
    assert abs(goes_on - plain) > 30
    assert abs(left - plain) > 30
    assert abs(at_the_end - plain) < 15


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("heading", WIDE)
def test_the_first_column_stays_in_sight(tables: Page, heading: str, width: int) -> None:
    resize(tables, width)
    box = table_below(tables, heading)
    box.evaluate("(e) => (e.scrollLeft = e.scrollWidth)")
    offsets = box.evaluate(FIRST_CELLS)
    box.evaluate("(e) => (e.scrollLeft = 0)")
    assert len(offsets) > 1
    assert all(abs(offset) < 1 for offset, _ in offsets)
    assert all(part < 0.5 for _, part in offsets)


def test_a_cell_beside_one_that_spans_rows_covers_nothing(visit: Open) -> None:
    page = visit(TABLES, width=390).page
    rows = f"<tr><td rowspan=2>x{'<td>words of a row' * 20}<tr>{'<td>words of a row' * 20}"
    html = render(f"<table>{rows}</table>").html
    page.eval_on_selector(".article-body", "(e, html) => (e.innerHTML = html)", html)
    position = "(all) => all.map((e) => getComputedStyle(e).position)"
    assert {*page.eval_on_selector_all("td", position)} == {"static"}


def test_dark_letters_and_light_grounds_of_a_writer_do_not_count(visit: Open) -> None:
    page = visit(TABLES, color_scheme="dark").page
    html = "<table><tr><td bgcolor=white>x <font color=black>x</font></table>"
    page.eval_on_selector(".article-body", "(e, html) => (e.innerHTML = html)", html)
    color = "(e) => [getComputedStyle(e).color, getComputedStyle(e).backgroundColor]"
    ink, _ = page.eval_on_selector(".article-body", color)
    assert page.eval_on_selector("font", color) == [ink, "rgba(0, 0, 0, 0)"]
    assert page.eval_on_selector("[bgcolor]", color) == [ink, "rgba(0, 0, 0, 0)"]


def test_a_writer_can_align_cells(visit: Open) -> None:
    page = visit(TABLES).page
    html = "<table><tr><th>x<th align=right>x<th align=center>x<td>x<td align=right>x</table>"
    page.eval_on_selector(".article-body", "(e, html) => (e.innerHTML = html)", html)
    cells = "(all) => all.map((e) => getComputedStyle(e).textAlign)"
    assert page.eval_on_selector_all("th, td", cells) == [
        "start", "-webkit-right", "-webkit-center", "start", "-webkit-right"
    ]  # fmt: skip
