"""The terms of a text, and those that texts share."""

from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.related.terms import (
    OPENING,
    Keys,
    build_vocabulary,
    count_terms,
    pair_keys,
    possibly_shared_keys,
    repeated_keys,
    term_keys,
)


def test_counts_are_those_of_the_fields() -> None:
    terms = count_terms([(["a", "b"], 1), (["a"], 4)], (["t"], 6))
    assert sorted(terms.counts.tolist()) == [1, 1, 5, 6]


@pytest.mark.parametrize(
    "texts", [[([], 1)], [([], 1), ([], 2)], [(["a"], 1)], [([], 1), (["a"], 2), ([], 3)]]
)
def test_short_texts_have_no_pairs(texts: list[tuple[list[str], int]]) -> None:
    terms = count_terms(texts, ([], 1))
    assert terms.keys.tolist() == [key for words, _ in texts for key in term_keys(words).tolist()]


def test_no_pair_reaches_from_one_text_into_the_next() -> None:
    terms = count_terms([(["a"], 1), (["b"], 1)], ([], 1))
    assert set(terms.keys.tolist()) == set(term_keys(["a", "b"]).tolist())


def test_the_opening_is_that_of_the_first_text() -> None:
    words = [f"w{number}" for number in range(OPENING + 50)]
    assert count_terms([(words, 1), (["x"], 1)], ([], 1)).opening.tolist() == (
        term_keys(words[:OPENING]).tolist()
    )


def test_pairs_have_an_order_and_a_term_the_same_number_everywhere() -> None:
    assert pair_keys(term_keys(["a", "b"])).tolist() != pair_keys(term_keys(["b", "a"])).tolist()
    assert term_keys(["chips"]).tolist() == [8948298744942866662]


LARGEST = 2**64 - 1
TEXTS = st.lists(st.sets(st.integers(0, 30) | st.integers(0, LARGEST)), min_size=1)


def as_keys(text: set[int]) -> Keys:
    return np.array(sorted(text), dtype=np.uint64)


@given(TEXTS)
def test_shared_terms_have_a_number_and_others_zero(texts: list[set[int]]) -> None:
    frequency: dict[int, int] = {}
    for key in (key for text in texts for key in text):
        frequency[key] = frequency.get(key, 0) + 1
    vocabulary = build_vocabulary([as_keys(text) for text in texts])
    key_of: dict[int, int] = {}
    for text in texts:
        for key, number in zip(
            sorted(text), vocabulary.numbers(as_keys(text)).tolist(), strict=True
        ):
            assert (number > 0) == (frequency[key] > 1)
            if number:
                assert vocabulary.document_frequency[number] == frequency[key]
                assert key_of.setdefault(number, key) == key
    assert (
        sorted(vocabulary.document_frequency[1:].tolist(), reverse=True)
        == vocabulary.document_frequency[1:].tolist()
    )


@given(TEXTS)
def test_what_two_texts_have_is_always_a_candidate(texts: list[set[int]]) -> None:
    candidates = Counter(possibly_shared_keys([as_keys(text) for text in texts]).tolist())
    keys = Counter(key for text in texts for key in text)
    assert candidates <= keys
    assert all(candidates[key] == count for key, count in keys.items() if count > 1)


@given(st.lists(st.integers(0, 9)))
def test_repeated_keys_are_counted_in_order(keys: list[int]) -> None:
    repeated, frequency = repeated_keys(np.array(keys, dtype=np.uint64))
    expected = [(key, keys.count(key)) for key in sorted(set(keys)) if keys.count(key) > 1]
    assert list(zip(repeated.tolist(), frequency.tolist(), strict=True)) == expected


@pytest.mark.parametrize("repeats", [1, 255, 256, 70_000])
def test_any_count_fits(repeats: int) -> None:
    assert count_terms([(["a"] * repeats, 1)], ([], 1)).counts.max() == repeats
