"""The terms of a text."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.related.terms import (
    MOST,
    OPENING,
    PIECE,
    Fields,
    Terms,
    count_terms,
    pair_keys,
    tag_key,
    word_keys,
)
from newsroom.text.tokenizer import tokenize


def counts(terms: Terms) -> list[int]:
    return sorted(terms.counted.columns[1].tolist())


def test_counts_are_those_of_the_fields() -> None:
    terms = count_terms([Fields([("aa bb", 1), ("aa", 4)], [("t", 6)])])
    assert counts(terms) == [1, 1, 5, 6]


@pytest.mark.parametrize(
    "parts", [[("", 1)], [("", 1), ("", 2)], [("aa", 1)], [("", 1), ("aa", 2), ("", 3)]]
)
def test_short_texts_have_no_pairs(parts: list[tuple[str, int]]) -> None:
    words = [word for part, _ in parts for word in part.split()]
    assert count_terms([Fields(parts)]).counted.row(0).tolist() == word_keys(words).tolist()


def test_no_pair_reaches_from_one_part_or_text_into_the_next() -> None:
    terms = count_terms([Fields([("aa", 1), ("bb", 1)]), Fields([("cc", 1)])])
    assert set(terms.counted.row(0).tolist()) == set(word_keys(["aa", "bb"]).tolist())
    assert terms.counted.row(1).tolist() == word_keys(["cc"]).tolist()


def test_the_terms_of_a_text_are_the_same_among_others() -> None:
    texts = [Fields([("one two three", 1), ("two", 5)]), Fields([]), Fields([("two three", 1)])]
    together = count_terms(texts)
    for number, text in enumerate(texts):
        alone = count_terms([text])
        for rows, row in ((together.counted, alone.counted), (together.titles, alone.titles)):
            assert rows.row(number).tolist() == row.row(0).tolist()


def test_the_opening_is_that_of_the_body_and_a_title_has_each_word_once() -> None:
    words = [f"w{number}" for number in range(OPENING + 50)]
    terms = count_terms([Fields([(" ".join(words), 1), ("aa bb aa", 1)])])
    assert terms.openings.row(0).tolist() == word_keys(words[:OPENING]).tolist()
    assert terms.titles.row(0).tolist() == sorted(word_keys(["aa", "bb"]).tolist())


def test_pairs_have_an_order_and_a_term_the_same_number_everywhere() -> None:
    assert (
        pair_keys(word_keys(["aa", "bb"])).tolist() != pair_keys(word_keys(["bb", "aa"])).tolist()
    )
    assert word_keys(["chips", "电力"]).tolist() == [CHIPS, POWER]
    assert tag_key("Chips") == tag_key("chips") != CHIPS


CHIPS, POWER = 3972241491, 3552953986


@given(st.lists(st.text()))
def test_keys_are_those_of_the_tokenizer(texts: list[str]) -> None:
    """However the texts are put together."""
    terms = count_terms([Fields([(text, 1)]) for text in texts])
    for row, text in enumerate(texts):
        keys = [int(key) for word in tokenize(text) for key in word_keys([word])]
        assert terms.openings.row(row).tolist() == keys[:OPENING]


def test_words_are_hashed_alike_in_every_piece_of_a_long_text() -> None:
    words = [f"word{number % 700}" for number in range(30_000)]
    assert len(" ".join(words)) > 3 * PIECE
    keys = word_keys(words)
    assert keys[:700].tolist() == keys[28_000:28_700].tolist()
    assert len(np.unique(keys)) == 700
    long = "x" * (PIECE + 5)
    assert word_keys(["aa", long, "aa"]).tolist()[::2] == word_keys(["aa", "aa"]).tolist()


@pytest.mark.parametrize("repeats", [1, MOST, MOST + 1, 70_000])
def test_a_term_counts_up_to_a_limit(repeats: int) -> None:
    assert max(counts(count_terms([Fields([("aa " * repeats, 1)])]))) == min(repeats, MOST)
