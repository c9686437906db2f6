"""The search page in a browser: queries, filters, languages, keys, and without JavaScript."""

from collections.abc import Iterator
from pathlib import Path
from shutil import copytree

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, Page, expect

from tests.blog import photograph
from tests.browser.conftest import Visit, listen
from tests.browser.test_every_page import (
    ALL,
    MARK,
    NOTE,
    OF_COLORS,
    STICKING_OUT,
    WIDTHS,
    violations,
)
from tests.conftest import AT_NOW, built_once, lay_out, run
from tests.headers import serving_with_headers

pytestmark = pytest.mark.chromium

ADVICE = "Try fewer words, other words, or the start of a word."
HOSTILE = "<script>document.title = 1</script> & \"q\" </title>"  # fmt: skip
POST = """---
title: {title}
date: 2025-0{month}-01 09:00
authors: [{author}]
category: {category}
summary: What was seen at {place}.
companies: ["Acme, Inc.: Valves"]
{more}
---

{text}
"""


def post(title: str, text: str, more: str = "", **values: object) -> str:
    """A post as a file."""
    defaults = {"month": 1, "author": "Ada Writer", "category": "News", "place": "the weir"}
    title = "'" + title.replace("'", "''") + "'"
    return POST.format(title=title, text=text, more=more, **{**defaults, **values})


POSTS = {
    "weir": post(
        "Cooling with river water",
        "A turbine turns.\n\n## The second turbine\n\nIt turns too, says the turbine log.",
        "slug: weir\nimage: weir.jpg\nimage_alt: A weir",
        month=6,
        category="Practice",
    ),
    "weir.hi": post("नदी के पानी से ठंडक", "बाँध पर टरबाइन घूमती है।", "slug: weir\nlang: hi"),
    "future": post(
        "人工智能的未来", "模型在河边学习，人们用 GPT-5 发电。", "slug: future\nlang: zh"
    ),
    "hostile": post(HOSTILE, "Water, water: no &lt;b&gt; <b>hostile</b> words.", "slug: hostile"),
    **{
        f"brief-{number}": post(
            f"Brief {number}", f"A pump was seen in week {number}.", f"slug: brief-{number}",
            month=1 + number % 9, author=("Ada Writer", "Ben Helper")[number % 2],
            category=("News", "Explainers")[number // 6],
        )
        for number in range(12)
    },
}  # fmt: skip


def build_searchable(folder: Path) -> Path:
    """A site in three languages with a search page; gives its output folder."""
    lay_out(folder, {f"content/posts/{name}.md": text for name, text in POSTS.items()})
    photograph((1600, 900)).save(folder / "content/images/weir.jpg", quality=80)
    with (folder / "pelicanconf.py").open("a", encoding="utf-8") as settings:
        settings.write('SEARCH = {"index": "publish"}\nSHARE_CARDS = {"draw": "never"}\n')
    environment = AT_NOW | {"SITEURL": "https://example.org/news"}
    done = run("publish", folder=folder, environment=environment)
    assert done.returncode == 0, done.stderr
    return folder / "output"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The URL of the site on a server that sends its headers."""
    root = tmp_path_factory.mktemp("served")
    copytree(built_once(tmp_path_factory, "searchable", build_searchable), root / "news")
    with serving_with_headers(root) as origin:
        yield f"{origin}/news"


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    """A page that notes what the policy stops, and has the rules of axe."""
    page = browser.new_page()
    page.add_init_script(NOTE)
    page.add_init_script(AXE_SCRIPT)
    page.set_default_timeout(15_000)
    yield page
    page.close()


@pytest.fixture
def search(page: Page, site: str) -> Iterator[Page]:
    """The search page as it was opened; the browser has nothing to complain of in the end."""
    page.set_viewport_size({"width": 1280, "height": 800})
    visit = Visit(page)
    stop = list(listen(visit))
    page.goto(f"{site}/search/")
    yield page
    assert visit.complaints == []
    assert page.evaluate("window.stopped ?? []") == []
    for _, event, listener in stop:
        page.remove_listener(event, listener)


def status(page: Page, text: str) -> None:
    """Wait for what the page says."""
    expect(page.get_by_role("status")).to_have_text(text)


def titles(page: Page) -> list[str]:
    """The titles of the results."""
    return page.locator(".search-results h2").all_inner_texts()


def test_what_is_typed_is_searched_and_becomes_the_url(search: Page, site: str) -> None:
    expect(search.get_by_role("searchbox")).to_be_focused()
    search.keyboard.type("turbine")
    status(search, "1 result for “turbine”")
    assert search.url == f"{site}/search/?q=turbine"
    assert search.title().startswith("turbine · Search")
    result = search.get_by_role("listitem").filter(has_text="Cooling")
    assert result.locator("h2 a").get_attribute("href") == f"{site}/2025/06/weir/"
    assert result.locator("mark").all_inner_texts() == ["turbine"] * 3
    assert result.locator(".kicker").inner_text().lower() == "practice"
    assert result.locator("time").get_attribute("datetime") == "2025-06-01T09:00:00+05:30"
    assert result.locator("time").inner_text() == "1 Jun 2025"
    part = result.locator(".parts a")
    assert part.inner_text() == "The second turbine"
    assert part.get_attribute("href") == "/news/2025/06/weir/#the-second-turbine"
    image = result.locator("img")
    assert image.evaluate("(e) => e.decode().then(() => e.naturalWidth)") >= 320
    assert not search.locator(".browse").is_visible()


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("river", "Cooling with river water"),
        ("rivers", "Cooling with river water"),  # the root of the word
        ("टरबाइन", "नदी के पानी से ठंडक"),
        ("ठंडक", "नदी के पानी से ठंडक"),  # of the title alone
        ("人工智能", "人工智能的未来"),
        ("学习", "人工智能的未来"),
        ("GPT-5 发电", "人工智能的未来"),
        ("hostile words", HOSTILE),
        ("turbine weir nowhere", None),
        ("acquire", None),  # though posts have “a”
        ("alver", None),  # and “valves”
    ],
)
def test_a_post_is_found_in_its_language(
    search: Page, site: str, words: str, title: str | None
) -> None:
    search.goto(f"{site}/search/?q={words}")
    if title:
        status(search, f"1 result for “{words}”")
    else:
        status(search, f"No results for “{words}”. {ADVICE}")
    assert titles(search) == ([title] if title else [])
    assert search.locator(".browse").is_visible() is (title is None)


def test_a_word_of_a_title_counts_more_than_one_of_a_text(search: Page, site: str) -> None:
    search.goto(f"{site}/search/?q=pump brief 7")
    status(search, "1 result for “pump brief 7”")
    search.goto(f"{site}/search/?q=water")
    status(search, "2 results for “water”")
    assert titles(search) == ["Cooling with river water", HOSTILE]
    assert search.locator("h2 mark").all_inner_texts() == ["water"]


def test_words_of_titles_are_marked_in_every_script(search: Page, site: str) -> None:
    for words, marks in (("Ríver", ["river"]), ("coolings", ["Cooling"]), ("智能 gpt", ["智能"])):
        search.goto(f"{site}/search/?q={words}")
        status(search, f"1 result for “{words}”")
        assert search.locator("h2 mark").all_inner_texts() == marks


def test_words_in_quotation_marks_follow_one_another(search: Page, site: str) -> None:
    for words, answer in (
        ("seen week", "12 results for “seen week”"),
        ('"seen week"', f'No results for "seen week". {ADVICE}'),
        ('"seen in week"', '12 results for "seen in week"'),
    ):
        search.goto(f"{site}/search/?q={words}")
        status(search, answer)


def test_an_excerpt_of_pairs_is_put_together(search: Page, site: str) -> None:
    search.goto(f"{site}/search/?q=学习")
    status(search, "1 result for “学习”")
    item = search.locator(".search-results li")
    assert "模型在河边学习，人们用GPT-5发电。" in item.locator(".summary").inner_text()
    assert item.locator("mark").all_inner_texts() == ["学习"]
    assert item.get_attribute("lang") == "zh"


def test_filters_have_counts_and_a_search_with_them_is_a_url(search: Page, site: str) -> None:
    search.get_by_role("searchbox").fill("pump")
    status(search, "12 results for “pump”")
    search.get_by_text("Filter and sort").click()
    section = search.get_by_role("combobox", name="Section", exact=True)
    expect(section.locator("option")).to_have_text(["Any", "Explainers (6)", "News (6)"])
    section.select_option("Explainers")
    status(search, "6 results for “pump”")
    author = search.get_by_role("combobox", name="Author", exact=True)
    expect(author.locator("option")).to_have_text(["Any", "Ada Writer (3)", "Ben Helper (3)"])
    expect(section.locator("option")).to_have_text(["Any", "Explainers (6)", "News (6)"])
    author.select_option("Ben Helper")
    search.get_by_role("combobox", name="About", exact=True).select_option("Acme, Inc.: Valves")
    search.get_by_role("combobox", name="Order", exact=True).select_option("newest")
    status(search, "3 results for “pump”")
    assert titles(search) == ["Brief 7", "Brief 11", "Brief 9"]
    values: list[str] = []
    search.on("request", lambda r: values.append(r.url) if ".pf_filter" in r.url else None)
    search.goto(search.url)
    status(search, "3 results for “pump”")
    assert len(values) == 3  # of five filters
    chosen = search.locator(".search-filters .chosen")
    expect(chosen).to_have_text("Explainers, Ben Helper, Acme, Inc.: Valves, Newest")
    search.get_by_text("Filter and sort").click()
    expect(search.get_by_role("combobox", name="Author", exact=True)).to_have_value("Ben Helper")
    expect(author.locator("option")).to_have_text(["Any", "Ada Writer (3)", "Ben Helper (3)"])
    search.go_back()
    expect(chosen).to_have_text("Explainers, Ben Helper, Acme, Inc.: Valves")
    search.goto(f"{site}/search/?q=turbine&author=Ben%20Helper")
    status(search, "No results for “turbine” with these filters. Remove the filters.")
    search.get_by_role("button", name="Remove the filters").click()
    status(search, "1 result for “turbine”")


def test_filters_alone_list_posts(search: Page, site: str) -> None:
    parts: list[str] = []
    search.on("request", lambda r: parts.append(r.url) if ".pf_index" in r.url else None)
    search.goto(f"{site}/search/?language=hi")
    status(search, "1 result")
    assert len(parts) == 1  # the one without words
    assert titles(search) == ["नदी के पानी से ठंडक"]
    expect(search.locator(".search-filters .chosen")).to_have_text("हिन्दी")
    search.get_by_text("Filter and sort").click()
    expect(
        search.get_by_role("combobox", name="Language", exact=True).locator("option")
    ).to_have_text(["Any", "English (17)", "हिन्दी (1)", "中文 (1)"])


def test_the_keyboard_reaches_everything(search: Page, site: str) -> None:
    field = search.get_by_role("searchbox")
    field.fill("pump")
    status(search, "12 results for “pump”")
    field.press("ArrowDown")
    links = search.locator(".search-results h2 a")
    expect(links.first).to_be_focused()
    search.keyboard.press("ArrowDown")
    expect(links.nth(1)).to_be_focused()
    search.keyboard.press("/")
    expect(field).to_be_focused()
    search.keyboard.type("turbine")  # in place of what was there
    status(search, "1 result for “turbine”")
    search.keyboard.press("Enter")
    search.keyboard.press("Escape")
    expect(search.get_by_role("status")).to_have_text("")
    assert search.url == f"{site}/search/"
    expect(search.locator(".browse")).to_be_visible()
    search.go_back()
    status(search, "1 result for “turbine”")
    expect(field).to_have_value("turbine")
    count = search.evaluate(MARK)
    position = int(field.get_attribute("data-position") or 0)
    field.focus()
    for _ in range(count - position - 1):
        search.keyboard.press("Tab")
    stops = search.evaluate("window.stops")
    assert [unseen for _, unseen in stops if unseen] == []
    assert [n for n, _ in stops][-(count - position - 1) :] == [*range(position + 1, count)]


def test_each_result_has_an_image_or_the_pattern_of_its_post(search: Page, site: str) -> None:
    search.get_by_role("searchbox").fill("pump")
    status(search, "12 results for “pump”")
    for result in search.locator(".search-results .card").all():
        (shown,) = result.locator(".card-image").all()
        assert shown.get_attribute("data-plate") or shown.locator("img").count()
        assert shown.bounding_box()["height"] > 40  # type: ignore[index]


def test_more_results_are_shown_on_demand(search: Page) -> None:
    search.get_by_role("searchbox").fill("pump")
    status(search, "12 results for “pump”")
    assert len(titles(search)) == 5
    search.locator(".search-more button").evaluate("(e) => e.click()")  # without scrolling to it
    expect(search.locator(".search-results h2 a").nth(5)).to_be_focused()
    assert len(titles(search)) == 12
    assert not search.get_by_role("button", name="More results").is_visible()


def test_more_results_are_shown_to_who_scrolls_and_after_a_return(search: Page) -> None:
    search.emulate_media(reduced_motion="reduce")  # a transition may be cut short
    search.get_by_role("searchbox").fill("pump")
    status(search, "12 results for “pump”")
    search.locator(".search-more").scroll_into_view_if_needed()
    links = search.locator(".search-results h2 a")
    expect(links).to_have_count(12)
    links.last.scroll_into_view_if_needed()
    top = search.evaluate("scrollY")
    links.last.click()
    search.locator("article.article").wait_for()
    search.go_back()
    expect(links).to_have_count(12)
    search.wait_for_function(f"() => scrollY === {top}")
    search.emulate_media(reduced_motion="no-preference")


def test_half_a_word_of_an_input_method_is_not_searched(search: Page) -> None:
    field = search.get_by_role("searchbox")
    for event, composes, text in (("input", "true", ""), ("compositionend", "false", "1 result")):
        field.evaluate(
            f"(e) => {{ e.value = 'turbine'; e.dispatchEvent(new InputEvent('{event}',"
            f"{{ isComposing: {composes}, bubbles: true }})); }}"
        )
        search.wait_for_timeout(500)
        expect(search.get_by_role("status")).to_contain_text(text)
        assert bool(titles(search)) is bool(text)


def test_a_word_like_a_misspelt_one_is_offered(search: Page, site: str) -> None:
    for typed, right in (("turbnie", "turbine"), ("cooling wter", "cooling water"),
                         ("turbune", "turbine"), ("hosttile", "hostile")):  # fmt: skip
        search.goto(f"{site}/search/?q={typed}")
        status(search, f"No results for “{typed}”. {ADVICE} Did you mean {right}?")
        search.get_by_role("button", name=right).click()
        status(search, f"1 result for “{right}”")
        expect(search.get_by_role("searchbox")).to_have_value(right)


@pytest.mark.parametrize("query", ["", "?q=turbine&section=Practice"])
def test_the_page_is_accessible_at_every_width(search: Page, site: str, query: str) -> None:
    search.goto(f"{site}/search/{query}")
    if query:
        status(search, "1 result for “turbine”")
    assert violations(search, ALL) == []
    for width in WIDTHS:
        search.set_viewport_size({"width": width, "height": 800})
        assert search.evaluate(STICKING_OUT) == [], width
    search.emulate_media(color_scheme="dark")
    assert violations(search, OF_COLORS) == []
    search.emulate_media(color_scheme="light")


@pytest.mark.parametrize(
    "file",
    ["pagefind.*.js", "pagefind-entry.json*", "wasm.*", "*.pf_meta", "*.pf_index", "*.pf_fragment"],
)
def test_an_index_that_cannot_be_loaded_is_said(page: Page, site: str, file: str) -> None:
    page.route(f"**/{file}", lambda route: route.abort())
    page.goto(f"{site}/search/?q=pump")
    status(page, "The search cannot be loaded. Check your connection and try again.")
    expect(page.locator(".browse")).to_be_visible()
    page.unroute(f"**/{file}")
    page.get_by_role("button", name="try again").click()
    status(page, "12 results for “pump”")


def test_an_index_that_was_replaced_is_loaded_with_the_page(page: Page, site: str) -> None:
    page.route("**/*.pf_index", lambda route: route.fulfill(status=404, body="Not found"))
    page.goto(f"{site}/search/?q=pump")
    status(page, "The search cannot be loaded. Check your connection and try again.")
    page.unroute("**/*.pf_index")
    with page.expect_navigation():
        page.get_by_role("button", name="try again").click()
    status(page, "12 results for “pump”")


def test_the_page_is_of_use_without_javascript(browser: Browser, site: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}/search/")
    assert not page.locator("form").is_visible()
    expect(page.locator("main")).to_contain_text("The search needs JavaScript.")
    links = page.locator(".browse a")
    for name in ("Explainers", "Companies", "Tags", "Authors", "2025", "Archive"):
        expect(links.filter(has_text=name).first).to_be_visible()
    context.close()
