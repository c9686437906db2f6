"""The words of a source are those of its page."""

import pytest
from lxml import etree

from newsroom.checks.parse.page import PARSER
from newsroom.checks.rules.body_words import ADVICE, compare_words
from newsroom.checks.words.body_text import BodyText, read_body
from newsroom.site.page_sources import PageSource

BODY = PageSource("content/posts/x.md", 9, "2025/01/x/index.html")


def read(html: str) -> BodyText | None:
    root = etree.fromstring(f"<!doctype html><main>{html}</main>", PARSER())
    return read_body(root.iter("div"))


def reported(source: str, html: str) -> list[str]:
    text = read(f'<div class="article-body">{html}</div>')
    assert text is not None
    diagnostics = list(compare_words(BODY, source, text))
    assert {d.advice for d in diagnostics} <= {ADVICE}
    return [f"{d.code} {d.line} {d.message}" for d in diagnostics]


MISSING = "body/missing-words {} {} missing from 2025/01/x/index.html, the first: {}"
ADDED = "body/added-words {} 2025/01/x/index.html has text that is {}: {}"


@pytest.mark.parametrize(
    ("source", "html", "expected"),
    [
        ("One *two*\n\n- three", "<p>One <em>two</em></p><ul><li>three</li></ul>", []),
        ("H<sub>2</sub>O", "<p>H<sub>2</sub>O</p>", []),
        ("# A\n\nb", '<h2 id="a">A<a class="anchor" href="#a">#1</a></h2><p>b</p>', []),
        ("    a", '<table><tr><td class="linenos">1</td><td>a</td></tr></table>', []),
        ("a\n\nb c", "<p>a</p>", [MISSING.format(11, "2 words", '"b c"')]),
        ("a\n\nb c", "<p>a</p><p>b</p><p>c</p><p>b c</p>", [ADDED.format(11, "repeated", '"b c"')]),
        ("a", "<p>a</p><style>b</style><template>c</template><script>d</script>", []),
        ("a", "<p>a new word</p>", [ADDED.format(9, "not in the source", '"new word"')]),
        ("Moved.\n\nThe quick brown fox", "<p>The quick brown fox</p><p>Moved.</p>",
         [MISSING.format(9, "1 word", '"Moved"'), ADDED.format(11, "repeated", '"Moved"')]),
        ("a b c d e f g h", "", [MISSING.format(9, "8 words", '"a b c d e f …"')]),
        ("", "<p>a</p>", [ADDED.format(9, "not in the source", '"a"')]),
        ("a</div> b", "<p>a</p></div><p>b</p>", [MISSING.format(9, "1 word", '"b"')]),
    ],
)  # fmt: skip
def test_words_lost_and_words_added_are_errors(source: str, html: str, expected: list[str]) -> None:
    assert reported(source, html) == expected


NOTES = (
    '<p>a<sup id="fnref:x"><a class="footnote-ref" href="#fn:x">1</a></sup> b</p>'
    '<div class="footnote"><hr><ol><li id="fn:x"><p>note <a class="footnote-backref">2</a></p>'
    "</li></ol></div>"
)


def test_footnotes_are_at_the_end_of_a_page() -> None:
    source = "a[^x] b\n\n[^x]: note\n\nc"
    assert reported(source, NOTES.replace("b</p>", "b</p><p>c</p>")) == []
    assert reported(source, NOTES) == [MISSING.format(13, "1 word", '"c"')]
    assert reported(source, NOTES.replace("note ", "").replace("b<", "b c<")) == [
        MISSING.format(11, "1 word", '"note"')
    ]


def test_footnotes_are_read_inside_of_an_element_that_the_text_left_open() -> None:
    opened = NOTES.replace("<hr>", "<i><hr>").replace("</ol>", "</ol></i>")
    assert reported("a[^x]\n\n[^x]: note\n\nb", opened) == []


def test_the_text_of_a_page_is_that_of_its_body() -> None:
    assert read("<p>no body</p>") is None
    assert read('<div class="bio">A <b>b</b></div>') == BodyText("A b", [])
    deep = "<i>" * 900 + "deep" + "</i>" * 900
    body = read(f'<div class="article-body">{deep}</div><div class="bio">b</div>')
    assert body is not None
    assert body.text.strip() == "deep"
