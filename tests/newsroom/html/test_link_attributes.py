"""URLs in the attributes of elements: found, changed, made absolute."""

from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.html.link_attributes import (
    make_absolute,
    replace_in_tag,
    replace_urls,
    srcset_candidates,
)
from newsroom.html.tree import inner_html, parse_html


def urls_in(html: str) -> list[str]:
    """The URLs that are passed to the replacement."""
    urls: list[str] = []

    def keep(url: str) -> str:
        urls.append(url)
        return url

    replace_urls(parse_html(html), keep)
    return urls


def replaced(html: str) -> str:
    tree = parse_html(html)
    replace_urls(tree, lambda url: f"/{url}")
    return inner_html(tree)


@pytest.mark.parametrize(
    ("html", "urls"),
    [
        ('<a href="x">', ["x"]),
        ("<a href='x'>", ["x"]),
        ("<a href=x>", ["x"]),
        ('<A HREF="x">', ["x"]),
        ('<a\nhref = "x">', ["x"]),
        ('<a title="a > b" href="x">', ["x"]),
        ('<a href="?a=1&amp;b=2">', ["?a=1&b=2"]),
        ('<a href="">', [""]),
        ('<img src="x"/>', ["x"]),
        ('<img srcset="a 1x, b 2x">', ["a", "b"]),
        ('<video src="x" poster="y">', ["x", "y"]),
        ('<svg><image xlink:href="x"/><use href="y"/></svg>', ["x", "y"]),
        ("<template><a href=x></template>", ["x"]),
        ('<a data-href="x">', []),
        ("&lt;a href=\"x\"&gt;", []),
        ('a href="x"', []),
        ('<a title="see href=\'y\'" href="x">', ["x"]),
        ('<!-- <a href="x"> -->', []),
        ('<!x <a href="y> <b title=\'"> <a href=z> \'></b>', []),
        ("<svg><![CDATA[<a href=x>]]></svg>", []),
        ("<textarea><a href=x></textarea>", []),
    ],
)  # fmt: skip
def test_urls_are_found_where_browsers_find_them(html: str, urls: list[str]) -> None:
    assert urls_in(html) == urls


@pytest.mark.parametrize(
    ("html", "changed"),
    [
        ('<a href="x">x</a>', '<a href="/x">x</a>'),
        ('<a href="a&amp;b"></a>', '<a href="/a&amp;b"></a>'),
        ('<a href=" x "></a>', '<a href="/x"></a>'),
        ('<img srcset="a 1x,b 2x" src="c">', '<img srcset="/a 1x, /b 2x" src="/c">'),
        ("<p>no link</p>", "<p>no link</p>"),
    ],
)
def test_urls_are_replaced(html: str, changed: str) -> None:
    assert replaced(html) == changed


@pytest.mark.parametrize(
    ("srcset", "candidates"),
    [
        ("", []),
        ("a", [("a", "")]),
        ("a 1x, b 2x", [("a", "1x"), ("b", "2x")]),
        ("a,b 2x", [("a,b", "2x")]),
        ("a, b", [("a", ""), ("b", "")]),
        (" , a 100w , ,b", [("a", "100w"), ("b", "")]),
        ("data:image/png;base64,A= 1x, b 2x", [("data:image/png;base64,A=", "1x"), ("b", "2x")]),
        ("a  1x  2h ,b", [("a", "1x 2h"), ("b", "")]),
    ],
)  # fmt: skip
def test_the_candidates_of_a_srcset(srcset: str, candidates: list[tuple[str, str]]) -> None:
    assert list(srcset_candidates(srcset)) == candidates


@pytest.mark.parametrize(
    ("tag", "changed"),
    [
        ('<a class="x" href="a">', '<a class="x" href="/a">'),
        ("<img alt='>' src='a' srcset=\"b 1x\">", '<img alt=\'>\' src="/a" srcset="/b 1x">'),
        ("<a href=a title=b>", '<a href="/a" title=b>'),
        ("<A HREF='a'>", '<A href="/a">'),
        ("<b title='href=a'>", "<b title='href=a'>"),
        ("<!x <a href=a>", "<!x <a href=a>"),
        ("<td href=a>", "<td href=a>"),
    ],
)
def test_urls_of_one_tag_are_replaced_and_all_else_stays(tag: str, changed: str) -> None:
    assert replace_in_tag(tag, lambda url: f"/{url}") == changed


URL = st.text(st.characters(codec="utf-8", exclude_characters="\r\0"), min_size=1).filter(
    lambda text: text == text.strip()
)


@given(url=URL, new=URL)
def test_a_url_arrives_unescaped_and_goes_back_escaped(url: str, new: str) -> None:
    tree = parse_html(f'<a href="{escape(url)}">')
    replace_urls(tree, lambda _: new)
    assert urls_in(inner_html(tree)) == [new]
    tag = replace_in_tag(f'<a href="{escape(url)}">', lambda _: new)
    assert urls_in(tag) == [new]


PAGE = "https://x.example/blog/2025/01/a/"


@pytest.mark.parametrize(
    ("url", "whole"),
    [
        ("/blog/b/", "https://x.example/blog/b/"),
        ("b/", f"{PAGE}b/"),
        ("../b/", "https://x.example/blog/2025/01/b/"),
        ("#c", f"{PAGE}#c"),
        ("?q", f"{PAGE}?q"),
        ("//y.example/", "https://y.example/"),
        ("https://y.example/", "https://y.example/"),
        ("mailto:a@y.example", "mailto:a@y.example"),
        ("", PAGE),
        ("http://[", "http://["),
    ],
)
def test_urls_are_made_absolute(url: str, whole: str) -> None:
    tree = parse_html(f'<a href="{url}">x</a>')
    make_absolute(tree, PAGE)
    assert inner_html(tree) == f'<a href="{whole}">x</a>'
