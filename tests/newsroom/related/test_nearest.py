"""The neighbors of texts by their heaviest terms."""

import numpy as np
import pytest

from newsroom.related.nearest import decode_neighbors, highest, neighbor_codes
from tests.corpora import body, build_texts


@pytest.mark.parametrize(("frequency", "is_used"), [(12, True), (24, False)])
def test_a_term_of_few_texts_finds_neighbors_however_light(frequency: int, is_used: bool) -> None:
    heavy = " ".join(f"w{number} " * 30 for number in range(100))
    texts = [f"{heavy} light", *(f"light own{number}" for number in range(1, frequency))]
    texts += [f"{heavy} own{number}" for number in range(100, 130)]
    texts += [f"else{number}" for number in range(30)]
    neighbors, _ = decode_neighbors(build_texts([*map(body, texts)]).neighborhood.codes[:1])
    assert (1 in neighbors[0].tolist()) == is_used


@pytest.mark.parametrize(
    ("values", "indexes"),
    [([5.0, 9, 5, 0, 5, 5], [1, 0, 2]), ([0.0, 0, 7], [2]), ([], []), ([900.0, 1, 2], [0, 2, 1])],
)
def test_the_highest_come_first_and_the_first_of_equal_ones(
    values: list[float], indexes: list[int]
) -> None:
    texts, similarity = decode_neighbors(highest(np.array(values), 3))
    assert texts.tolist() == indexes + [-1] * (3 - len(indexes))
    assert similarity.tolist() == [values[index] for index in indexes] + [0] * (3 - len(indexes))


def test_neighbors_are_read_from_their_codes() -> None:
    codes = neighbor_codes(np.array([1 << 30, 7, 0]), np.array([0, 1_000_000, 5]))
    texts, similarity = decode_neighbors(codes)
    assert texts.tolist() == [0, 1_000_000, -1]
    assert similarity.tolist() == [1 << 30, 7, 0]
