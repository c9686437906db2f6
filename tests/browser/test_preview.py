"""The live preview in a browser: an open page shows what is saved, and keeps its place."""

import re
import shutil
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, Error, Page, expect

from tests.browser.conftest import Visit, listen
from tests.browser.test_every_page import ALL, violations
from tests.conftest import ROOT, lay_out
from tests.loopback import PATIENCE, free_port, wait_for
from tests.preview import Preview, previewing, save

pytestmark = pytest.mark.chromium

HEAD = "---\ntitle: {}\ndate: 2025-01-03\nauthors: [Ada Writer]\ncategory: News\n{}---\n\n"
PARAGRAPHS = "\n\n".join(f"Paragraph {number}." for number in range(60))
DETAILS = "\n\n<details><summary>More</summary>\n\nText.\n\n</details>\n"
LONG = HEAD.format("A long post", "") + PARAGRAPHS + DETAILS

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="{0}" height="{0}"/>'
TOP = "element => element.getBoundingClientRect().top"
SELECT = """text => {
  const block = [...document.querySelectorAll("main p")].find((p) => p.textContent === text);
  getSelection().selectAllChildren(block);
}"""
# What a browser shows, without the script of the preview, which every answer has another nonce for.
SHOWN = """() => {
  const page = document.cloneNode(true);
  page.querySelector("script[data-page]").remove();
  for (const meta of page.querySelectorAll("meta[http-equiv]")) {
    meta.content = meta.content.replaceAll(/nonce-[^']*/g, "");
  }
  return page.documentElement.outerHTML;
}"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with a theme of its own."""
    folder = lay_out(
        tmp_path_factory.mktemp("preview"),
        {
            "content/posts/long.md": LONG,
            "content/posts/plan.md": HEAD.format("A plan", "status: draft\n") + "Soon.",
            "content/posts/later.md": HEAD.format("Later", "").replace("2025", "2031") + "Then.",
        },
    )
    (folder / "theme").unlink()
    shutil.copytree(ROOT / "theme", folder / "theme")
    return folder


@pytest.fixture(scope="module")
def preview(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    """The preview, once for all tests."""
    with previewing(site, tmp_path_factory.mktemp("printed") / "text") as preview:
        assert preview.shows("", "The first post")
        yield preview


@pytest.fixture
def visit(browser: Browser) -> Iterator[Visit]:
    """A window of its own, and what the browser complains of in it."""
    context = browser.new_context(viewport={"width": 800, "height": 600})
    context.set_default_timeout(PATIENCE * 1000)
    visit = Visit(context.new_page())
    [*listen(visit)]
    yield visit
    context.close()


@pytest.fixture
def page(visit: Visit) -> Page:
    """The page of the window."""
    return visit.page


expect.set_options(timeout=PATIENCE * 1000)


def test_a_saved_post_is_shown_in_its_place(preview: Preview, site: Path, page: Page) -> None:
    page.goto(f"{preview.url}2025/01/long/")
    page.locator("summary").click()
    paragraph = page.get_by_text("Paragraph 40.")
    paragraph.evaluate("element => element.scrollIntoView({behavior: 'instant'})")
    top = paragraph.evaluate(TOP)
    save(site / "content/posts/long.md", "Paragraph 0.", "A new beginning.\n\nParagraph 0.")
    expect(page.get_by_text("A new beginning.")).to_be_attached()
    expect(page.locator("details[open]")).to_be_attached()
    assert wait_for(lambda: abs(paragraph.evaluate(TOP) - top) < 2)


def test_a_saved_post_is_exchanged_in_the_open_page(
    preview: Preview, site: Path, visit: Visit
) -> None:
    page, post = visit.page, site / "content/posts/long.md"
    page.goto(f"{preview.url}2025/01/long/")
    page.evaluate("window.isSame = true")
    page.locator("summary").click()
    page.locator("summary").focus()
    paragraph = page.get_by_text("Paragraph 41.")
    paragraph.evaluate("element => element.scrollIntoView({behavior: 'instant'})")
    page.evaluate(SELECT, "Paragraph 41.")
    top = paragraph.evaluate(TOP)
    save(post, "Paragraph 2.", "Another text.\n\n## Heading\n\nParagraph 2.")
    expect(page.get_by_text("Another text.")).to_be_attached()
    assert page.evaluate("document.activeElement.localName") == "summary"
    assert page.evaluate("getSelection().toString()") == "Paragraph 41."
    assert page.locator("details[open]").count() == 1
    assert abs(paragraph.evaluate(TOP) - top) < 2
    save(post, "title: A long post", "title: A longer post")
    expect(page).to_have_title(re.compile("^A longer post"))
    save(post, "title: A longer post", "title: A long post")
    save(post, "Another text.", "Next text.")
    expect(page.get_by_text("Next text.")).to_be_attached()
    expect(page).to_have_title(re.compile("^A long post"))
    assert page.evaluate("window.isSame")
    assert page.evaluate("history.length") == 2  # about:blank, and this page
    assert visit.complaints == []


def shown_html(page: Page) -> str:
    """What a browser shows as HTML, "" while it loads a page."""
    with suppress(Error):
        html: str = page.evaluate(SHOWN)
        return html
    return ""


BODY = "Paragraph 5."
TITLE = "title: Edited\n"


@pytest.mark.parametrize(
    ("edit", "is_exchanged"),
    [
        ((BODY, "Paragraph *five*."), True),
        ((BODY, "## Heading\n\n- a\n- b\n\n```python\nprint(1)\n```"), True),
        ((f"{BODY}\n\nParagraph 6.", ""), True),
        ((BODY, "![A plan](../images/plan.svg)"), True),
        ((BODY, "<details><summary>b</summary>c</details>"), True),
        ((BODY, "| a | b |\n| --- | --: |\n| c | d |"), True),
        ((BODY, "A note.[^1]\n\n[^1]: Its text."), True),
        ((BODY, "[First](first.md) and $x^2$"), True),
        ((TITLE, "title: Edited again\nsummary: A summary\ntags: [x]\n"), True),
        ((TITLE, f"{TITLE}status: draft\n"), True),
        ((BODY, "![x](https://images.example/a.png)"), False),
        ((TITLE, f"{TITLE}lang: de\n"), False),
    ],
)
def test_a_page_is_as_if_it_were_loaded(
    preview: Preview, site: Path, page: Page, edit: tuple[str, str], is_exchanged: bool
) -> None:
    post, url = site / "content/posts/edited.md", f"{preview.url}2025/01/edited/"
    builds = preview.builds()
    post.write_text(HEAD.format("Edited", "") + f"{PARAGRAPHS}\n\n$n$", encoding="utf-8")
    assert wait_for(lambda: preview.builds() > builds)
    page.goto(url)
    page.evaluate("window.isSame = true")
    builds = preview.builds()
    save(post, *edit)
    assert wait_for(lambda: preview.builds() > builds)
    loaded = page.context.new_page()
    loaded.goto(url)
    assert wait_for(lambda: shown_html(page) == shown_html(loaded) != "")
    assert bool(page.evaluate("window.isSame")) is is_exchanged


def test_a_changed_image_is_loaded(preview: Preview, site: Path, page: Page) -> None:
    image, post = site / "content/images/size.svg", site / "content/posts/long.md"
    image.write_text(SVG.format(10), encoding="utf-8")
    save(post, "Paragraph 3.", "![A size](../images/size.svg)\n\nParagraph 3.")
    page.goto(f"{preview.url}2025/01/long/")
    shown = page.locator("main").get_by_alt_text("A size")
    expect(shown).to_have_js_property("naturalWidth", 10)
    image.write_text(SVG.format(20), encoding="utf-8")
    expect(shown).to_have_js_property("naturalWidth", 20)


def test_a_page_that_is_gone_is_missing(preview: Preview, site: Path, page: Page) -> None:
    post = site / "content/posts/gone.md"
    post.write_text(HEAD.format("Gone", "") + "Text.", encoding="utf-8")
    page.goto(f"{preview.url}2025/01/gone/")
    expect(page.locator("h1")).to_have_text("Gone")
    post.unlink()
    expect(page.locator("main")).to_contain_text("Page not found")


def test_each_of_many_saves_in_a_row_is_shown(preview: Preview, site: Path, page: Page) -> None:
    post = site / "content/posts/row.md"
    text = HEAD.format("Row", "") + "Save {}."
    post.write_text(text.format("first"), encoding="utf-8")
    page.goto(f"{preview.url}2025/01/row/")
    expect(page.locator("main")).to_contain_text("Save first.")
    page.evaluate("window.isSame = true")
    for number in range(6):
        post.write_text(text.format(number), encoding="utf-8")
        page.wait_for_timeout(20)
    expect(page.locator("main")).to_contain_text("Save 5.")
    assert page.evaluate("window.isSame")


def test_a_style_sheet_is_exchanged_without_a_reload(
    preview: Preview, site: Path, visit: Visit
) -> None:
    page = visit.page
    page.goto(preview.url)
    page.evaluate("window.isSame = true")
    save(site / "theme/static/css/site.css", "body {", "body { outline: 3px solid red;")
    outline = "getComputedStyle(document.body).outlineWidth"
    assert wait_for(lambda: page.evaluate(outline) == "3px")
    assert page.evaluate("window.isSame && document.styleSheets.length === 1")
    assert visit.complaints == []


def test_an_error_is_shown_until_it_is_corrected(
    preview: Preview, site: Path, visit: Visit
) -> None:
    page, post = visit.page, site / "content/posts/first.md"
    page.goto(f"{preview.url}2025/01/first/")
    page.evaluate("window.isSame = true")
    save(post, "category: News", "category: Nonsense")
    panel = page.get_by_role("alert")
    expect(panel).to_contain_text("content/posts/first.md:5")
    assert page.locator("main h1").inner_text() == "The first post"
    assert page.evaluate("window.isSame")
    page.keyboard.press("Tab")
    page.get_by_role("button", name="Close").focus()
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    page.reload()
    expect(page.get_by_role("button", name="1 error")).to_be_visible()
    page.keyboard.press("Shift+Tab")
    page.get_by_role("button", name="1 error").press("Enter")
    expect(panel).to_be_visible()
    assert [text for text in visit.complaints if "/-preview/events" not in text] == []
    page.evaluate("(script) => void eval(script)", AXE_SCRIPT)
    assert violations(page, ALL) == []
    save(post, "category: Nonsense", "category: Practice")
    expect(page.locator("preview-errors")).to_have_count(0)
    expect(page.locator("main").get_by_role("link", name="Practice").first).to_be_visible()


def test_a_broken_draft_does_not_block_other_posts(
    preview: Preview, site: Path, page: Page
) -> None:
    draft = site / "content/posts/broken.md"
    draft.write_text("---\ntitle: Broken\nstatus: draft\n", encoding="utf-8")
    page.goto(f"{preview.url}2025/01/long/")
    expect(page.get_by_role("alert")).to_contain_text("content/posts/broken.md:")
    save(site / "content/posts/long.md", "Paragraph 1.", "Something else.")
    expect(page.get_by_text("Something else.")).to_be_attached()
    expect(page.get_by_role("alert")).to_be_visible()
    draft.unlink()
    expect(page.locator("preview-errors")).to_have_count(0)


def test_a_page_that_is_missing_shows_the_new_post(
    preview: Preview, site: Path, page: Page
) -> None:
    page.goto(f"{preview.url}2025/01/fresh/")
    expect(page.locator("main")).to_contain_text("Page not found")
    (site / "content/posts/fresh.md").write_text(HEAD.format("Fresh", "") + "Text.", "utf-8")
    expect(page.locator("h1")).to_have_text("Fresh")


@pytest.mark.parametrize(
    ("path", "mark"),
    [("2025/01/plan/", "Draft: only this preview shows it."),
     ("2031/01/later/", "Scheduled: only this preview shows it.")],
)  # fmt: skip
def test_what_readers_lack_is_marked(preview: Preview, page: Page, path: str, mark: str) -> None:
    page.goto(f"{preview.url}{path}")
    expect(page.locator(".unpublished")).to_have_text(mark)
    page.goto(preview.url)
    card = page.locator("article.card", has=page.locator(f'a[href$="{path}"]')).first
    expect(card.locator(".unpublished-mark")).to_have_text(mark.partition(":")[0])


def test_a_page_goes_on_when_the_preview_is_started_again(
    site: Path, tmp_path: Path, page: Page
) -> None:
    """Each preview shows that it builds, and then the site."""
    port = free_port()
    with previewing(site, tmp_path / "1", port=port) as preview:
        page.goto(f"{preview.url}2025/01/long/")
        expect(page.locator("h1")).to_have_text("A long post")
    save(site / "content/posts/long.md", "A long post", "A renamed post")
    with previewing(site, tmp_path / "2", port=port):
        expect(page.locator("h1")).to_have_text("A renamed post")
