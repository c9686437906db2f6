"""Texts as vectors, compared in full."""

from collections.abc import Sequence

import numpy as np
import pytest

from newsroom.related import corpus, frequencies
from newsroom.related.comparison import compare
from tests.corpora import body, build_texts, rank_texts, separate


def similarity(texts: Sequence[str]) -> list[dict[int, float]]:
    return [ranked.similarity_of for ranked in rank_texts([*map(body, texts)])]


def test_equal_texts_have_a_similarity_of_nearly_one() -> None:
    first = similarity(["aa bb cc", "aa bb cc", "xx yy zz"])[0]
    assert list(first) == [1]
    assert first[1] == pytest.approx(1, abs=0.001)


def test_what_every_text_has_makes_none_similar() -> None:
    assert similarity(["all aa", "all bb", "all cc"]) == [{}, {}, {}]


def test_similarity_is_the_same_both_ways() -> None:
    rows = similarity(["aa bb cc dd", "aa bb xx yy", "cc dd xx yy", "qq rr ss tt"])
    assert rows[0]
    assert all(rows[j][i] == share for i, row in enumerate(rows) for j, share in row.items())


@pytest.mark.parametrize(("common", "first"), [(14, "rare"), (21, "common")])
def test_a_rare_term_outweighs_many_common_ones(common: int, first: str) -> None:
    """Those of half of 16 texts: 17 and a half of them count as one that two texts have.

    With plain TF-IDF 9 would do: the logarithms are as 3 to 1, and the terms add up in squares.
    """
    words = [f"w{number}" for number in range(common)]
    texts = [["rare", *words], ["rare"], *[words] * 7, *([f"else{n}"] for n in range(7))]
    similarity = rank_texts([separate(text) for text in texts])[0].similarity_of
    assert (similarity[1] > similarity[2]) == (first == "rare")


def test_a_term_weighs_as_the_square_root_of_its_count() -> None:
    texts = [separate(["often", "once"], [25, 1]), *map(body, ["often", "once", "else"])]
    similarity = rank_texts(texts)[0].similarity_of
    assert similarity[1] / similarity[2] == pytest.approx(5, rel=0.02)


def test_texts_without_words_are_similar_to_none() -> None:
    assert similarity(["", "aa bb", "aa bb", ""])[0] == {}


def test_texts_are_compared_by_all_their_terms(monkeypatch: pytest.MonkeyPatch) -> None:
    """However few of them find the neighbors."""
    texts = ["aa bb cc dd ee", "aa bb cc xx yy", "aa xx dd ee qq", "zz zz zz", "bb cc zz qq yy"]
    exact = similarity(texts)
    monkeypatch.setattr(frequencies, "RARE", 2)
    monkeypatch.setattr(corpus, "HEAVIEST", 2)
    for row, full in zip(similarity(texts), exact, strict=True):
        assert row == {other: full[other] for other in row}


def test_products_are_those_of_the_vectors() -> None:
    texts = build_texts([*map(body, ["aa bb cc dd", "aa bb xx yy", "cc dd xx", "", "aa qq dd"])])
    vectors = []
    for number in range(5):
        owners, rows = texts.corpus.gather(np.array([number]))
        weights = texts.corpus.weigh(owners, rows)[1]
        vectors.append(dict(zip(rows.columns[0].tolist(), weights.tolist(), strict=True)))
    expected = [sum(vectors[0].get(key, 0) * n for key, n in row.items()) for row in vectors]
    others = np.arange(1, 5)
    products, _ = compare(texts.corpus, np.zeros(4, dtype=np.int64), others)
    assert products.tolist() == expected[1:]
    reverse, _ = compare(texts.corpus, others, np.zeros(4, dtype=np.int64))
    assert reverse.tolist() == expected[1:]
