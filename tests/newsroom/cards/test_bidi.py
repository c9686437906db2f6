"""The order of characters on a line; capitals stand for Hebrew letters in these tables."""

import pytest

from newsroom.cards.bidi import embedding_levels, is_right_to_left, visual_order

HEBREW = {chr(ord("A") + number): chr(0x5D0 + number) for number in range(26)}


def displayed(text: str, *, rtl: bool) -> str:
    """A line as it is seen, from left to right."""
    hebrew = "".join(HEBREW.get(char, char) for char in text)
    order = visual_order(embedding_levels(hebrew, rtl=rtl))
    return "".join(text[position] for position in order)


@pytest.mark.parametrize(
    ("text", "rtl", "expected"),
    [
        ("abc", False, "abc"),
        ("ABC", True, "CBA"),
        ("car is THE CAR in arabic", False, "car is RAC EHT in arabic"),  # of the annex
        ("ABC abc DEF", True, "FED abc CBA"),
        ("ABC 12 DEF", True, "FED 12 CBA"),
        ("12 ABC", True, "CBA 12"),
        ("ABC, abc.", True, ".abc ,CBA"),
        ("abc ABC, DEF ghi", False, "abc FED ,CBA ghi"),
        ("ABC 50%", True, "50% CBA"),
        ("ABC 1,234.5", True, "1,234.5 CBA"),
        ("ABC (abc) DEF", True, "FED )abc( CBA"),  # the glyphs are mirrored
        ("", True, ""),
    ],
)
def test_a_line_is_seen_in_the_order_of_the_annex(text: str, rtl: bool, expected: str) -> None:
    assert displayed(text, rtl=rtl) == expected


def test_arabic_numbers_stay_in_order() -> None:
    text = "\u0627 \u0661\u0662 12"
    assert embedding_levels(text, rtl=True) == [1, 1, 2, 2, 1, 2, 2]


@pytest.mark.parametrize(
    ("language", "is_rtl"),
    [("ar", True), ("he-IL", True), ("ur", True), ("az-Arab", True), ("en", False),
     ("ks-Deva", False), ("", False)],
)  # fmt: skip
def test_languages_from_right_to_left(language: str, is_rtl: bool) -> None:
    assert is_right_to_left(language) is is_rtl
