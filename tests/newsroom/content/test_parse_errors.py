"""Diagnostics for the errors that parsing raises, and their lines."""

import pytest

from newsroom.content.parse_errors import diagnose_error, failing_line
from newsroom.content.time_limit import TimeLimitError


def undecodable(data: bytes) -> UnicodeDecodeError:
    """The error that decoding raises."""
    with pytest.raises(UnicodeDecodeError) as raised:
        data.decode()
    return raised.value


@pytest.mark.parametrize(
    ("error", "code", "message"),
    [
        (TimeLimitError(), "too-slow", "parsing this file takes more than 20 seconds of "
         'processor time; simplify it, or raise TIME_LIMIT["seconds"] in pelicanconf.py'),
        (RecursionError("maximum recursion depth exceeded"), "invalid",
         "lists, quotations or tags are nested too deeply (RecursionError); nest fewer"),
        (PermissionError(13, "Permission denied", "x.md"), "unreadable",
         "cannot read this file: permission denied"),
        (ValueError("no\n  good"), "invalid",
         "cannot parse this part (ValueError: no good); rewrite it"),
        (AssertionError(), "invalid", "cannot parse this part (AssertionError); rewrite it"),
    ],
)  # fmt: skip
def test_an_error_becomes_a_diagnostic(error: Exception, code: str, message: str) -> None:
    diagnostic = diagnose_error(error, "a.md", 5, 20)
    assert (diagnostic.path, diagnostic.line) == ("a.md", 5)
    assert (diagnostic.code, diagnostic.text) == (f"file/{code}", message)


def test_the_line_is_that_of_the_first_byte_that_is_not_utf_8() -> None:
    diagnostic = diagnose_error(undecodable(b"a\nb\n\xff\n"), "a.md", 1, 20)
    assert (diagnostic.line, diagnostic.code) == (3, "file/not-utf-8")
    assert diagnostic.text == "the file is not UTF-8; save it in that encoding"


def attempt(text: str) -> None:
    """Raise an error for a text with `[` and `]` around anything."""
    if "[" in text and "]" in text.partition("[")[2]:
        raise ValueError


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("[x]", 0),
        ("a\nb\n[x]\nc", 2),
        ("a\n[\nb\n]\nc", 1),
        ("a\n[\n[x]\nc", 2),
        ("[x]\n[x]\n[x]", 0),
        ("nothing\nwrong", 0),
        ("", 0),
    ],
)
def test_the_line_is_that_where_the_shortest_part_begins(text: str, line: int) -> None:
    assert failing_line(text, attempt) == line


def test_a_part_that_takes_too_long_ends_the_search() -> None:
    def slow(text: str) -> None:
        raise TimeLimitError

    assert failing_line("a\nb", slow) == 0
