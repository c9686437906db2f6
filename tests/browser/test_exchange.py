"""The exchange of what differs in an open page: like loading the next version, or refused."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page

from tests.conftest import ROOT

pytestmark = pytest.mark.chromium

MODULE = (ROOT / "newsroom/preview/browser/exchange.js").read_text("utf-8")
# Opens a version, marks its elements, exchanges it for the next one. Gives whether that was done,
# the page as it then is and as the next version is, and the ids of elements that are still there.
EXCHANGE = """async ([module, before, after]) => {
  window.exchange ??= (await import("data:text/javascript," + encodeURIComponent(module))).exchange;
  const parse = (html) => new DOMParser().parseFromString(html, "text/html");
  document.open(); document.write(before); document.close();
  const [last, next] = [document.cloneNode(true), parse(after)];
  const marked = [...document.querySelectorAll("[id]")];
  const done = window.exchange(document, last, next);
  const html = (page) => page.documentElement.outerHTML;
  return [done, html(document), html(next), marked.filter((e) => e.isConnected).map((e) => e.id)];
}"""
PAGE = "<!doctype html><html lang=en><head>{}</head><body>{}</body></html>"


@pytest.fixture(scope="module")
def window(browser: Browser) -> Page:
    """A page for all tests."""
    return browser.new_page()


def run_exchange(window: Page, before: str, after: str) -> tuple[bool, bool, list[str]]:
    """Whether it was done, whether the page then is the next version, and which ids stayed."""
    result: list[Any] = window.evaluate(EXCHANGE, [MODULE, before, after])
    done, html, expected, ids = result
    return done, html == expected, ids


@pytest.mark.parametrize(
    ("before", "after", "ids"),
    [
        ("<p id=a>a<p id=b>b", "<p id=a>a<p id=b>c", ["a", "b"]),
        ("<p id=a>a", "<p id=a>a<p>b", ["a"]),
        ("<p>b<p id=a>a", "<p id=a>a", ["a"]),
        ("<p id=a>a", "<p>b<p id=a>a", ["a"]),
        ("<p id=a>a<p id=b>b<p id=c>c", "<p>x<p id=b>b<p>y<p id=c>d", ["b"]),
        ("<p id=a>a<p id=b>b", "<p id=b>b<p id=a>a", ["b"]),
        ("<main id=m><p>a</main>", "<main id=m class=x><p>a</main>", []),
        ("<p id=a>a <b id=b>b</b>", "<p id=a>a <b id=b>b</b> <i>c</i>", ["a", "b"]),
        ("<h2 id=a>a</h2>", "<h3>a</h3>", []),
        ("<!--a--><p id=a>a", "<!--b--><p id=a>a", ["a"]),
        ("<!--a--><p id=a>a", "a<p id=a>a", ["a"]),
        ("<details id=a><p>a</details>", "<details id=a><p>b</details>", ["a"]),
        ("<video id=a><source src=a></video>", "<video id=a><source src=b></video>", []),
        ("<svg id=a><text id=b>a</text></svg>", "<svg id=a><text>b</text></svg>", []),
        ("<table id=a><tr><td id=b>a</table>", "<table id=a><tr><td id=b>b<td>c</table>",
         ["a", "b"]),
        ("<p id=a>a", "<p id=a>a<img src=data:, alt=b>", ["a"]),
        ("", "<p>a", []),
        ("<p id=a>a", "", []),
        ("<style>p {}</style><p id=a>a", "<style>p {}</style><p id=a>b", ["a"]),
        ("<x-a id=a>a</x-a>", "<x-a id=a>b</x-a>", ["a"]),
    ],
)  # fmt: skip
def test_only_what_differs_is_exchanged(
    window: Page, before: str, after: str, ids: list[str]
) -> None:
    result = run_exchange(window, PAGE.format("", before), PAGE.format("", after))
    assert result == (True, True, ids)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<title>a</title>", "<title>b</title>"),
        ("<title>a</title>", "<title>a</title><meta name=description content=a>"),
        ("<meta name=description content=a>", "<meta name=description content=b>"),
        ("<meta property=og:title content=a>", "<meta property=og:title content=b>"),
        ("<link rel=canonical href=/a>", "<link rel=canonical href=/b>"),
        (
            '<script type="application/ld+json">{}</script>',
            '<script type="application/ld+json">{"a": 1}</script>',
        ),
    ],
)
def test_what_a_head_says_of_the_page_is_exchanged(window: Page, before: str, after: str) -> None:
    result = run_exchange(window, PAGE.format(before, "<p id=a>"), PAGE.format(after, "<p id=a>"))
    assert result == (True, True, ["a"])


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<p id=a>a", "<p id=a>a<script>b</script>"),
        ("<script>1</script><p id=a>a", "<script>1</script><p id=a>b"),
        ("<script type=module></script><p id=a>a", "<p id=a>b"),
        ("<p id=a>a", '<p id=a>a<svg><script href="a"></script></svg>'),
        ("<p id=a onclick=1>a", "<p id=a onclick=1>b"),
        ("<noscript>a</noscript><p id=a>a", "<noscript>a</noscript><p id=a>b"),
        ("<template>a</template><p id=a>a", "<template>b</template><p id=a>a"),
        ("<p id=a>a", "<div><template shadowrootmode=open>b</template></div><p id=a>a"),
        ("<style>p { color: red }</style><p id=a>", "<style>p { color: blue }</style><p id=a>"),
        ("<p id=a>a", "<p id=a>a<b style='color: red'>b</b>"),
        ("<p id=a style='color: red'>a", "<p id=a style='color: blue'>a"),
        ("<p id=a>a", "<p id=a>a<iframe></iframe>"),
        ("<p id=a>a<iframe></iframe>", "<p id=a>a"),
        ("<p id=a>a", "<p id=a>a<object></object>"),
        ("<p id=a>a", "<p id=a>a<input autofocus>"),
        ("<p id=a>a", "<p id=a>a<meta name=referrer content=no-referrer>"),
        ("<p id=a>a", "<p id=a>a<link rel=stylesheet>"),
        ("<meta itemprop=a content=a><p id=a>a", "<meta itemprop=a content=b><p id=a>a"),
        ("</body><html class=b><p id=a>a", "</body><html class=c><p id=a>a"),
        ("<body class=b><p id=a>a", "<body class=c><p id=a>a"),
    ],
)
def test_what_only_loading_can_show_is_refused(window: Page, before: str, after: str) -> None:
    done, _, ids = run_exchange(window, PAGE.format("", before), PAGE.format("", after))
    assert (done, ids) == (False, ["a"])


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", "<base href=/b/>"),
        ("<base href=/a/>", "<base href=/b/>"),
        ("<meta name=viewport content=width=1>", "<meta name=viewport content=width=2>"),
        ("", "<meta http-equiv=content-security-policy content=\"default-src 'none'\">"),
        ("<link rel=stylesheet href=data:,>", ""),
        ("<link rel=icon href=data:,a>", "<link rel=icon href=data:,b>"),
        ("<style></style>", "<style>p { color: red }</style>"),
        ("", "<script src=a></script>"),
    ],
)
def test_what_a_head_has_browsers_do_is_refused(window: Page, before: str, after: str) -> None:
    done, _, ids = run_exchange(window, PAGE.format(before, "<p id=a>"), PAGE.format(after, "<p>"))
    assert (done, ids) == (False, ["a"])


def test_another_mode_of_the_browser_is_refused(window: Page) -> None:
    page = PAGE.format("", "<p id=a>")
    done, _, ids = run_exchange(window, page, page.removeprefix("<!doctype html>"))
    assert (done, ids) == (False, ["a"])


@pytest.mark.parametrize(
    ("change", "done"),
    [
        ("document.body.append(document.createElement('aside'))", True),
        ("document.body.prepend(document.createElement('aside'))", False),
        ("document.getElementById('a').replaceWith('a')", False),
        ("document.querySelector('details').open = true", True),
        ("document.body.className = 'dark'", True),
    ],
)
def test_a_page_that_others_have_changed_is_exchanged_where_it_is_the_same(
    window: Page, change: str, done: bool
) -> None:
    body = "<details>a</details><p id=a>a</p><p>{}</p>"
    before, after = (PAGE.format("", body.format(text)) for text in "ab")
    script = EXCHANGE.replace("const done", f"{change}; const done")
    result = window.evaluate(script, [MODULE, before, after])
    assert result[0] is done
    assert ("<p>b</p>" in result[1]) is done


def test_a_long_text_is_exchanged_where_it_differs(window: Page) -> None:
    lines = [f"<p id=p{n}>{n}" for n in range(1500)]
    changed = [f"<p>new{line}" if number % 2 else "<p>other" for number, line in enumerate(lines)]
    pages = (PAGE.format("", "".join(part)) for part in (lines, changed))
    assert run_exchange(window, *pages)[:2] == (True, True)


TEXTS = st.sampled_from(["a", "b", "<b>a</b>", "<b>b</b>", "<!--a-->", "a <i>b</i> c", "<br>"])
BLOCKS = st.recursive(
    st.builds("<{0}>{1}</{0}>".format, st.sampled_from(["p", "h2", "li"]), TEXTS),
    lambda inner: st.builds(
        "<{0}{1}>{2}</{0}>".format,
        st.sampled_from(["div", "section", "details", "ul", "svg", "video"]),
        st.sampled_from(["", " class=a", " open"]),
        st.lists(inner, max_size=4).map("".join),
    ),
    max_leaves=12,
)
BODIES = st.lists(BLOCKS | TEXTS, max_size=6).map("".join)


@settings(max_examples=150, deadline=None)
@given(BODIES, BODIES)
def test_the_page_becomes_the_next_version(window: Page, before: str, after: str) -> None:
    done, is_next, _ = run_exchange(window, PAGE.format("", before), PAGE.format("", after))
    assert done, json.dumps([before, after])
    assert is_next
