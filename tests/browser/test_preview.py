"""The live preview in a browser: an open page shows what is saved, and keeps its place."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, Page, expect

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

TOP = "element => element.getBoundingClientRect().top"


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
    save(post, "category: News", "category: Nonsense")
    panel = page.get_by_role("alert")
    expect(panel).to_contain_text("content/posts/first.md:5")
    assert page.locator("main h1").inner_text() == "The first post"
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
