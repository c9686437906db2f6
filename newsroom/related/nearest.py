"""The texts nearest to a text, by the heaviest terms of each.

`Index` is an inverted index of these terms: it finds candidates, which are then compared in full.
"""

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from newsroom.related.corpus import ROOTS, SCALE, Corpus, ranks, scale
from newsroom.related.frequencies import Numbering
from newsroom.related.rows import (
    Array,
    Bools,
    Buffer,
    Floats,
    Int32s,
    Int64s,
    concatenated_ranges,
    distinct,
    split_starts,
)

NEIGHBORS = 64  # texts that are ranked
KEPT = 80  # texts that are kept, so that a list stays exact when some of them move away
TEXT_BITS = 20
WEIGHT_BITS = 16
LAST = (1 << TEXT_BITS) - 1
Codes = NDArray[np.uint64]


class Measured:
    """The terms of texts that others have too: the number of each, and its weight; by row."""

    def __init__(self, size: int) -> None:
        self.owners: list[Int64s] = []
        self.lengths: list[Int64s] = []
        self.numbers = Buffer(size, np.int32)
        self.weights = Buffer(size, np.uint16)

    def append(self, owners: Int64s, lengths: Int64s, numbers: Array, weights: Array) -> None:
        """Add the rows of some texts."""
        self.owners.append(owners)
        self.lengths.append(lengths)
        self.numbers.append(numbers)
        self.weights.append(weights)


class Index:
    """Finds the texts that have heavy terms of some texts, `texts`, among their own.

    The vectors of these are measured on the way. Where they are all texts, `measured` gets them.
    """

    def __init__(self, corpus: Corpus, texts: Int64s, measured: Measured | None = None) -> None:
        self.count = len(corpus)
        is_whole = len(texts) == len(corpus)
        queries = Measured(corpus.size)
        postings = Buffer(corpus.size, np.uint64)
        for owner, rows in corpus.parts(texts):
            number, weight, scaled, heavy = corpus.weigh(owner, rows)
            lengths = count_in_rows(heavy, rows.starts)
            terms = number[heavy] if is_whole else rows.columns[0][heavy].view(np.int32)
            queries.append(owner, lengths, terms, scaled[heavy])
            if is_whole:
                postings.append(posting_codes(terms, np.repeat(owner, lengths), scaled[heavy]))
            if measured is not None:
                used = (number >= 0) & (weight > 0)
                measured.append(owner, count_in_rows(used, rows.starts), number[used], weight[used])
        if is_whole:
            self.query_number, count = queries.numbers.array, len(corpus.frequencies.keys)
        else:
            keys = queries.numbers.array.view(np.uint32)
            numbering = Numbering(distinct(keys))
            self.query_number, count = numbering.find(keys)[1], numbering.count
            for codes in read_postings(corpus, numbering):
                postings.append(codes)
        self.query_weight = queries.weights.array
        self.query_length = np.zeros(len(corpus), dtype=np.int64)
        self.query_start = np.zeros(len(corpus), dtype=np.int64)
        owners, length = np.concatenate(queries.owners), np.concatenate(queries.lengths)
        self.query_length[owners], self.query_start[owners] = length, split_starts(length)[:-1]
        self._set_postings(postings.array, count)

    def _set_postings(self, codes: Codes, terms: int) -> None:
        """Order postings by term, in place."""
        codes.sort()
        self.held = (codes & np.uint64((1 << WEIGHT_BITS) - 1)).astype(np.uint16)
        codes >>= np.uint64(WEIGHT_BITS)
        self.holders = (codes & np.uint64(LAST)).astype(np.int32)
        codes >>= np.uint64(TEXT_BITS)
        self.first = split_starts(np.bincount(codes.view(np.int64), minlength=terms))

    def similarities(self, text: int) -> Floats:
        """Return the similarity of a text to every other by these terms; UNIT ** 2 stands for 1.

        Sums of whole numbers below 2 ** 53: exact in floats, in any order.
        """
        start = self.query_start[text]
        query = slice(start, start + self.query_length[text])
        numbers = self.query_number[query]
        starts = self.first.take(numbers)
        lengths = self.first.take(numbers + 1) - starts
        rows = concatenated_ranges(starts, lengths)
        weights = np.repeat(self.query_weight[query].astype(np.int32), lengths)
        shares = np.multiply(self.held.take(rows), weights, dtype=np.int32)
        holders = self.holders.take(rows)
        similarity: Floats = np.bincount(holders, weights=shares, minlength=self.count).astype(
            np.float64,
            copy=False,  # for no query at all they would be whole numbers
        )
        similarity[text] = 0
        return similarity


def count_in_rows(mask: Bools, starts: Int64s) -> Int64s:
    """Return how many entries of each row are true."""
    before = split_starts(mask)
    counts: Int64s = before[starts[1:]] - before[starts[:-1]]
    return counts


def read_postings(corpus: Corpus, numbering: Numbering) -> Iterator[Codes]:
    """Yield the postings of some terms: all texts of which they are heavy terms."""
    frequencies = corpus.frequencies
    _, level = frequencies.number(numbering.keys[:-1])
    weight_of, is_common = frequencies.weights[level], frequencies.is_common(level)
    for block in corpus.blocks:
        keys, counts = block.counted.columns
        indexes, numbers = numbering.find(keys)
        owner = block.owner_of(indexes)
        weight = ROOTS[counts[indexes]] * weight_of[numbers] >> SCALE
        scaled = scale(weight, corpus.squared_length[owner])
        is_heavy = ~is_common[numbers] | (ranks(scaled, keys[indexes]) >= corpus.least[owner])
        is_heavy &= (scaled > 0) & (owner >= 0)
        yield posting_codes(numbers[is_heavy], owner[is_heavy], scaled[is_heavy])


def posting_codes(numbers: Int32s, owners: Array, weights: Array) -> Codes:
    """Return a number for each posting: of the term, of the text, and the weight."""
    codes = numbers.astype(np.uint64) << np.uint64(TEXT_BITS + WEIGHT_BITS)
    codes |= owners.astype(np.uint64) << np.uint64(WEIGHT_BITS)
    codes |= weights.astype(np.uint64)
    return codes


def neighbor_codes(similarity: Array, texts: Array) -> Codes:
    """Return a number for each neighbor: the higher, the more similar; the first of equals wins."""
    codes = similarity.astype(np.uint64) << np.uint64(TEXT_BITS)
    codes |= np.uint64(LAST) - texts.astype(np.uint64)
    return codes


def decode_neighbors(codes: Codes) -> tuple[Int64s, Int64s]:
    """Return the neighbors and their similarities; 0 stands for no neighbor."""
    texts = LAST - (codes & np.uint64(LAST)).astype(np.int64)
    similarity = (codes >> np.uint64(TEXT_BITS)).astype(np.int64)
    texts[similarity == 0] = -1
    return texts, similarity


def highest(similarity: NDArray[Any], count: int) -> Codes:
    """Return the codes of the `count` most similar texts, highest first, with zeros for none."""
    least = similarity.max(initial=0)
    is_high = np.zeros(len(similarity), dtype=bool)
    while np.count_nonzero(is_high) < count and least >= 1:  # few are high: do not sort them all
        least /= 2
        is_high = similarity > least
    indexes = np.flatnonzero(is_high)
    codes = neighbor_codes(similarity[indexes], indexes)
    codes.sort()
    row = np.zeros(count, dtype=np.uint64)
    best = codes[::-1][:count]
    row[: len(best)] = best
    return row
