"""Texts as vectors."""

from collections.abc import Sequence

import numpy as np
import pytest

from newsroom.related import tfidf
from newsroom.related.ranking import Ranker
from newsroom.related.terms import count_terms
from newsroom.related.tfidf import UNIT, Vectors, highest, rarity, weigh


def weighed(texts: Sequence[str]) -> Vectors:
    return weigh([count_terms([(text.split(), 1)], ([], 1)) for text in texts])


def similarity(texts: Sequence[str]) -> list[dict[int, float]]:
    ranked = Ranker(weighed(texts), [0] * len(texts)).rank_all([0] * len(texts))
    return [dict(zip(r.order, r.similarity.tolist(), strict=True)) for r in ranked]


def test_equal_texts_have_a_similarity_of_nearly_one() -> None:
    first = similarity(["a b c", "a b c", "x y z"])[0]
    assert list(first) == [1]
    assert first[1] == pytest.approx(1, abs=0.001)


def test_what_every_text_has_makes_none_similar() -> None:
    assert similarity(["all a", "all b", "all c"]) == [{}, {}, {}]


def test_similarity_is_the_same_both_ways() -> None:
    rows = similarity(["a b c d", "a b x y", "c d x y", "q r s t"])
    assert rows[0]
    assert all(rows[j][i] == share for i, row in enumerate(rows) for j, share in row.items())


@pytest.mark.parametrize(("common", "first"), [(14, "rare"), (21, "common")])
def test_a_rare_term_outweighs_many_common_ones(common: int, first: str) -> None:
    """Those of half of 16 texts: 17 and a half of them count as one that two texts have.

    With plain TF-IDF 9 would do: the logarithms are as 3 to 1, and the terms add up in squares.
    """
    words = [f"w{number}" for number in range(common)]
    texts = [["rare", *words], ["rare"], *[words] * 7, *([f"else{n}"] for n in range(7))]
    # Each word is a text of its own, so that pairs of words do not exist.
    vectors = weigh([count_terms([([word], 1) for word in text], ([], 1)) for text in texts])
    ranking = Ranker(vectors, [0] * len(texts)).rank_all([0] * len(texts))[0]
    similarity = dict(zip(ranking.order, ranking.similarity, strict=True))
    assert (similarity[1] > similarity[2]) == (first == "rare")


def test_a_term_weighs_as_the_square_root_of_its_count() -> None:
    texts = [[(["often"], 25), (["once"], 1)], [(["often"], 1)], [(["once"], 1)], [(["else"], 1)]]
    vectors = weigh([count_terms(text, ([], 1)) for text in texts])
    ranking = Ranker(vectors, [0] * 4).rank_all([0] * 4)[0]
    similarity = dict(zip(ranking.order, ranking.similarity, strict=True))
    assert similarity[1] / similarity[2] == pytest.approx(5, rel=0.01)


@pytest.mark.parametrize(("frequency", "is_used"), [(12, True), (24, False)])
def test_a_term_of_few_texts_finds_neighbors_however_light(frequency: int, is_used: bool) -> None:
    heavy = " ".join(f"w{number} " * 30 for number in range(100))
    texts = [f"{heavy} light", *(f"light own{number}" for number in range(1, frequency))]
    texts += [f"{heavy} own{number}" for number in range(100, 130)]
    texts += [f"else{number}" for number in range(30)]
    nearest, _ = weighed(texts).nearest(0)
    assert (1 in nearest.tolist()) == is_used


def test_texts_without_words_are_similar_to_none() -> None:
    assert similarity(["", "a b", "a b", ""])[0] == {}


def test_texts_are_compared_by_all_their_terms(monkeypatch: pytest.MonkeyPatch) -> None:
    """However few of them find the neighbors."""
    texts = ["a b c d e", "a b c x y", "a x d e q", "z z z", "b c z q y"]
    exact = similarity(texts)
    monkeypatch.setattr(tfidf, "RARE", 1)
    monkeypatch.setattr(tfidf, "HEAVIEST", 2)
    for row, full in zip(similarity(texts), exact, strict=True):
        assert row == {other: full[other] for other in row}
    assert weighed(texts).nearest(0)[1].sum() < sum(exact[0].values()) * UNIT**2


def test_products_are_those_of_the_vectors() -> None:
    texts = ["a b c d", "a b x y", "c d x y", "a q x z"]
    vectors = weighed(texts)
    dense = np.zeros((len(texts), len(vectors.dense)), dtype=np.int64)
    for row, term, weight in zip(dense, vectors.term, vectors.weight, strict=True):
        row[term] = weight
    others = [1, 2, 3]
    assert vectors.products(0, others)[0].tolist() == (dense[others] @ dense[0]).tolist()
    assert all(row @ row <= UNIT**2 for row in dense)


@pytest.mark.parametrize("texts", [2, 3, 10, 509, 750, 10_000])
def test_no_weight_is_near_a_half(texts: int) -> None:
    """So a logarithm that differs in its last digit rounds to the same number."""
    exact = [UNIT * np.log(texts / frequency) ** tfidf.RARITY for frequency in range(1, texts + 1)]
    assert rarity(texts)[1:].tolist() == [round(value) for value in exact]
    assert min(abs(value % 1 - 0.5) for value in exact[:-1]) > 1e-9


@pytest.mark.parametrize(
    ("values", "indexes"),
    [([5.0, 9, 5, 0, 5, 5], [1, 0, 2]), ([0.0, 0, 7], [2]), ([], []), ([900.0, 1, 2], [0, 2, 1])],
)
def test_the_highest_come_first_and_the_first_of_equal_ones(
    values: list[float], indexes: list[int]
) -> None:
    order, highest_values = highest(np.array(values), 3)
    assert order.tolist() == indexes
    assert highest_values.tolist() == [values[index] for index in indexes]
