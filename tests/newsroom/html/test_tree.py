"""HTML as a tree: read as browsers read it, and expected so that it is read alike."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.html.tree import (
    DEEPEST,
    UnstableHtmlError,
    depth,
    elements,
    escape_attribute,
    inner_html,
    is_html,
    parse_html,
    stable_html,
)


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>a <a href=/b>b</p>", '<p>a <a href="/b">b</a></p>'),
        ("<DIV>a & <i>b", "<div>a &amp; <i>b</i></div>"),
        ("<p>x</a> and <a href=/b>c</p>", '<p>x and <a href="/b">c</a></p>'),
        ("<b>y<!-- </b> -->", "<b>y<!-- </b> --></b>"),
        ("<!-- open", "<!-- open-->"),
        ("<textarea>a", "<textarea>a</textarea>"),
        ("<ul><li>a<li>b</ul><div>", "<ul><li>a</li><li>b</li></ul><div></div>"),
        ("<b title='a<\"&>'>", '<b title="a&lt;&quot;&amp;&gt;"></b>'),
        ("<pre>\n\nx</pre>", "<pre>\n\nx</pre>"),
        ("<svg viewbox=1><![CDATA[<b>]]></svg>", '<svg viewBox="1">&lt;b&gt;</svg>'),
        ("<p>x</div></article>y</p>", "<p>xy</p>"),
        ("<form><div></form><form>x", "<form><div>x</div></form>"),
    ],
)
def test_a_tree_is_written_with_every_element_closed(html: str, expected: str) -> None:
    assert stable_html(parse_html(html)) == expected


HOSTILE = st.sampled_from(
    """<form> </form> <table> <tr> <td> </table> <a> </a> <svg> </svg> <math> <mtext> <mglyph>
    <style> </style> <desc> <foreignObject> <title> <p> </p> <select> <option> <b> <i> </b> <nobr>
    <button> <template> </template> <textarea> </textarea> <pre>\n\n <caption> <img>
    <noscript> </noscript> <annotation-xml> <![CDATA[ ]]> <!-- --> --!> "> x""".split(" ")
)


@given(html=st.lists(HOSTILE, max_size=15).map("".join))
def test_what_is_written_is_what_is_read(html: str) -> None:
    with suppress(UnstableHtmlError):
        stable = stable_html(parse_html(html))
        assert inner_html(parse_html(stable)) == stable


def test_elements_inside_templates_are_elements() -> None:
    tree = parse_html("<template><p><script>x</script></template><svg><a/></svg>")
    names = [(element.tag, is_html(element)) for element in elements(tree)]
    assert names == [
        ("template", True),
        ("p", True),
        ("script", True),
        ("svg", False),
        ("a", False),
    ]


@pytest.mark.parametrize(
    ("html", "levels"), [("", 0), ("x", 0), ("<b></b>", 1), ("<b><i></i></b><p></p>", 2)]
)
def test_how_deep_elements_are_nested(html: str, levels: int) -> None:
    assert depth(parse_html(html)) == levels


def test_a_deep_tree_is_read_and_written() -> None:
    html = "<div>" * DEEPEST + "x" + "</div>" * DEEPEST
    assert stable_html(parse_html(html)) == html


def test_a_tree_that_browsers_flatten_is_not_written() -> None:
    tree = parse_html("<div>" * 30_000)
    assert depth(tree) > DEEPEST
    with pytest.raises(UnstableHtmlError):
        stable_html(tree)


@given(st.text("<>&\"'`=; \n\xa0\u2028a\ue000\U000f0000"))
def test_attributes_are_escaped_as_they_are_written(value: str) -> None:
    tree = parse_html("<p title=x>")
    next(elements(tree)).attrs["title"] = value
    assert inner_html(tree) == f'<p title="{escape_attribute(value)}"></p>'
