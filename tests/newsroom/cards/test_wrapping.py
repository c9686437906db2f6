"""Lines of headlines; in these tests each character is half an em wide."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.cards.wrapping import Box, BreakableText, break_units, cut_line, fit_lines

NOT_AT_START = "。，、！？）」』：；"


def measure(text: str) -> float:
    """The width of a text."""
    return len(text) / 2


def lines(text: str, width: float, language: str = "en") -> list[str]:
    """The lines of a text."""
    return BreakableText(text, language, measure).lines(width)


@pytest.mark.parametrize(
    ("text", "language", "units"),
    [
        ("one two", "en", ["one ", "two"]),
        ("data-center", "en", ["data-center"]),
        ("überlange-Zusammensetzung-en", "de", ["überlange-Zusammensetzung-", "en"]),
        ("incomprehensibly-long", "en", ["incomprehensibly-", "long"]),
        ("你好，世界", "zh", ["你", "好，", "世", "界"]),
        ("인공 지능", "ko", ["인공 ", "지능"]),
        ("ภาษาไทย ก", "th", ["ภาษาไทย ", "ก"]),
        ("a\u00a0b c", "en", ["a\u00a0b ", "c"]),
        ("don’t, “so”", "en", ["don’t, ", "“so”"]),
        ("", "en", []),
    ],
)
def test_lines_end_where_a_language_allows(text: str, language: str, units: list[str]) -> None:
    assert [*break_units(text, language)] == units


def test_lines_are_as_long_as_they_fit_and_then_balanced() -> None:
    text = BreakableText("aaa bbb ccc ddd", "en", measure)
    assert text.lines(5.5) == ["aaa bbb ccc ", "ddd"]
    assert text.balanced(5.5) == ["aaa bbb ", "ccc ddd"]


@pytest.mark.parametrize(
    ("text", "expected", "size"),
    [
        ("aa bb", ("aa bb",), 40),  # 2.5 em
        ("aaaa bbbb", ("aaaa", "bbbb"), 40),
        ("aaaaaaaaaaaa", ("aaaaaaaaaaaa",), 16),  # 6 em
        ("aaaaaaaaaaaaaa", ("aaaaaaaaaaaaaa",), 14),  # one word: a size of its own
        ("a" * 25, ("a" * 12, "a" * 12, "a"), 16),
    ],
)
def test_a_text_has_the_largest_size_at_which_it_fits(
    text: str, expected: tuple[str, ...], size: int
) -> None:
    breakable = BreakableText(text, "en", measure)
    fitted = fit_lines(breakable, Box(100, 80, 1), (40, 30, 20, 16), (14,), "…")
    assert (fitted.lines, fitted.size) == (expected, size)


def test_what_does_not_fit_is_cut_before_a_word() -> None:
    breakable = BreakableText("aaaa bbbb cccc dddd, eeee", "en", measure)
    fitted = fit_lines(breakable, Box(100, 40, 1), (20,), (), "…")
    assert fitted.lines == ("aaaa bbbb", "cccc dddd…")


@pytest.mark.parametrize(
    ("text", "width", "cut"),
    [
        ("abc", 1.5, "abc"),
        ("abc def", 3, "abc…"),
        ("a bcdefghij", 3, "a bcd…"),
        ("aaa, bcdefghij", 3.5, "aaa…"),
        ("👨‍👩‍👧👨‍👩‍👧", 3, "👨‍👩‍👧…"),
        ("abc", 0.1, "…"),
    ],
)
def test_a_line_is_cut_before_a_word_or_a_character(text: str, width: float, cut: str) -> None:
    assert cut_line(text, width, measure, "…") == cut


@given(st.text("ab -，。新闻ไท", max_size=60), st.floats(2, 20))
def test_no_line_is_longer_than_its_width(text: str, width: float) -> None:
    breakable = BreakableText(text, "zh", measure).broken(width)
    wrapped = breakable.lines(width)
    assert "".join(wrapped) == text
    assert all(measure(line.rstrip(" ")) <= width for line in wrapped)


@given(st.text("新闻，。！）", min_size=1, max_size=40), st.floats(4, 20))
def test_no_line_starts_with_a_mark_that_ends_a_sentence(text: str, width: float) -> None:
    later = lines(text, width, "zh")[1:]
    assert [line for line in later if line[0] in NOT_AT_START] == []
