"""Texts as vectors of weighted terms, and how near they are to one another.

TF-IDF (Salton and Buckley 1988) over words and pairs of neighboring words: a term weighs
sqrt(count) * ln(texts / texts that have it) ** 1.3, and each vector is scaled to one length. The
steps stand apart, so that what is known of one text can be kept: `terms` needs that text alone,
`weigh` needs all counts, `Vectors.near` finds candidates, and `ranking` puts them in order.

Same input, same result on any machine: weights and sums are whole numbers, and the only rounded
logarithms stand in one table whose values are far from a half.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from plugins.support.terms import Small, Terms, Whole, numbered

RARITY = 1.3  # power of the logarithm: rare terms count for more than plain TF-IDF lets them
UNIT = 1 << 16  # length of every vector
FEW = 16  # a term that so few texts have is always used to find neighbors; they cost nothing
HEAVY = 64  # and so many of the heaviest other terms of a text
NEIGHBORS = 48  # texts that are compared in full


@dataclass(frozen=True)
class Vectors:
    """The vectors of all texts: those of text `i` are `term` and `weight` from `start[i]` on.

    `heavy[i]` are the places of the terms by which neighbors of `i` are found; `holders` and
    `held`, from `first[t]` on, are the texts that hold term `t` so, and its weight there.
    """

    start: Whole
    term: Small
    weight: Small
    heavy: list[Whole]
    first: Whole
    holders: Small
    held: Small
    blank: Whole

    def near(self, text: int, allowed: NDArray[np.bool_]) -> Whole:
        """The texts that are most like a text by its heavy terms, among those allowed."""
        places = self.heavy[text]
        terms = self.term[places]
        rows, lengths = spread(self.first[terms], self.first[terms + 1])
        shares = self.held[rows] * np.repeat(self.weight[places].astype(np.int64), lengths)
        # Sums of whole numbers below 2 ** 53: exact in floats, in any order.
        alike = np.bincount(self.holders[rows], weights=shares, minlength=len(allowed))
        return highest(np.where(allowed, alike, 0))

    def similarity(self, text: int, others: Whole) -> Whole:
        """How like each of `others` a text is: the product of vectors, UNIT ** 2 for equal ones."""
        own = slice(self.start[text], self.start[text + 1])
        rows, lengths = spread(self.start[others], self.start[others + 1])
        self.blank[self.term[own]] = self.weight[own]
        shared = self.blank[self.term[rows]] * self.weight[rows]
        self.blank[self.term[own]] = 0
        sums = np.concatenate([[0], np.cumsum(shared)])
        ends = np.cumsum(lengths)
        product: Whole = sums[ends] - sums[ends - lengths]
        return product


def spread(starts: Whole, ends: Whole) -> tuple[Whole, Whole]:
    """All places from each start up to its end, one run after another, and the runs' lengths."""
    lengths = ends - starts
    before = np.cumsum(lengths) - lengths
    return np.arange(lengths.sum()) + np.repeat(starts - before, lengths), lengths


def highest(values: NDArray[Any]) -> Whole:
    """The places of the NEIGHBORS highest positive values; of equal ones those that come first."""
    least = values.max(initial=0)
    places = np.zeros(0, dtype=np.int64)
    while len(places) < NEIGHBORS and least >= 1:  # few are high: do not sort them all
        least /= 4
        places = np.flatnonzero(values > least)
    if len(places) <= NEIGHBORS:
        return places
    least = np.partition(values[places], -NEIGHBORS)[-NEIGHBORS]
    above = np.flatnonzero(values > least)
    return np.concatenate([above, np.flatnonzero(values == least)[: NEIGHBORS - len(above)]])


def rarity(texts: int) -> Whole:
    """What a term weighs that 0, 1, 2 … of so many texts have; nothing when all have it."""
    logs = [math.log(texts / having) ** RARITY for having in range(1, texts + 1)]
    return np.array([0, *(round(UNIT * log) for log in logs)], dtype=np.int64)


def weigh(texts: Sequence[Terms]) -> Vectors:
    """The vectors of texts from their counts."""
    numbers, having = numbered(texts)
    worth = rarity(len(texts))[having]
    rows = [vector(number, text.counts, worth) for number, text in zip(numbers, texts, strict=True)]
    start = np.cumsum([0, *(len(term) for term, _ in rows)])
    heavy = [
        first + heaviest(term, weight, having)
        for (term, weight), first in zip(rows, start[:-1], strict=True)
    ]
    term = np.concatenate([term for term, _ in rows])
    weight = np.concatenate([weight for _, weight in rows])
    used = np.concatenate(heavy)
    text = np.repeat(np.arange(len(texts), dtype=np.int32), [len(places) for places in heavy])
    order = np.argsort(term[used], kind="stable")
    used, text = used[order], text[order]
    first = np.searchsorted(term[used], np.arange(len(having) + 1))
    blank = np.zeros(len(having), dtype=np.int64)
    return Vectors(start, term, weight, heavy, first, text, weight[used], blank)


def vector(number: Small, counts: Small, worth: Whole) -> tuple[Small, Small]:
    """The terms that others share with a text, and their weights in a vector of length UNIT."""
    roots = np.sqrt(counts * 256.0).astype(np.int64)
    weight = roots * worth[number] >> 12
    # Square roots are correctly rounded everywhere (IEEE 754), and sums of whole numbers exact.
    length = math.sqrt(int((weight * weight).sum()))
    scaled = (weight * UNIT / max(length, 1)).astype(np.int32)
    kept = (number > 0) & (scaled > 0)
    return number[kept], scaled[kept]


def heaviest(term: Small, weight: Small, having: Whole) -> Whole:
    """The places of the terms of one text that find its neighbors."""
    common = having[term] > FEW
    places = np.flatnonzero(common)
    order = np.lexsort((term[places], -weight[places]))[:HEAVY]
    return np.concatenate([np.flatnonzero(~common), places[order]])
