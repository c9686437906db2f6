"""What is read from the HTML of a body."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.html.outline import Outline, body_text, read_outline
from newsroom.text.xml_text import NOT_XML


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("", ""),
        ("<p>One</p>", "One"),
        ("<p>One</p>\n<p>two</p>", "One two"),
        ("<p>One<em>two</em> three</p>", "Onetwo three"),
        ("<p>A &amp; &lt;b&gt;</p>", "A & <b>"),
        ("<p>One</p>\n<pre><code>code()</code></pre>\n<p>two</p>", "One two"),
        ("<p>In <code>line</code></p>", "In line"),
        ('<div class="heading"><h2>Head</h2><a class="anchor">#</a></div>\n<p>x</p>', "Head x"),
        ('<p>Note<sup><a class="footnote-ref" href="#fn:1">1</a></sup>.</p>', "Note."),
        ("<!-- hidden --><p>Seen<!-- hidden --> too</p>", "Seen too"),
        ("bare text", "bare text"),
        ("<ul><li>a</li>\n<li>b</li></ul>", "a b"),
        ("<p>one<br>two</p>", "one two"),
        ("<p>नमस्ते\u00a0🙂</p>", "नमस्ते 🙂"),
    ],
)
def test_text_is_what_a_reader_reads(html: str, text: str) -> None:
    assert body_text(html) == text


@pytest.mark.parametrize(
    ("html", "field", "value"),
    [
        ("<h2>H</h2><p> </p><p>First <b>one</b>.</p><p>x</p>", "first_paragraph", "First one."),
        ("<blockquote><p>Quoted</p></blockquote><p>Own</p>", "first_paragraph", "Own"),
        ("<ul><li>x</li></ul>", "first_paragraph", ""),
        ("<h2>A</h2><h3>B <code>c</code></h3>", "headings", ("A", "B c")),
        ('<a href=" a.md ">x</a><img src="b.png" alt="">', "links", ("a.md", "b.png")),
        ('<img src="a" srcset="b 1x, c 2x">', "links", ("a", "b", "c")),
        ('<a href="?a=1&amp;b=2">x</a>', "links", ("?a=1&b=2",)),
        ('<a HREF=a.md>x</a>', "links", ("a.md",)),
        ('<blockquote cite="a"></blockquote><video poster="b" src="c">', "links", ("a", "b", "c")),
        ('<h2 id="x">X</h2><a name="y"></a><p id="">z</p>', "anchors", frozenset("xy")),
        ('<a href="a"><img src="b" alt="B"></a><video poster="c">', "loads", ("b", "c")),
        ('<img src="a" alt="A"><img src="b"><img src="c" alt="">', "images",
         (("a", "A"), ("b", None), ("c", ""))),
    ],
)  # fmt: skip
def test_facts_of_a_body(html: str, field: str, value: Any) -> None:
    assert getattr(read_outline(html), field) == value


@pytest.mark.parametrize("html", ["", " \n", "\t"])
def test_an_empty_body_has_an_empty_outline(html: str) -> None:
    assert read_outline(html) == Outline()


PIECES = st.sampled_from(
    "< </ > <p> </p> <!-- --> <html> <html/x> <body> <frameset> <!doctype <svg> <title> a= \" ' &"
    " &#0; &#55296; <a\thref=//[ ".split(" ")
)  # fmt: skip


@given(html=st.lists(PIECES | st.text(max_size=3), max_size=10).map("".join))
def test_whatever_stands_there_is_read(html: str) -> None:
    text = body_text(NOT_XML.sub("", html))  # as `decode` leaves it
    assert text == " ".join(text.split())


@given(text=st.text(st.characters(codec="utf-8", exclude_categories=["C"])))
def test_escaped_text_comes_back(text: str) -> None:
    escaped = text.replace("&", "&amp;").replace("<", "&lt;")
    assert body_text(f"<p>{escaped}</p>") == " ".join(text.split())


@pytest.mark.parametrize("depth", [100, 300, 1900])
def test_what_is_nested_deep_is_read(depth: int) -> None:
    html = "<div>" * depth + "<a href=x>y</a>" + "</div>" * depth + "z"
    assert (body_text(html), read_outline(html).links) == ("yz", ("x",))
