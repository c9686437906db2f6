"""Where a text is in the body of a file."""

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.content.markdown import without_code
from newsroom.content.source_positions import AFTER, BEFORE, SourceBody


@pytest.mark.parametrize(
    ("body", "text", "line"),
    [
        ("a\nb <T>\n", "<T>", 5),
        ("`<T>`\n<T>", "<T>", 5),
        ("```\n<T>\n```\n\n<T>", "<T>", 8),
        ("only `<T>` here", "<T>", 4),
        ("a\n\\`<T>\\`", "<T>", 5),
        ("a\n<a href='&#115;cript:'>", "script:", 5),
        ("a\n<ScRiPt>", "<script", 5),
        ("a\nVec<\nT>", "<T>", 6),
        ("a", "<T>", 0),
        ("a.\n(b(", "", 0),
        ("\n\nb", "\xa0", 0),
        ("[a](https://x.example/models)\n[b](/models)", "/models", 5),
        ("(https://x.example/models)\nb\n[b](/models)", "/models", 6),
        ("[a](#dataset)\n\n[b](#data 'Title')", "#data", 6),
        ("https://x.example/models\n\n[b](/models)", "/models", 6),
        ("[a](/models/x)\n[b]: /models", "/models", 5),
        ("[a](/models/x)\n<a href=/models>", "/models", 5),
        ("[a](/models/x)\n<a href=/models class=x>", "/models", 4),
        ("only /models/x", "/models", 4),
    ],
)
def test_a_text_is_found_in_the_body_and_first_in_its_prose(
    body: str, text: str, line: int
) -> None:
    source = SourceBody(body, 4)
    assert source.find(text) == line
    assert source.line(text) == (line or 4)


@pytest.mark.parametrize(
    ("tag", "number", "line"),
    [("<T>", 0, 5), ("<T>", 1, 7), ("<T>", 2, 5), ("<U>", 0, 6), ("<V>", 0, 4), ("", 0, 4)],
)
def test_a_tag_is_found_by_the_tags_before_it(tag: str, number: int, line: int) -> None:
    assert SourceBody("\n<T> `<T>`\n`<U>`\n<T>", 4).tag_line(tag, number) == line


def plain(text: str) -> str:
    return "".join(unescape(text).split()).lower()


def expected_line(text: str, body: str) -> int:
    """The line, from 1, of a text in a body, by a search for its characters in any number of lines.

    It is 0 where the body does not contain the text.
    """
    wanted = "(" + r"\n*".join(map(re.escape, plain(text))) + ")"
    before, after = rf"(?:\A|[{re.escape(BEFORE)}])\n*", rf"(?=[{re.escape(AFTER)}\n]|\Z)"
    for searched in (without_code(body), body):
        lines = "\n".join(map(plain, searched.split("\n")))
        for pattern in (before + wanted + after, wanted):
            if plain(text) and (match := re.search(pattern, lines)):
                return lines.count("\n", 0, match.end(1)) + 1
    return 0


URLS = ["/about/", "/About/", "/about/?a=1&b", "a_b.md", "#x", "https://x.example/about/", "Σ", " "]
PIECES = st.sampled_from(
    [*URLS, "[", "](", ")", "<", ">", "`", "```\n", "\n```\n", "~~~", "\\", "\n", "\n\n", " ", '"',
     "[r]: ", "href=", "/&#97;bout/", "/a\nbout/", "&amp;", "é", "class=", "/", "x"]
)  # fmt: skip


@given(body=st.lists(PIECES, max_size=30).map("".join), text=st.sampled_from(URLS))
def test_every_text_is_found_where_a_search_finds_it(body: str, text: str) -> None:
    assert SourceBody(body, 1).find(text) == expected_line(text, body)
