"""Fonts as browsers use them: what a page fetches, and that each character has its font."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from newsroom.content.mathml import render_formula
from tests.browser.pages import ARTICLE

pytestmark = pytest.mark.chromium
PLAIN = "stress/2025/06/plain/"
FILE = re.compile(r"/([a-z-]+)\.\w+\.woff2$")


def fetched_fonts(browser: Browser, url: str) -> list[str]:
    """The names of the files of fonts that a browser without a cache fetches for a page."""
    page = browser.new_page()
    urls: list[str] = []
    page.on("request", lambda request: urls.append(request.url))
    page.goto(url)
    page.evaluate("document.fonts.ready.then(() => 0)")
    page.close()
    return sorted(match[1] for url in urls if (match := FILE.search(url)))


def test_a_plain_page_fetches_one_font_for_texts_and_one_for_labels(
    browser: Browser, origin: str
) -> None:
    assert fetched_fonts(browser, f"{origin}/{PLAIN}") == ["newsreader", "public-sans"]


FORMULA = (
    r"\frac{a}{b} = \sqrt{x_1 + \theta} + \sum_{i=1}^{n} \left(\begin{matrix} 1 \\ 2 \end{matrix}"
    r"\right) \times \mathbb{R} \to \Gamma \sin f'"
)


@pytest.mark.parametrize(
    ("tex", "names"),
    [
        (FORMULA, []),
        ("x", []),
        (r"\mathcal{L}", []),
        (r"\frac{\mathbf{x}}{\mathbf{y}}", ["stix-two-math-bold"]),
        (r"\mathfrak{g}", ["stix-two-math-script"]),
        (r"x \preceq y", ["stix-two-math-symbols"]),
    ],
)
def test_a_formula_is_in_the_mathematical_font(
    browser: Browser, origin: str, tex: str, names: list[str]
) -> None:
    page = browser.new_page()
    urls: list[str] = []
    page.on("request", lambda request: urls.append(request.url))
    page.goto(f"{origin}/{PLAIN}")
    math = f"<p>{render_formula(tex, {}, display=True)}</p>"
    page.eval_on_selector(".article-body", "(e, html) => (e.innerHTML = html)", math)
    last = names[-1] if names else "stix-two-math"
    wait_until(page, lambda: any(f"/{last}." in url for url in urls))
    page.evaluate("document.fonts.ready.then(() => 0)")
    fonts = rendered_fonts(page, "math :is(mi, mn, mo)")
    page.close()
    fetched = {match[1] for url in urls if (match := FILE.search(url))}
    assert fetched == {"newsreader", "public-sans", "stix-two-math", *names}
    assert {font["familyName"] for font in fonts} == {"STIX Two Math"}
    assert all(font["isCustomFont"] for font in fonts)


def wait_until(page: Page, is_done: Callable[[], bool]) -> None:
    """Wait until something is so; the test fails after five seconds."""
    for _ in range(100):
        if is_done():
            return
        page.wait_for_timeout(50)
    pytest.fail("it did not become so")


def rendered_fonts(page: Page, selector: str) -> list[dict[str, Any]]:
    """What the browser says of the fonts in which the texts of elements are shown."""
    session = page.context.new_cdp_session(page)
    for domain in ("DOM", "CSS"):
        session.send(f"{domain}.enable")
    root = session.send("DOM.getDocument")["root"]["nodeId"]
    query = {"nodeId": root, "selector": selector}
    fonts: list[dict[str, Any]] = []
    for node in session.send("DOM.querySelectorAll", query)["nodeIds"]:
        fonts += session.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]
    session.detach()
    return fonts


@pytest.fixture(scope="module")
def article(browser: Browser, origin: str) -> Page:
    """An article whose text tests replace."""
    page = browser.new_page()
    page.goto(f"{origin}/{ARTICLE}")
    return page


@pytest.mark.parametrize(
    ("html", "names"),
    [
        ("<p>a é ₹ ≈ ≤</p>", {"Newsreader"}),
        ("<p>Łódź, Erdoğan, Nguyễn</p>", {"Newsreader"}),
        ("<p><em>café Łódź Nguyễn ₹</em></p>", {"Newsreader"}),
        ("<p>λ → √ ✓</p>", {"Newsreader", "Literata", "Inter"}),
        ("<p><em>λ</em></p>", {"Literata"}),
        ("<table><tr><td>5 ₹ Łódź → ✓</table>", {"Public Sans", "Inter"}),
    ],
)
def test_each_character_has_a_font_of_the_theme(article: Page, html: str, names: set[str]) -> None:
    article.eval_on_selector(".article-body", "(e, html) => (e.innerHTML = html)", html)
    article.evaluate("document.fonts.ready.then(() => 0)")
    fonts = rendered_fonts(article, ".article-body :is(em, td, p:not(:has(em)))")
    assert all(font["isCustomFont"] for font in fonts)
    assert {
        name for name in names for font in fonts if font["familyName"].startswith(name)
    } == names
    assert len({font["familyName"] for font in fonts}) >= len(names)
