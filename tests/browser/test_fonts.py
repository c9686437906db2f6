"""Fonts as browsers use them: what a page fetches, and that each character has its font."""

import re

import pytest
from playwright.sync_api import Browser, Page

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
    session = article.context.new_cdp_session(article)
    for domain in ("DOM", "CSS"):
        session.send(f"{domain}.enable")
    root = session.send("DOM.getDocument")["root"]["nodeId"]
    selector = ".article-body :is(em, td, p:not(:has(em)))"
    (node,) = session.send("DOM.querySelectorAll", {"nodeId": root, "selector": selector})[
        "nodeIds"
    ]
    fonts = session.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]
    session.detach()
    assert all(font["isCustomFont"] for font in fonts)
    assert {
        name for name in names for font in fonts if font["familyName"].startswith(name)
    } == names
    assert len({font["familyName"] for font in fonts}) >= len(names)
