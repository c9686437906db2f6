"""The terms of one text."""

import pytest

from newsroom.related.features import OPENING, count_terms, keys, pairs


def test_counts_are_those_of_the_fields() -> None:
    terms = count_terms([(["a", "b"], 1), (["a"], 4)], (["t"], 6))
    assert sorted(terms.counts.tolist()) == [1, 1, 5, 6]


@pytest.mark.parametrize(
    "texts", [[([], 1)], [([], 1), ([], 2)], [(["a"], 1)], [([], 1), (["a"], 2), ([], 3)]]
)
def test_short_texts_have_no_pairs(texts: list[tuple[list[str], int]]) -> None:
    terms = count_terms(texts, ([], 1))
    assert terms.keys.tolist() == [key for words, _ in texts for key in keys(words).tolist()]


def test_no_pair_reaches_from_one_text_into_the_next() -> None:
    terms = count_terms([(["a"], 1), (["b"], 1)], ([], 1))
    assert set(terms.keys.tolist()) == set(keys(["a", "b"]).tolist())


def test_the_opening_is_that_of_the_first_text() -> None:
    words = [f"w{number}" for number in range(OPENING + 50)]
    assert count_terms([(words, 1), (["x"], 1)], ([], 1)).opening.tolist() == (
        keys(words[:OPENING]).tolist()
    )


def test_pairs_have_an_order_and_a_term_the_same_number_everywhere() -> None:
    assert pairs(keys(["a", "b"])).tolist() != pairs(keys(["b", "a"])).tolist()
    assert keys(["chips"]).tolist() == [8948298744942866662]
