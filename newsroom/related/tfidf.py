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

from newsroom.related.features import Small, Terms, Whole
from newsroom.related.vocabulary import vocabulary

RARITY = 1.3  # power of the logarithm: rare terms count for more than plain TF-IDF lets them
UNIT = 1 << 15  # length of every vector, so that a product of two fits 32 bits
FEW = 16  # a term that so few texts have is always used to find neighbors; they cost nothing
HEAVY = 64  # and so many of the heaviest other terms of a text
NEIGHBORS = 64  # texts that are found so
NONE = np.zeros(0, dtype=np.int64)


@dataclass(frozen=True)
class Vectors:
    """The vectors of all texts: the terms of text `i` are `term[i]`, their weights `weight[i]`.

    `heavy[i]` are the places of the terms by which neighbors of `i` are found; `holders` and
    `held`, from `first[t]` on, are the texts that hold term `t` so, and its weight there.
    """

    term: list[Small]
    weight: list[Small]
    heavy: list[Small]
    first: Whole
    holders: Small
    held: Small
    blank: Small

    def near(self, text: int, since: int = 0) -> tuple[Whole, Whole]:
        """The other texts from number `since` on that are most like a text by its heavy terms.

        The nearest comes first. Also gives how like they are by those terms, of UNIT ** 2.
        """
        places = self.heavy[text]
        terms, weights = self.term[text][places], self.weight[text][places]
        rows, lengths = spread(self.first[terms], self.first[terms + 1])
        shares = self.held[rows] * np.repeat(weights, lengths)  # below UNIT ** 2
        # Sums of whole numbers below 2 ** 53: exact in floats, in any order.
        alike = np.bincount(self.holders[rows], weights=shares, minlength=len(self.heavy))
        alike[text] = 0
        alike[:since] = 0
        return highest(alike, NEIGHBORS)

    def compared(self, lists: Sequence[Whole]) -> list[Whole]:
        """How like text `i` is to each of `lists[i]`; every two texts are compared only once."""
        ends = np.cumsum([len(others) for others in lists])
        text = np.repeat(np.arange(len(lists)), [len(others) for others in lists])
        other = np.concatenate(lists)
        code = np.minimum(text, other) * len(lists) + np.maximum(text, other)
        codes, place = np.unique(code, return_inverse=True)
        ones, starts = np.unique(codes // len(lists), return_index=True)
        groups = np.split(codes % len(lists), starts[1:]) if len(codes) else []
        products = [
            self.products(one, group.tolist())
            for one, group in zip(ones.tolist(), groups, strict=True)
        ]
        return np.split(np.concatenate([*products, NONE])[place], ends[:-1])

    def products(self, text: int, others: Sequence[int]) -> Whole:
        """The product of the vector of a text with those of others, UNIT ** 2 for equal ones."""
        terms = [self.term[other] for other in others]
        weights = np.concatenate([self.weight[other] for other in others])
        self.blank[self.term[text]] = self.weight[text]
        shared = self.blank[np.concatenate(terms)] * weights
        self.blank[self.term[text]] = 0
        starts = np.cumsum([0, *map(len, terms[:-1])])
        found: Whole = np.add.reduceat(shared, starts, dtype=np.int64)
        return found


def spread(starts: Whole, ends: Whole) -> tuple[Whole, Whole]:
    """All places from each start up to its end, one run after another, and the runs' lengths."""
    lengths = ends - starts
    before = np.cumsum(lengths) - lengths
    return np.arange(lengths.sum()) + np.repeat(starts - before, lengths), lengths


def highest(values: NDArray[Any], count: int) -> tuple[Whole, Whole]:
    """The places of the `count` highest positive whole values, the highest first, and the values.

    Of equal ones those that come first.
    """
    least = values.max(initial=0)
    places = np.zeros(0, dtype=np.int64)
    while len(places) < count and least >= 1:  # few are high: do not sort them all
        least /= 4
        places = np.flatnonzero(values > least)
    order = places[np.lexsort((places, -values[places]))][:count]
    return order, values[order].astype(np.int64)


def rarity(texts: int) -> Whole:
    """What a term weighs that 0, 1, 2 … of so many texts have; nothing when all have it."""
    logs = [math.log(texts / having) ** RARITY for having in range(1, texts + 1)]
    return np.array([0, *(round(UNIT * log) for log in logs)], dtype=np.int64)


def weigh(texts: Sequence[Terms]) -> Vectors:
    """The vectors of texts from their counts."""
    known = vocabulary([text.keys for text in texts])
    worth = rarity(len(texts))[known.having]
    terms, weights, heavy = [], [], []
    for text in texts:
        term, weight = vector(known.numbers(text.keys), text.counts, worth)
        terms.append(term)
        weights.append(weight)
        heavy.append(heaviest(term, weight, known.having))
    used = np.concatenate([term[places] for term, places in zip(terms, heavy, strict=True)])
    held = np.concatenate([weight[places] for weight, places in zip(weights, heavy, strict=True)])
    holder = np.repeat(np.arange(len(texts), dtype=np.int32), [len(places) for places in heavy])
    order = np.argsort(used, kind="stable")
    first = np.searchsorted(used[order], np.arange(len(known.having) + 1))
    blank = np.zeros(len(known.having), dtype=np.int32)
    return Vectors(terms, weights, heavy, first, holder[order], held[order], blank)


def vector(number: Small, counts: Small, worth: Whole) -> tuple[Small, Small]:
    """The terms that others share with a text, and their weights in a vector of length UNIT."""
    roots = np.sqrt(counts * 256.0).astype(np.int64)
    weight = roots * worth[number] >> 12
    # Square roots are correctly rounded everywhere (IEEE 754), and sums of whole numbers exact.
    length = math.sqrt(int((weight * weight).sum()))
    scaled = (weight * UNIT / max(length, 1)).astype(np.int32)
    kept = (number > 0) & (scaled > 0)
    return number[kept], scaled[kept]


def heaviest(term: Small, weight: Small, having: Whole) -> Small:
    """The places of the terms of one text that find its neighbors."""
    common = having[term] > FEW
    places = np.flatnonzero(common)
    if len(places) > HEAVY:
        # One number for weight and term: no two are equal, so it is clear which are the heaviest.
        rank = (weight[places].astype(np.int64) << 32) - term[places]
        places = places[np.argpartition(rank, -HEAVY)[-HEAVY:]]
    return np.concatenate([np.flatnonzero(~common), places]).astype(np.int32)
