"""Addresses inside HTML: found, changed, made absolute."""

from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.support.addresses import absolute, is_internal, replace_addresses, source_file, uri


def found_in(html: str) -> list[str]:
    """The addresses that are offered for replacement."""
    found: list[str] = []

    def keep(address: str) -> str:
        found.append(address)
        return address

    assert replace_addresses(html, keep) == html
    return found


@pytest.mark.parametrize(
    ("html", "addresses"),
    [
        ('<a href="x">', ["x"]),
        ("<a href='x'>", ["x"]),
        ("<a href=x>", ["x"]),
        ('<A HREF="x">', ["x"]),
        ('<a\nhref = "x">', ["x"]),
        ('<a class="b" href="x" id="c">', ["x"]),
        ('<a title="a &gt; b" href="x">', ["x"]),
        ('<a title="a > b" href="x">', ["x"]),
        ('<a href="?a=1&amp;b=2">', ["?a=1&b=2"]),
        ('<a href="">', [""]),
        ('<img src="x"/>', ["x"]),
        ('<img srcset="a 1x, b 2x">', ["a", "b"]),
        ('<video src="x" poster="y">', ["x", "y"]),
        ('<a href="x"><img src="y"></a>', ["x", "y"]),
        ('<a data-href="x">', []),
        ("&lt;a href=\"x\"&gt;", []),
        ('a href="x"', []),
        ("<p>text src='x'</p>", []),
        ('<a title="see href=\'y\'" href="x">', ["x"]),
        ('<img alt="the src=\'y\' attribute" src="x">', ["x"]),
        ('<!-- <a href="x"> -->', []),
    ],
)  # fmt: skip
def test_addresses_are_found_where_browsers_find_them(html: str, addresses: list[str]) -> None:
    assert found_in(html) == addresses


@pytest.mark.parametrize(
    ("html", "changed"),
    [
        ('<a href="x">x</a>', '<a href="/x">x</a>'),
        ("<a href='x'>x</a>", "<a href='/x'>x</a>"),
        ('<a href="a&amp;b">', '<a href="/a&amp;b">'),
        ('<a href=" x ">', '<a href="/x">'),
        ('<img srcset="a 1x,b 2x" src="c">', '<img srcset="/a 1x, /b 2x" src="/c">'),
        ("<p>no link</p>", "<p>no link</p>"),
    ],
)
def test_addresses_are_replaced(html: str, changed: str) -> None:
    assert replace_addresses(html, lambda address: f"/{address}") == changed


def test_a_new_address_cannot_leave_its_attribute() -> None:
    changed = replace_addresses("<a href='x' id=\"y\">", lambda _: "'\"<>&")
    assert changed == "<a href='&#x27;&quot;&lt;&gt;&amp;' id=\"y\">"


ADDRESS = st.text(min_size=1).filter(lambda text: text == text.strip())
ATTRIBUTE = st.builds('{}="{}"'.format, st.sampled_from(["href", "src", "poster", "title"]),
                      ADDRESS.map(escape))  # fmt: skip
TAG = st.builds("<{} {}>".format, st.sampled_from(["a", "img", "video"]),
                st.lists(ATTRIBUTE, max_size=3).map(" ".join))  # fmt: skip
TEXT = st.text().map(lambda text: escape(text, quote=False))


@given(html=st.lists(TAG | TEXT).map("".join))
def test_replacing_each_by_itself_changes_nothing(html: str) -> None:
    assert replace_addresses(html, str) == html


@given(address=ADDRESS, new=ADDRESS)
def test_an_address_arrives_unescaped_and_goes_back_escaped(address: str, new: str) -> None:
    html = replace_addresses(f'<a href="{escape(address)}">', lambda _: new)
    assert found_in(html) == [new]


PAGE = "https://x.example/blog/2025/01/a/"


@pytest.mark.parametrize(
    ("address", "whole"),
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
def test_addresses_are_made_absolute(address: str, whole: str) -> None:
    assert absolute(f'<a href="{address}">x</a>', PAGE) == f'<a href="{whole}">x</a>'


@pytest.mark.parametrize(
    ("address", "internal"),
    [
        ("", True), ("#a", True), ("?a", True), ("a.md", True), ("/a/", True), ("../a", True),
        ("//y.example/a", False), ("https://y.example/", False), ("mailto:a@b", False),
        ("javascript:x", False), ("http://[", False), ("tel:1", False),
    ],
)  # fmt: skip
def test_what_leads_into_this_site(address: str, internal: bool) -> None:
    assert is_internal(address) == internal


@pytest.mark.parametrize(
    ("address", "file"),
    [
        ("a.png", "posts/2025/a.png"), ("./a.png", "posts/2025/a.png"),
        ("../a.png", "posts/a.png"), ("../../images/a.png", "images/a.png"),
        ("/images/a.png", "images/a.png"), ("{static}/images/a.png", "images/a.png"),
        ("{filename}x.md", "posts/2025/x.md"), ("|filename|/x.md", "x.md"),
        ("{attach}a.png", "posts/2025/a.png"), ("a%20b.png", "posts/2025/a b.png"),
        ("x.md?q#f", "posts/2025/x.md"), ("/a/../b.md", "b.md"), ("é.png", "posts/2025/é.png"),
        ("../../../x", None), ("{static}../../../x", None), ("%2e%2e/%2e%2e/../x", None),
        ("", None), ("#f", None), ("?q", None), ("https://y.example/a.png", None),
        ("//y.example/a.png", None), ("{tag}AI", None), ("{other}a.png", None),
        ("mailto:a@b", None),
        ("{static}https://y.example/a.png", None),
    ],
)  # fmt: skip
def test_the_file_that_an_address_means(address: str, file: str | None) -> None:
    assert source_file(address, "posts/2025") == file


@given(address=st.text(), folder=st.sampled_from(["", "posts", "posts/2025"]))
def test_no_address_means_a_file_outside_the_content(address: str, folder: str) -> None:
    file = source_file(address, folder)
    assert file is None or not file.startswith(("/", ".."))


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://x.example/a-b_c.d~e/?q=1&r=2#f", "https://x.example/a-b_c.d~e/?q=1&r=2#f"),
        ("https://x.example/नमस/", "https://x.example/%E0%A4%A8%E0%A4%AE%E0%A4%B8/"),
        ("https://x.example/a%20b.png", "https://x.example/a%20b.png"),
        ("https://x.example/a b<c>.png", "https://x.example/a%20b%3Cc%3E.png"),
        ("https://bücher.example:8080/ü", "https://xn--bcher-kva.example:8080/%C3%BC"),
        ("/büro/", "/b%C3%BCro/"),
        ("", ""),
    ],
)
def test_an_address_for_machines_is_ascii(address: str, expected: str) -> None:
    assert uri(address) == expected
    assert uri(expected) == expected
