"""Terms that texts share."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from newsroom.related.features import Keys
from newsroom.related.vocabulary import seen_twice, vocabulary

LARGEST = 2**64 - 1
TEXTS = st.lists(st.sets(st.integers(0, 30) | st.integers(0, LARGEST)), min_size=1)


def as_keys(text: set[int]) -> Keys:
    return np.array(sorted(text), dtype=np.uint64)


@given(TEXTS)
def test_shared_terms_have_a_number_and_the_others_none(texts: list[set[int]]) -> None:
    having: dict[int, int] = {}
    for key in (key for text in texts for key in text):
        having[key] = having.get(key, 0) + 1
    known = vocabulary([as_keys(text) for text in texts])
    seen: dict[int, int] = {}
    for text in texts:
        for key, number in zip(sorted(text), known.numbers(as_keys(text)).tolist(), strict=True):
            assert (number > 0) == (having[key] > 1)
            if number:
                assert known.having[number] == having[key]
                assert seen.setdefault(number, key) == key
    assert sorted(known.having[1:].tolist(), reverse=True) == known.having[1:].tolist()


@given(TEXTS)
def test_nothing_that_two_texts_have_is_left_out_early(texts: list[set[int]]) -> None:
    for text, maybe in zip(texts, seen_twice([as_keys(text) for text in texts]), strict=True):
        others = [other for other in texts if other is not text]
        for key, kept in zip(sorted(text), maybe.tolist(), strict=True):
            assert kept or not any(key in other for other in others)
