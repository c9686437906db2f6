"""Links and images of Markdown, as CommonMark reads them."""

import pytest

from newsroom.content.time_limit import time_limit
from tests.rendering import MARKDOWN, render

SIZE = 20_000  # characters


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("[a](b)", '<a href="b">a</a>'),
        ("[a](<b c>)", '<a href="b c">a</a>'),
        ("[a]( b 'c' )", '<a href="b" title="c">a</a>'),
        ('[a](b\n"c\nd")', '<a href="b" title="c d">a</a>'),
        ("[a](b (c))", '<a href="b" title="c">a</a>'),
        ("[a](b_(c)_(d(e)))", '<a href="b_(c)_(d(e))">a</a>'),
        ("[a]()", '<a href="">a</a>'),
        ("[a [b] c](d)", '<a href="d">a [b] c</a>'),
        ("[a](b c)", "[a](b c)"),
        ("[a](b 'c' d)", "[a](b 'c' d)"),
        ("[a](b(c)", "[a](b(c)"),
        ("[a](<b)", "[a](&lt;b)"),
        ("[a](b\\)c)", '<a href="b)c">a</a>'),
        ("[a]({{< ref b >}})", "[a]({{&lt; ref b &gt;}})"),
        ("[a][B\n c]\n\n[b c]: d", '<a href="d">a</a>'),
        ("[a] [b]\n\n[a]: c\n[b]: d", '<a href="c">a</a> <a href="d">b</a>'),
        ("[a][b]\n\n[a]: c", "[a][b]"),
        ("[a][]\n\n[a]: b", '<a href="b">a</a>'),
        ("![a *b*](c 'd') e", '<img alt="a *b*" src="c" title="d"> e'),
        ("![a][b] c\n\n[b]: d", '<img alt="a" src="d"> c'),
        ("![a] c\n\n[a]: d", '<img alt="a" src="d"> c'),
        ('[a](b "c \\"d")', '<a href="b" title="c &quot;d">a</a>'),
        ("[[*a* b]]\n\n[*a* b]: c", '[<a href="c"><em>a</em> b</a>]'),
        (f"[{'a' * 1000}]\n\n[b]: c", f"[{'a' * 1000}]"),
        ("[`a b`]\n\n[`a b`]: c", '<a href="c"><code>a b</code></a>'),
    ],
)
def test_links(text: str, html: str) -> None:
    assert render(text).html.strip() == f"<p>{html}</p>"


@pytest.mark.parametrize(
    "unit", ["[", "[a](", "[a][", "[a](b ", "(", "[a](((", '[a](b "', "[]", '[a](b "\\']
)
def test_what_is_left_open_takes_linear_time(unit: str) -> None:
    with time_limit(5):
        MARKDOWN.reset().convert(unit * (SIZE // len(unit)))
