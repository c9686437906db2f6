"""In how many texts each term is, and what it weighs by that.

On a site of many texts these counts are known by the power of two below alone, and stand for the
middle to the next; the number of texts is rounded down to steps of √2. So a new text changes the
weights of few terms, and the vectors of few other texts.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from newsroom.related.rows import Array, Bools, Int32s, Int64s, Keys

RARITY = 1.3  # power of the logarithm: rare terms count for more than in plain TF-IDF
UNIT = 1 << 15  # what a term weighs whose rarity is 1
EXACT = 128  # texts: of so many or fewer, counts are not rounded
RARE = 16  # a term that at most so many texts have is always used to find neighbors: it is cheap
PARTS = 8  # in which all keys are sorted, so that few are in memory twice


def step(texts: int) -> float:
    """Return a number of texts, rounded down to a power of √2."""
    return texts if texts <= EXACT else 2 ** (((texts**2).bit_length() - 1) / 2)


def have_equal_weights(texts: int, others: int) -> bool:
    """Return whether a level of terms weighs the same among so many texts as among others."""
    return (texts <= EXACT) == (others <= EXACT) and step(texts) == step(others)


def levels(counts: Array, texts: int) -> Int64s:
    """Return the level of each count: itself, or its binary logarithm; 1, 2 and 3 are one level."""
    if texts <= EXACT:
        return counts.astype(np.int64)
    logarithms: Int64s = np.frexp(counts.astype(np.float64))[1].astype(np.int64) - 1
    return np.maximum(logarithms, 1)


def level_weights(texts: int) -> Int64s:
    """Return what a term weighs that occurs once, by its level; 0 on the level of all texts."""
    if texts <= EXACT:
        counts = [1.0, *map(float, range(1, texts + 1))]
    else:
        counts = [2 ** (max(1, level) + 0.5) for level in range(texts.bit_length())]
    logs = [math.log(max(1, step(texts) / count)) ** RARITY for count in counts]
    weights = np.array([round(UNIT * log) for log in logs], dtype=np.int64)
    weights[levels(np.array([texts]), texts)[0] :] = 0
    return weights


class Numbering:
    """Numbers keys from 0 in their order; the keys given are sorted and distinct."""

    def __init__(self, keys: Keys) -> None:
        self.keys = np.append(keys, np.uint32(0xFFFFFFFF))
        self.count = len(keys)
        bits = min(24, max(16, len(keys).bit_length() + 1))
        self.shift = np.uint32(32 - bits)
        sizes = np.bincount(keys >> self.shift, minlength=1 << bits)
        self.largest_bucket = int(sizes.max())
        self.first = (np.cumsum(sizes) - sizes).astype(np.int32)
        self.is_used = sizes > 0
        self.is_sparse = len(keys) < len(sizes) // 8

    def find(self, keys: Keys) -> tuple[Int64s, Int32s]:
        """Return the indexes of those keys that have a number, and their numbers.

        All keys are looked up together: as many steps as the largest bucket has keys.
        """
        buckets = keys >> self.shift
        indexes = None
        if self.is_sparse:
            indexes = np.flatnonzero(self.is_used.take(buckets))
            keys, buckets = keys[indexes], buckets[indexes]
        number = self.first.take(buckets)
        for _ in range(self.largest_bucket):
            number += self.keys.take(number) < keys
        matches = np.flatnonzero((self.keys.take(number) == keys) & (number < self.count))
        return (matches if indexes is None else indexes[matches]), number[matches]


@dataclass(frozen=True)
class Frequencies:
    """The terms that several of `texts` texts have, in order, and how many have each."""

    texts: int
    keys: Keys
    counts: Int64s

    @cached_property
    def numbering(self) -> Numbering:
        """The numbers of these terms: their indexes."""
        return Numbering(self.keys)

    @cached_property
    def weights(self) -> Int64s:
        """What a term weighs by its level."""
        return level_weights(self.texts)

    @cached_property
    def rarest(self) -> int:
        """The highest weight: that of a term of one text."""
        return int(self.weights[1]) if len(self.weights) > 1 else 0

    def is_common(self, levels_of_terms: Int64s) -> Bools:
        """Return by level whether a term is not always used to find neighbors."""
        return levels_of_terms > int(levels(np.array([RARE - 1]), self.texts)[0])

    def number(self, keys: Keys) -> tuple[Int32s, Int64s]:
        """Return the number of each term, -1 for one of a single text, and its level."""
        indexes, counted = self.find(keys)
        numbers, level = np.full(len(keys), -1, dtype=np.int32), np.ones(len(keys), dtype=np.int64)
        numbers[indexes] = counted
        level[indexes] = levels(self.counts[counted], self.texts)
        return numbers, level

    def find(self, keys: Keys) -> tuple[Int64s, Array]:
        """Return the indexes of the keys that are counted, and their numbers."""
        if len(keys) > len(self.keys) // 8:
            return self.numbering.find(keys)
        numbers = np.searchsorted(self.keys, keys)
        numbers[numbers == len(self.keys)] = 0
        if not len(self.keys):
            return np.zeros(0, dtype=np.int64), numbers[:0]
        indexes = np.flatnonzero(self.keys[numbers] == keys)
        return indexes, numbers[indexes]

    def with_counts(self, keys: Keys, counts: Int64s, texts: int) -> "Frequencies":
        """Return frequencies in which some terms have other counts."""
        indexes, numbers = self.find(keys)
        changed = self.counts.copy()
        changed[numbers] = counts[indexes]
        is_shared = changed > 1
        is_new = counts > 1
        is_new[indexes] = False
        old_keys, new_keys = self.keys[is_shared], keys[is_new]
        positions = np.searchsorted(old_keys, new_keys)
        return Frequencies(
            texts,
            np.insert(old_keys, positions, new_keys),
            np.insert(changed[is_shared], positions, counts[is_new]),
        )


def count_texts(rows: Sequence[Keys], texts: int) -> Frequencies:
    """Return the frequencies of the terms of all texts, given as arrays of keys."""
    keys, counts = [], []
    for part in range(PARTS):
        low, high = (part << 32) // PARTS, ((part + 1) << 32) // PARTS - 1
        of_part = np.concatenate(
            [row[(row >= np.uint32(low)) & (row <= np.uint32(high))] for row in rows]
            or [np.zeros(0, dtype=np.uint32)]
        )
        repeated, frequency = repeated_keys(of_part)
        keys.append(repeated)
        counts.append(frequency)
    return Frequencies(texts, np.concatenate(keys), np.concatenate(counts))


def repeated_keys(keys: Keys) -> tuple[Keys, Int64s]:
    """Return the keys that an array has more than once, in order, and how often it has each.

    The array is sorted in place: `np.unique` would need three times as much memory.
    """
    keys.sort()
    first = np.flatnonzero(np.append(True, keys[1:] != keys[:-1])[: len(keys)])
    frequency = np.diff(first, append=len(keys))
    is_repeated = frequency > 1
    return keys[first[is_repeated]], frequency[is_repeated]
