"""No word of a body is lost or doubled on its way to the page, however it is written."""

from collections.abc import Callable, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from newsroom.checks.parse.page import PARSER
from newsroom.checks.rules.body_words import compare_words
from newsroom.checks.words.body_text import read_body
from newsroom.content.article_html import parse_markdown
from newsroom.content.markdown_extension import build_markdown
from newsroom.site.page_sources import PageSource
from tests.conftest import fixture_settings
from tests.interface import WORDS as INTERFACE
from tests.rendering import FOLDER, SIZES

Convert = Callable[[str], str]
WORDS = "chip Wafer prix élevé 2025 7 GPT-4 हिन्दी शब्द 電力 naïve x_y".split()
PAGE = '<!doctype html><main><div class="article-body">{}</div><footer>Not this.</footer></main>'

# How words may be written in a line, in code, and in HTML.
INLINE = (
    "{}", "*{}*", "**{}**", "`{}`", "`<b> {} &amp;`", '[{}](https://example.org/a_(b) "title")',
    "[{}][ref]", "<b>{}</b>", "<span class='x'>{}</span>", "H<sub>2</sub>O {}", "&eacute; {} &amp;",
    r"\*{}\*", "<https://example.org/> {}", "Vec<T> {}", "{} <!-- hidden -->", "{}<br>{}", "{}[^1]",
    "![hidden](image.png) {}", "AT&T {} & 3 < 4 > 2", "W&B; {}", "{0}*{0}*{0}",
)  # fmt: skip
IN_CODE = ("{}", "<b>{}</b>", "[{}](x)", "&amp; {}", "<!-- {} -->", "# {}", "1. {}", "*{}")
IN_HTML = ("{}", "<b>{}</b>", "&eacute;{}", "<a href='x'>{}</a>", "{}<br>", "<!-- hidden -->{}")

# Blocks; a field is filled with words (w), text (t), code (c), HTML (h) or a number (n).
SOUND = (
    "{t}", "{t}\n{t}", "# {t}", "## {t} {{#id}}", "{w}\n===", "- {t}\n- {t}", "1. {t}\n2. {t}",
    "- {t}\n\n    {t}\n\n- {t}", "- {t}\n    - {t}\n    - {t}", "> {t}\n> {t}", "> - {t}\n>\n> {t}",
    "```python\n{c}\n{c}\n```", "~~~\n{c}\n\n{c}\n~~~", "```\n{c}\n```", "    {c}\n    {c}",
    "| {w} | {w} |\n|:--|--:|\n| {t} | {w} |", "{w}\n:   {t}", "![hidden](image.png \"{w}\")",
    '<div class="x"><p>{h}</p>{h}</div>', "<details><summary>{h}</summary>\n\n{h}\n\n</details>",
    "<table><tr><td>{h}</td><td>{h}</td></tr></table>", "<ul>\n<li>{h}</li>\n</ul>", "<p>{h}",
    '<div markdown="1">\n\n{t}\n\n</div>', "<!-- hidden\n\nhidden -->", "<style>hidden</style>",
    "* * *", "*[HTML]: hidden", "[ref]: https://example.org 'hidden'", "[^{n}]: {t}\n\n    {t}",
    "<svg viewBox='0 0 1 1'><title>hidden</title><text>{w}</text></svg>", "[TOC]",
)  # fmt: skip


@pytest.fixture(scope="module")
def convert() -> Convert:
    """The converter of a site."""
    markdown = build_markdown(fixture_settings()["MARKDOWN"])
    return lambda body: parse_markdown(markdown, body, FOLDER, SIZES, INTERFACE, custom=False).html


def in_forms(forms: Sequence[str], words: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Words in one of some forms."""
    return st.builds(lambda form, word: form.replace("{}", word).replace("{0}", word),
                     st.sampled_from(forms), words)  # fmt: skip


def bodies(blocks: Sequence[str]) -> st.SearchStrategy[str]:
    """Bodies of some blocks, each with words of its own."""
    words = st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(" ".join)
    kinds = {
        "w": words,
        "t": st.lists(in_forms(INLINE, words), min_size=1, max_size=3).map(" ".join),
        "c": in_forms(IN_CODE, words),
        "h": in_forms(IN_HTML, words),
    }

    @st.composite
    def block(draw: st.DrawFn) -> str:
        form = draw(st.sampled_from(blocks))
        for kind, strategy in kinds.items():
            while f"{{{kind}}}" in form:
                form = form.replace(f"{{{kind}}}", draw(strategy), 1)
        return form.replace("{{", "{").replace("}}", "}")

    def numbered(forms: Sequence[str]) -> str:
        return "\n\n".join(form.replace("{n}", str(n)) for n, form in enumerate(forms, start=1))

    return st.lists(block(), min_size=1, max_size=6).map(numbered)


def differences(body: str, html: str) -> list[str]:
    """What the check of the built site says of a body."""
    text = read_body(etree.fromstring(PAGE.format(html).encode(), PARSER()).iter("div"))
    assert text is not None
    return [
        str(diagnostic)
        for diagnostic in compare_words(PageSource("x.md", 1, "x/index.html"), body, text)
    ]


@given(body=bodies(SOUND))
def test_no_word_is_lost_or_doubled(convert: Convert, body: str) -> None:
    assert differences(body, convert(body)) == []


# What leaves HTML open, crosses it or ends what is not there, and references that are cut.
BROKEN_HTML = (
    "{t} <div> {t}", "<div>\n\n{t}", "{t} </div> {w}", "</section>\n\n{t}", "</p>{h}",
    "<p>{h}</div>", "<div><p>{h}</div>", "<section><div>{h}</section>", "</div></div></article>",
    "</main>{t}", "{t} </body> {t}", "<p>{h}</body></html>", "<html><body>{h}", "<i>{h}",
    "{t} <b>{t}", "{t} </i> {t}", "{t} <s>{t} <u>{t}</s> {t}</u>", "<a href='x'>{h}", "<h2>{h}",
    "<ul><li>{h}<div></li></ul>", "<blockquote><ul><li>{h}", "<details><summary>{h}",
    "<table><tr><td>{h}", "<form><input>{h}", "<button>{h}<button>{h}",
    "couldn&#... {t}", "{t} &#", "{t} &#39", "don&#39t {t}", "&#x {t}", "&#x27 {t}", "&#8230 {t}",
    "{t} &amp {t}", "<p>{h} &# {h}</p>", "{t} --> {t}", "{t} ]]> {t}", "{t} < {t} <",
    "{t} <3 {t}",
)  # fmt: skip
# In a block of HTML these hide what follows, or turn tags into text, as they do in browsers.
OPEN_COMMENTS = (
    "{w} <!-- {w}", "<!--\n\n{w}", "- {w} <!--", "> <!-- {w}", "{w} <!", "<!-- {w} --",
    "{w} <![CDATA[ {w}", "<svg><![CDATA[ {w}", "{w} </ {w}",
)  # fmt: skip
WITHOUT_HTML = ("{w}", "# {w}", "- {w}\n- {w}", "> {w}", "```\n{c}\n```", "    {w}", "{w} *{w}*")


@given(body=bodies((*SOUND, *BROKEN_HTML)))
def test_no_word_is_lost_or_doubled_by_broken_html(convert: Convert, body: str) -> None:
    assert differences(body, convert(body)) == []


@given(body=bodies((*WITHOUT_HTML, *OPEN_COMMENTS)))
def test_no_word_is_lost_to_a_comment_without_an_end(convert: Convert, body: str) -> None:
    assert differences(body, convert(body)) == []
