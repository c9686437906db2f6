"""In how many texts each term is."""

from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.related.frequencies import (
    EXACT,
    RARITY,
    UNIT,
    Numbering,
    count_texts,
    have_equal_weights,
    level_weights,
    levels,
    repeated_keys,
    step,
)
from newsroom.related.rows import Keys

LARGEST = 2**32 - 1
TEXTS = st.lists(st.sets(st.integers(0, 30) | st.integers(0, LARGEST)), min_size=1)


def as_keys(text: set[int]) -> Keys:
    return np.array(sorted(text), dtype=np.uint32)


@given(TEXTS)
def test_terms_of_several_texts_are_counted(texts: list[set[int]]) -> None:
    expected = Counter(key for text in texts for key in text)
    frequencies = count_texts([as_keys(text) for text in texts], len(texts))
    counted = dict(zip(frequencies.keys.tolist(), frequencies.counts.tolist(), strict=True))
    assert counted == {key: count for key, count in expected.items() if count > 1}
    assert sorted(counted) == frequencies.keys.tolist()


@given(TEXTS, st.dictionaries(st.integers(0, 40), st.integers(0, 9)))
def test_new_counts_take_the_place_of_old_ones(
    texts: list[set[int]], changes: dict[int, int]
) -> None:
    frequencies = count_texts([as_keys(text) for text in texts], len(texts))
    expected = dict(zip(frequencies.keys.tolist(), frequencies.counts.tolist(), strict=True))
    expected |= changes
    keys = sorted(changes)
    counts = np.array([changes[key] for key in keys], dtype=np.int64)
    changed = frequencies.with_counts(np.array(keys, dtype=np.uint32), counts, 9)
    assert changed.keys.tolist() == sorted(key for key, count in expected.items() if count > 1)
    assert changed.counts.tolist() == [expected[key] for key in changed.keys.tolist()]


@given(st.sets(st.integers(0, 30) | st.integers(0, LARGEST)), st.lists(st.integers(0, LARGEST)))
def test_keys_are_numbered_in_order(numbered: set[int], others: list[int]) -> None:
    keys = np.array([*numbered, *others], dtype=np.uint32)
    indexes, numbers = Numbering(as_keys(numbered)).find(keys)
    expected = [(i, sorted(numbered).index(key)) for i, key in enumerate(keys) if key in numbered]
    assert list(zip(indexes.tolist(), numbers.tolist(), strict=True)) == expected


@given(st.lists(st.integers(0, 9)))
def test_repeated_keys_are_counted_in_order(keys: list[int]) -> None:
    repeated, frequency = repeated_keys(np.array(keys, dtype=np.uint32))
    expected = [(key, keys.count(key)) for key in sorted(set(keys)) if keys.count(key) > 1]
    assert list(zip(repeated.tolist(), frequency.tolist(), strict=True)) == expected


@pytest.mark.parametrize(
    ("texts", "counts", "expected"),
    [
        (EXACT, [0, 1, 2, 3, 100], [0, 1, 2, 3, 100]),
        (EXACT + 1, [0, 1, 2, 3, 4, 7, 8, 127, 128], [1, 1, 1, 1, 2, 2, 3, 6, 7]),
    ],
)
def test_counts_of_many_texts_have_few_levels(
    texts: int, counts: list[int], expected: list[int]
) -> None:
    assert levels(np.array(counts), texts).tolist() == expected


@pytest.mark.parametrize(
    ("texts", "expected"), [(1, 1), (128, 128), (180, 128), (182, 128 * 2**0.5), (10_001, 8192)]
)
def test_many_texts_are_counted_in_steps_of_the_root_of_two(texts: int, expected: float) -> None:
    assert step(texts) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("texts", "others", "expected"),
    [(128, 128, True), (128, 129, False), (129, 180, True), (180, 182, False), (127, 128, False)],
)
def test_weights_change_with_steps_and_where_counts_are_no_longer_exact(
    texts: int, others: int, expected: bool
) -> None:
    assert have_equal_weights(texts, others) == have_equal_weights(others, texts) == expected


@pytest.mark.parametrize("texts", [1, 2, 3, 10, 128, 129, 182, 509, 10_000, 100_000])
def test_what_all_texts_have_weighs_nothing_and_no_weight_is_near_a_half(texts: int) -> None:
    """So a logarithm that differs in its last digit rounds to the same number."""
    table = level_weights(texts)
    level = int(levels(np.array([texts]), texts)[0])
    assert (np.diff(table[1:]) <= 0).all()
    assert table[level:].tolist() == [0] * (len(table) - level)
    counts = range(1, level) if texts <= EXACT else [2 ** (n + 0.5) for n in range(1, level)]
    exact = [UNIT * np.log(step(texts) / count) ** RARITY for count in counts]
    assert table[1:level].tolist() == [round(value) for value in exact]
    assert min((abs(value % 1 - 0.5) for value in exact), default=1) > 1e-9
