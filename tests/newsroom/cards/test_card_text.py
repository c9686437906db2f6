"""Texts of cards before they are laid out."""

import pytest

from newsroom.cards.card_text import capitals, clean_text, shorten


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("  two\n\twords ", "two words"),
        ("caf\u0065\u0301", "café"),
        ("a\u200eb\u202ec\u00ad", "abc"),
        ("\u0915\u094d\u200d\u0937", "\u0915\u094d\u200d\u0937"),  # a joiner changes the letters
        ("☀\ufe0f", "☀"),
        ("a\u00a0b", "a\u00a0b"),
        ("\x00\x1b\ue000\ud800", ""),
    ],
)
def test_what_has_no_form_is_left_out(text: str, cleaned: str) -> None:
    assert clean_text(text) == cleaned


@pytest.mark.parametrize(
    ("text", "language", "result"),
    [
        ("News", "en", "NEWS"),
        ("bilim", "tr", "BİLİM"),
        ("Straße", "de", "STRASSE"),
        ("新闻", "zh", "新闻"),
    ],
)
def test_capitals_follow_the_language(text: str, language: str, result: str) -> None:
    assert capitals(text, language) == result


@pytest.mark.parametrize(
    ("text", "most", "result"),
    [
        ("short", 10, "short"),
        ("one two three", 9, "one two…"),
        ("onetwothree", 5, "onetw…"),
        ("क्षक्षक्ष", 4, "क्ष…"),  # three characters each
    ],
)
def test_a_long_text_ends_before_a_word_or_a_character(text: str, most: int, result: str) -> None:
    assert shorten(text, most) == result
