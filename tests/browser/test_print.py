"""Pages on paper: nothing cut, nothing hidden, no page left empty."""

import subprocess
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page, PdfMargins

from tests.browser.conftest import Open
from tests.browser.pages import ARTICLE
from tests.browser.test_body_elements import BODIES, BROKEN, TOO_WIDE
from tests.browser.test_preferences import luminance
from tests.needs import require_program

pytestmark = pytest.mark.chromium
A4_WIDTH = 718  # CSS pixels of a page of 210 mm between margins of 1 cm
MARGIN: PdfMargins = {"top": "1cm", "right": "1cm", "bottom": "1cm", "left": "1cm"}
DOTS = 40  # an inch


def on_paper(visit: Open, path: str) -> Page:
    """The page as it is laid out for print, by someone who prefers dark pages."""
    page = visit(path, width=A4_WIDTH, color_scheme="dark").page
    page.emulate_media(media="print")
    return page


def print_pages(page: Page, folder: Path) -> list[Path]:
    """Print a page to A4 and return a grey image of each sheet."""
    pdftoppm = require_program(("pdftoppm",), "poppler-utils")
    page.pdf(path=folder / "page.pdf", format="A4", margin=MARGIN)
    command = [pdftoppm, "-r", str(DOTS), "-gray", str(folder / "page.pdf"), str(folder / "sheet")]
    subprocess.run(command, check=True)
    return sorted(folder.glob("sheet*.pgm"))


def ink(file: Path) -> tuple[int, int, int, int]:
    """The box, in hundredths of the sheet, around all that is printed on it."""
    with Image.open(file) as sheet:
        box = sheet.point([255 if value < 200 else 0 for value in range(256)]).getbbox()
        left, top, right, bottom = box or (0, 0, 0, 0)
        across, down = 100 / sheet.width, 100 / sheet.height
    return round(left * across), round(top * down), round(right * across), round(bottom * down)


@pytest.mark.parametrize("kind", ["tables", "listings", "elements"])
def test_nothing_is_cut_on_paper(visit: Open, kind: str) -> None:
    page = on_paper(visit, BODIES[kind])
    cut = page.eval_on_selector_all(
        "pre, .table, table",
        "(all) => all.filter((e) => e.scrollWidth > e.clientWidth + 1).map((e) => e.outerHTML)",
    )
    assert cut == []
    assert page.evaluate(TOO_WIDE) == []


def test_no_short_word_in_a_table_is_broken_on_paper(visit: Open) -> None:
    assert on_paper(visit, BODIES["tables"]).evaluate(BROKEN, 10) == []


@pytest.mark.parametrize(("kind", "most"), [("listings", 9), ("tables", 5)])
def test_no_sheet_is_left_empty(visit: Open, tmp_path: Path, kind: str, most: int) -> None:
    sheets = print_pages(on_paper(visit, BODIES[kind]), tmp_path)
    assert 3 <= len(sheets) <= most
    for left, top, right, bottom in map(ink, sheets[:-1]):
        assert (top < 10, bottom > 75) == (True, True)  # filled from the top to near the end
        assert (left >= 4, right <= 96) == (True, True)  # within the margins
    assert ink(sheets[-1])[3] > 5


def test_a_printed_post_says_where_it_and_its_sources_are(visit: Open, tmp_path: Path) -> None:
    pdftotext = require_program(("pdftotext",), "poppler-utils")
    on_paper(visit, ARTICLE).pdf(path=tmp_path / "page.pdf", format="Letter", margin=MARGIN)
    command = [pdftotext, str(tmp_path / "page.pdf"), "-"]
    text = subprocess.run(command, check=True, capture_output=True).stdout.decode()
    urls = "".join(text.split())  # lines may end within one
    assert f"https://example.org/{ARTICLE}" in urls
    assert "(https://acme.example.org/plant)" in urls
    assert "(https://district.example.org/permit)" in urls
    lines = {line.strip().lower() for line in text.split("\n")}
    assert (
        not {"menu", "search", "follow", "follow by feed", "more by ada writer", "also read"}
        & lines
    )


def test_what_is_closed_on_a_screen_is_open_on_paper(visit: Open) -> None:
    page = on_paper(visit, BODIES["elements"])
    assert page.locator("details p").bounding_box() is not None
    assert page.locator("details p").evaluate("(e) => e.checkVisibility() && e.offsetHeight > 0")


def test_code_is_dark_on_paper_for_those_who_read_it_light_on_a_screen(visit: Open) -> None:
    page = on_paper(visit, BODIES["listings"])
    colors = page.eval_on_selector_all(
        ".highlight span", "(all) => [...new Set(all.map((e) => getComputedStyle(e).color))]"
    )
    assert len(colors) > 2
    assert max(map(luminance, colors)) < 0.2
