"""Tags that make no element become text; what browsers drop or close by themselves is reported."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.diagnostics.codes import CODES
from newsroom.html.elements import KNOWN
from newsroom.html.stray_tags import repair_tags
from newsroom.html.tree import elements, is_html, parse_html, stable_html


def repaired(html: str, *, custom: bool = False) -> str:
    return repair_tags(html, custom=custom)[0]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>a Vec<T> is</p>", "<p>a Vec&lt;T&gt; is</p>"),
        ("<p>Map<String, Integer> is</p>", "<p>Map&lt;String, Integer&gt; is</p>"),
        ("<p><T: Clone> and <V></p>", "<p>&lt;T: Clone&gt; and &lt;V&gt;</p>"),
        ("<p>A<B<'a, T>></p>", "<p>A&lt;B&lt;'a, T&gt;></p>"),
        ("<p><think>aloud</think></p>", "<p>&lt;think&gt;aloud&lt;/think&gt;</p>"),
        ("<p>aloud</think></p>", "<p>aloud&lt;/think&gt;</p>"),
        ("<p><your-name></p>", "<p>&lt;your-name&gt;</p>"),
        ("<p>a <?php echo 1 ?> b</p>", "<p>a &lt;?php echo 1 ?&gt; b</p>"),
        ("<p>x</body></html>y</p>", "<p>x&lt;/body&gt;&lt;/html&gt;y</p>"),
        (
            "<p><!x <a href='y?> <b title=\"'> z</p>",
            "<p>&lt;!x &lt;a href='y?&gt; <b title=\"'> z</p>",
        ),
        ("<p></3 you</p>x", "<p>&lt;/3 you&lt;/p&gt;x"),
        ("<div><![CDATA[x]]></div>", "<div>&lt;![CDATA[x]]&gt;</div>"),
        ("<table><T><tr><td>x</table>", "<table>&lt;T&gt;<tr><td>x</table>"),
        ("<T title='</T>'>x</T>", "&lt;T title='&lt;/T&gt;'&gt;x&lt;/T&gt;"),
        ("<p>é\n\n<T\n>x</p>", "<p>é\n\n&lt;T\n&gt;x</p>"),
    ],
)
def test_what_readers_would_miss_is_text(html: str, expected: str) -> None:
    assert repaired(html) == expected


@pytest.mark.parametrize("separator", ["\u2028", "\u2029", "\x0b", "\x0c", "\x1e", "\x85", "é🙂"])
def test_only_a_line_feed_ends_a_line(separator: str) -> None:
    html = f"<p>{separator}{separator}{separator} a\nb</think> c & d</p>"
    assert repaired(html) == html.replace("</think>", "&lt;/think&gt;")


@pytest.mark.parametrize(
    "html",
    [
        "<p><code>Vec&lt;T&gt;</code> 1 < 2, a <- b, <3, <_x></p>",
        "<P><B>x</B><center><font color=red>y</font></center></P>",
        "<svg><lineargradient/><g><path/></g></svg><math><mi>x</mi></math>",
        "<svg><![CDATA[ <b> </b> <T> ]]></svg>",
        """<p title="Vec<T>" lang='<V>'>x</p>""",
        "<!-- a <T> -->",
        "<script>if (i<n) x()</script><style>a<b{}</style><textarea></p><T></textarea>",
        "<br/><img src=a.png>",
        """<a href="b"">c</a><p title='d' e"f>g</p><a href = "<h>" i>j</a>""",
    ],
)
def test_what_readers_see_stays(html: str) -> None:
    assert repaired(f"{html}<T>") == f"{html}&lt;T&gt;"
    assert repaired(html) == html


def test_scripts_may_define_elements() -> None:
    html = "<my-chart data-x='1'></my-chart></my-end><T>"
    assert repaired(html, custom=True) == html.replace("<T>", "&lt;T&gt;")


@pytest.mark.parametrize(
    ("html", "tag", "number", "code"),
    [
        ("<p>a<b>b</p>", "<b>", 0, "html/unclosed-element"),
        ("<b>a</b><b>b</b><b>c", "<b>", 2, "html/unclosed-element"),
        ("<div class=x>a</div>\n<div class=x>b", "<div class=x>", 1, "html/unclosed-element"),
        ("<u>a</u></u>", "</u>", 1, "html/stray-tag"),
        ("<i>é</i>🙂<i>x", "<i>", 1, "html/unclosed-element"),
    ],
)
def test_a_problem_names_its_tag_among_those_written_alike(
    html: str, tag: str, number: int, code: str
) -> None:
    (problem,) = repair_tags(html)[1]
    assert (problem.tag, problem.number, problem.code) == (tag, number, code)
    assert CODES[code].severity == "warning"


@pytest.mark.parametrize(
    "tag", ["<html>", "<head>", "<body onload=x>", "<frameset>", "<!doctype html>"]
)
def test_a_tag_of_the_page_is_an_error(tag: str) -> None:
    html, problems = repair_tags(f"<p>x {tag}</p>")
    assert [(p.tag, p.code) for p in problems] == [(tag, "html/page-element")]
    assert parse_html(html).text == f"x {tag}"


PIECES = st.sampled_from(
    """<T> </T> <b> </b> <x-y> </x-y> <? <! <!-- --> <![CDATA[ ]]> <p </p> > " ' a <svg> </svg>
    <math> <desc> <table> <td> </body> <select> <template> <textarea> </textarea> <a> <!x""".split()
)


@given(html=st.lists(PIECES, max_size=12).map("".join))
def test_browsers_know_every_tag_that_is_left(html: str) -> None:
    left = repaired(html)
    assert repaired(left) == left
    assert {e.tag for e in elements(parse_html(left)) if is_html(e)} <= KNOWN


TEXT = st.sampled_from(["a", " b ", "é", "1 < 2", "&amp;"])
TREE = st.recursive(
    TEXT,
    lambda inner: st.builds(
        "<{0}>{1}</{0}>".format, st.sampled_from(["b", "div", "span", "T", "ul"]),
        st.lists(inner, max_size=3).map("".join),
    ),
)  # fmt: skip


@given(html=TREE)
def test_what_is_in_order_has_no_problem(html: str) -> None:
    assert repair_tags(html)[1] == []


OPEN = st.sampled_from("<div> </div> <a href=x> </a> <ul> <li> </ul> <b> </b> <p> </p> x".split())


@given(html=st.lists(OPEN, max_size=30).map("".join))
def test_nothing_else_of_a_page_is_taken_in(html: str) -> None:
    body = stable_html(parse_html(repaired(html)))
    page = parse_html(f"<div>{body}</div><footer></footer>")
    assert [child.tag for child in elements(page) if child.parent == page] == ["div", "footer"]


def test_an_end_of_a_paragraph_may_be_one_of_markdown() -> None:
    assert repair_tags("<p><dialog>x</dialog></p>")[1] == []
