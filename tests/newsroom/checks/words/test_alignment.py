"""What a page lacks of its source, and what it has beyond it."""

import time
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.checks.words.alignment import find_differences
from newsroom.checks.words.source_words import MarkdownWords, Word, letters_of

TEXT = "The quick brown fox jumps over the lazy dog while seven wizards watch from a high tower."


def differences(source: str, page: str) -> list[tuple[str, str]]:
    """The missing words and the added letters of each difference."""
    words, page_letters = MarkdownWords(source).words(), letters_of(page)
    return [
        (
            " ".join(w.text for w in words[d.first : d.last] if w.required),
            page_letters[d.start : d.end],
        )
        for d in find_differences(words, page_letters)
    ]


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        (TEXT, []),
        (TEXT.replace(" ", ""), []),
        (TEXT.replace("brown fox ", ""), [("brown fox", "")]),
        (TEXT.removeprefix("The "), [("The", "")]),
        (TEXT.removesuffix(" high tower."), [("high tower", "")]),
        (TEXT.replace("fox", "fox fox"), [("", "fox")]),
        (TEXT.replace("fox", "f"), [("fox", "f")]),
        (f"{TEXT} {TEXT}", [("", letters_of(TEXT))]),
        (f"new {TEXT} more", [("", "new"), ("", "more")]),
        ("", [(TEXT.removesuffix("."), "")]),
    ],
)
def test_differences_are_the_words_lost_and_the_letters_added(
    page: str, expected: list[tuple[str, str]]
) -> None:
    assert differences(TEXT, page) == expected


@pytest.mark.parametrize("page", ["text the end", "text the thing the end", "text thing the end"])
def test_optional_words_may_be_shown(page: str) -> None:
    source = [Word("text", 1), Word("the", 1, False), Word("thing", 1, False)]
    assert find_differences([*source, Word("the", 1), Word("end", 1)], letters_of(page)) == []


def test_each_difference_has_its_position() -> None:
    words = [f"word{number}" for number in range(900)]
    remaining = [word for word in words if word not in ("word100", "word500", "word501")]
    expected = [("word100", ""), ("word500 word501", "")]
    assert differences(" ".join(words), " ".join(remaining)) == expected


@given(st.lists(st.sampled_from(["a", "b", "ab", "[a](b)", "c"]), min_size=1), st.data())
def test_a_word_less_or_more_is_a_difference(words: list[str], data: st.DataObject) -> None:
    source = MarkdownWords(" ".join(words)).words()
    remaining = [word.text for word in source if word.required]
    assert find_differences(source, "".join(remaining)) == []
    position = data.draw(st.integers(0, len(remaining) - 1))
    assert find_differences(source, "".join(remaining[:position] + remaining[position + 1 :]))
    assert find_differences(source, "".join([*remaining[:position], "new", *remaining[position:]]))


WORDS = [f"w{number}" for number in range(3000)]
PROSE = Random(1).choices(WORDS, k=16_000)  # 90 KB


@pytest.mark.parametrize(
    ("source", "page"),
    [
        (PROSE, []),
        (PROSE, [f"v{number}" for number in range(16_000)]),
        (PROSE, PROSE[::-1]),
        (PROSE, PROSE * 2),
        (PROSE, [word for number, word in enumerate(PROSE) if number % 40]),
        (["a"] * 50_000, ["a"] * 49_000),
        (["[a](a)"] * 14_000, ["a"] * 13_000),
        (["[a](a)"] * 14_000, [*["a"] * 27_000, "b"]),
    ],
    ids="lost other reversed doubled thinned equal optional optional-end".split(),
)
def test_long_texts_take_no_time(source: list[str], page: list[str]) -> None:
    words = MarkdownWords(" ".join(source)).words()
    start = time.process_time()
    assert find_differences(words, "".join(page))
    assert time.process_time() - start < 30  # minutes where each word is compared with each
