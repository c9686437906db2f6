"""Texts as vectors."""

from collections.abc import Sequence

import numpy as np
import pytest

from plugins.support import vectors
from plugins.support.ranking import rank
from plugins.support.terms import count_terms
from plugins.support.vectors import UNIT, highest, rarity, weigh


def likeness(texts: Sequence[str]) -> list[dict[int, float]]:
    counted = [count_terms([(text.split(), 1)], ([], 1)) for text in texts]
    ranked = rank(weigh(counted), [0] * len(texts), [0] * len(texts))
    return [ranking.likeness for ranking in ranked]


def test_equal_texts_are_nearly_as_alike_as_can_be() -> None:
    first = likeness(["a b c", "a b c", "x y z"])[0]
    assert list(first) == [1]
    assert first[1] == pytest.approx(1, abs=0.001)


def test_what_every_text_has_makes_nothing_alike() -> None:
    assert likeness(["all a", "all b", "all c"]) == [{}, {}, {}]


def test_likeness_is_the_same_both_ways() -> None:
    found = likeness(["a b c d", "a b x y", "c d x y", "q r s t"])
    assert all(found[j][i] == share for i, row in enumerate(found) for j, share in row.items())


def test_texts_without_words_are_like_none() -> None:
    assert likeness(["", "a b", "a b", ""])[0] == {}


def test_counts_are_those_of_the_fields() -> None:
    terms = count_terms([(["a", "b"], 1), (["a"], 4)], (["t"], 6))
    assert sorted(terms.counts.tolist()) == [1, 1, 5, 6]


@pytest.mark.parametrize("texts", [2, 3, 10, 509, 750, 10_000])
def test_no_weight_is_near_a_half(texts: int) -> None:
    """So a logarithm that differs in its last digit rounds to the same number."""
    exact = [UNIT * np.log(texts / having) ** vectors.RARITY for having in range(1, texts + 1)]
    assert rarity(texts)[1:].tolist() == [round(value) for value in exact]
    assert min(abs(value % 1 - 0.5) for value in exact[:-1]) > 1e-9


def test_the_first_of_equal_values_are_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vectors, "NEIGHBORS", 3)
    assert sorted(highest(np.array([5.0, 9, 5, 0, 5, 5])).tolist()) == [0, 1, 2]
    assert highest(np.array([0.0, 0, 7])).tolist() == [2]
    assert highest(np.array([])).tolist() == []
