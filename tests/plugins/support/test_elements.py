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
    ("html", "ends"),
    [
        ("<p>a<br><img src=a></p><ul><li>x</ul>", ""),
        ("<p>a <a href=/b>b</p>", "</a>"),
        ("<div><i><b>a</div>", "</b></i>"),  # they go on where the one around them ends
        ("<ul><li>a<li>b</ul><dl><dt>c<dd>d</dl>", ""),
        ("<ul><li>a<li>b", "</li></ul>"),
        ("<div><section><div>a</div>", "</section></div>"),
        ("<DIV>a", "</div>"),
        ("<p>a</b></p>", ""),
        ("<!-- <div> --><p title='<div>'>a</p>", ""),
        ("<svg><g></svg><script>'<div>'</script>", ""),
        ("<table><tr><td>a", "</td></table>"),
    ],
)
def test_what_a_text_leaves_open_ends_with_it(html: str, ends: str) -> None:
    assert closed(html) == html + ends
