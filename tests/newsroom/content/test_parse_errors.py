"""What an error of one file says, and where."""

import pytest

from newsroom.content.parse_errors import describe, failing_line, line_of_bytes
from newsroom.content.time_limit import TimeLimitError


def undecodable(data: bytes) -> UnicodeDecodeError:
    """The error that decoding raises."""
    with pytest.raises(UnicodeDecodeError) as raised:
        data.decode()
    return raised.value


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (TimeLimitError(), "parsing this file takes more than 20 seconds of processor time; "
         'simplify it, or raise TIME_LIMIT["seconds"] in pelicanconf.py'),
        (RecursionError("maximum recursion depth exceeded"),
         "lists, quotations or tags are nested too deeply (RecursionError); nest fewer"),
        (undecodable(b"a\xff"), "the file is not in UTF-8; save it again in that encoding"),
        (PermissionError(13, "Permission denied", "x.md"),
         "this file cannot be read (Permission denied)"),
        (ValueError("no\n  good"), "cannot parse this part (ValueError: no good); rewrite it"),
        (AssertionError(), "cannot parse this part (AssertionError); rewrite it"),
    ],
)  # fmt: skip
def test_an_error_is_a_sentence(error: Exception, sentence: str) -> None:
    assert describe(error, 20) == sentence


def test_bytes_that_are_no_text_have_a_line() -> None:
    assert line_of_bytes(undecodable(b"a\nb\n\xff\n")) == 3


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
