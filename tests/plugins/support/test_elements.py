"""Tags that no browser knows."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.support.elements import KNOWN, closed, parse_body, without_unknown_tags


@pytest.mark.parametrize(
    ("html", "shown"),
    [
        ("<p>a Vec<T> is</p>", "<p>a Vec&lt;T> is</p>"),
        ("<p>Map<String, Integer> is</p>", "<p>Map&lt;String, Integer> is</p>"),
        ("<p><T: Clone> and <V></p>", "<p>&lt;T: Clone> and &lt;V></p>"),
        ("<p>A<B<'a, T>></p>", "<p>A<B<'a, T>></p>".replace("<B<", "&lt;B<")),
        ("<p><think>aloud</think></p>", "<p>&lt;think>aloud&lt;/think></p>"),
        ("<p><your-name></p>", "<p>&lt;your-name></p>"),
        ("<p>a <?php echo 1 ?> b</p>", "<p>a &lt;?php echo 1 ?> b</p>"),
    ],
)
def test_what_readers_would_miss_is_text(html: str, shown: str) -> None:
    assert without_unknown_tags(html) == shown


@pytest.mark.parametrize(
    "html",
    [
        "<p><code>Vec&lt;T&gt;</code> 1 < 2, a <- b, <3, <_x></p>",
        "<P><B>x</B><center><font color=red>y</font></center></P>",
        "<svg><lineargradient/><g><path/></g></svg><math><mi>x</mi></math>",
        """<p title="Vec<T>" lang='<V>'>x</p>""",
        "<!-- a <T> -->",
        "<script>if (i<n) x()</script><style>a<b{}</style>",
        "<br/><img src=a.png>",
        """<a href="b"">c</a><p title='d' e"f>g</p><a href = "<h>" i>j</a>""",
    ],
)
def test_what_readers_see_stays(html: str) -> None:
    assert without_unknown_tags(f"{html}<T>") == f"{html}&lt;T>"


def test_scripts_may_define_elements() -> None:
    html = "<my-chart data-x='1'></my-chart><T>"
    assert without_unknown_tags(html, custom=True) == html.replace("<T>", "&lt;T>")


PIECES = st.sampled_from(["<T>", "<b>", "</b>", "<x-y>", "<?", "<!--", "-->", "<p ", ">", '"', "a"])


@given(html=st.lists(PIECES, max_size=9).map("".join))
def test_browsers_know_what_is_left(html: str) -> None:
    left = without_unknown_tags(html)
    assert without_unknown_tags(left) == left
    assert {e.tag for e in parse_body(left).iter() if isinstance(e.tag, str)} <= KNOWN


@pytest.mark.parametrize(
    "html",
    [
        "<p>a<br><img src=a></p><ul><li>x</li></ul>",
        "<p>a</b></p>",
        "<div></div></div>",
        "<p title='a'>b<p>c",
        "<svg viewBox='0 0 1 1'><g></g></svg><video><source src=a></video>",
    ],
)
def test_what_ends_stays_as_it_is_written(html: str) -> None:
    assert closed(html) == html


@pytest.mark.parametrize(
    ("html", "whole"),
    [
        ("<p>a <a href=/b>b</p>", '<p>a <a href="/b">b</a></p>'),
        ("<DIV>a & <i>b", "<div>a &amp; <i>b</i></div>"),
        ("<p>x</a> and <a href=/b>c</p>", '<p>x and <a href="/b">c</a></p>'),
        ("<p>x <b>a</b></b> and <b>c</p>", "<p>x <b>a</b> and <b>c</b></p>"),
        ("<b>y<!-- </b> -->", "<b>y<!-- </b> --></b>"),
        ("<textarea>a", "<textarea>a</textarea>"),
        ("<div><video><source src=a>", '<div><video><source src="a"></video></div>'),
        ("<ul><li>a<li>b</ul><div>", "<ul><li>a</li><li>b</li></ul><div></div>"),
    ],
)
def test_what_a_text_leaves_open_ends_with_it(html: str, whole: str) -> None:
    assert closed(html) == whole


OPEN = st.sampled_from("<div> </div> <a href=x> </a> <ul> <li> </ul> <b> </b> <p> </p> x".split())


@given(html=st.lists(OPEN, max_size=30).map("".join))
def test_nothing_else_of_a_page_is_taken_in(html: str) -> None:
    page = parse_body(f"<div>{closed(html)}</div><footer></footer>")
    if html.count("<div>") >= html.count("</div>"):  # others are refused
        assert page[-1].tag == "footer"
