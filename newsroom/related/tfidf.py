"""Texts as vectors of weighted terms, and their similarities.

TF-IDF (Salton and Buckley 1988) over words and pairs of neighboring words: a term weighs
sqrt(count) * ln(texts / texts that have it) ** 1.3, and each vector is scaled to one length. The
steps are separate, so that what depends on one text can be kept: `count_terms` needs that text
alone, `weigh` needs all counts, `Vectors.nearest` finds candidates, and `ranking` puts them in
order.

Same input, same result on any machine: weights and sums are whole numbers, and the only rounded
logarithms are in one table whose values are far from a half.

`Vectors.compare` also tells how much of an older text's title a newer text has: its writer probably
had the older one in mind.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from newsroom.related.terms import Counts, Int32s, Int64s, Terms, build_vocabulary

RARITY = 1.3  # power of the logarithm: rare terms count for more than in plain TF-IDF
UNIT = 1 << 15  # length of every vector, so that a product of two fits 32 bits
RARE = 16  # a term that at most so many texts have is always used to find neighbors: it is cheap
HEAVIEST = 48  # other terms of a text, the heaviest, that are used too
NEIGHBORS = 64  # texts that are found with these terms
NONE = np.zeros(0, dtype=np.int64)
Bools = NDArray[np.bool_]
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Vectors:
    """The vectors of all texts: the terms of text `i` are `term[i]`, their weights `weight[i]`.

    `squared_length[i]` is that of the vector before it was scaled: how much there is in the text.
    `title[i]` are the words of its title, and `rarity` what each term weighs that occurs once.

    `heavy[i]` are the indexes of the terms by which neighbors of `i` are found. `holders` and
    `held` are an inverted index of these: from `first[t]` on the texts that have the term `t`, and
    its weight in each. `dense` is a vector of zeros with room for every term.
    """

    term: list[Int32s]
    weight: list[Int32s]
    squared_length: Int64s
    title: list[Int32s]
    rarity: Int64s
    heavy: list[Int32s]
    first: Int64s
    holders: Int32s
    held: Int32s
    dense: Int32s

    def nearest(
        self, text: int, since: int = 0, hidden: Bools | None = None
    ) -> tuple[Int64s, Int64s]:
        """Return the texts from number `since` on nearest to a text by its heavy terms.

        The nearest comes first; those that are `hidden` are left out. The second array is their
        similarity by those terms; UNIT ** 2 stands for 1.
        """
        indexes = self.heavy[text]
        terms, weights = self.term[text][indexes], self.weight[text][indexes]
        rows, lengths = concatenated_ranges(self.first[terms], self.first[terms + 1])
        shares = self.held.take(rows, mode="clip")
        shares *= np.repeat(weights, lengths)  # below UNIT ** 2
        # Sums of whole numbers below 2 ** 53: exact in floats, in any order.
        holders = self.holders.take(rows, mode="clip")
        similarity = np.bincount(holders, weights=shares, minlength=len(self.heavy))
        similarity[text] = 0
        similarity[:since] = 0
        if hidden is not None:
            similarity[hidden] = 0
        return highest(similarity, NEIGHBORS)

    def compare(self, text: Int64s, neighbor: Int64s) -> tuple[Int64s, Floats]:
        """Return the product of each text with its neighbor, and the mention of the older one.

        The mention is the share of the words of the older text's title, by rarity, that the newer
        one has, from 0 to 1. The newer is the text with the smaller number. Each pair is computed
        once, whichever of the two is asked for.
        """
        code = np.minimum(text, neighbor) * len(self.term) + np.maximum(text, neighbor)
        codes, inverse = np.unique(code, return_inverse=True)
        newer, starts = np.unique(codes // len(self.term), return_index=True)
        older = codes % len(self.term)
        groups = np.split(older, starts[1:]) if len(codes) else []
        rows = [
            self.products(number, group.tolist())
            for number, group in zip(newer.tolist(), groups, strict=True)
        ]
        product = np.concatenate([NONE, *(products for products, _ in rows)])
        shared_titles = np.concatenate([NONE, *(shares for _, shares in rows)])
        # The rarest word there can be is added, lest a title of one word be named by each text
        # that has the word.
        weight = [self.rarity[title].sum() for title in self.title]
        mention = shared_titles / (np.array(weight, dtype=np.int64)[older] + self.rarity[0])
        return product[inverse], mention[inverse]

    def products(self, text: int, others: Sequence[int]) -> tuple[Int64s, Int64s]:
        """Return the dot products of the vector of a text with others, UNIT ** 2 for equal ones.

        The second array is by text the rarity of those words of its title that `text` has too.
        """
        terms = [self.term[other] for other in others]
        titles = [self.title[other] for other in others]
        weights = np.concatenate([self.weight[other] for other in others])
        title = np.concatenate(titles)
        self.dense[self.term[text]] = self.weight[text]
        # `take` in this mode needs two thirds of the time of an index in brackets.
        shared = self.dense.take(np.concatenate(terms), mode="clip")
        shared *= weights
        shared_words = self.rarity[title] * (self.dense[title] > 0)
        self.dense[self.term[text]] = 0
        starts = np.cumsum([0, *map(len, terms[:-1])])
        products: Int64s = np.add.reduceat(shared, starts, dtype=np.int64)
        # Not `reduceat`, which has no sums of nothing: a title can be without words.
        sums = np.append(0, shared_words.cumsum())[np.cumsum([0, *map(len, titles)])]
        return products, sums[1:] - sums[:-1]


def concatenated_ranges(starts: Int64s, ends: Int64s) -> tuple[Int64s, Int64s]:
    """Return the numbers from each start up to its end, one range after another; and the lengths.

    >>> concatenated_ranges(np.array([3, 8]), np.array([5, 11]))
    (array([ 3,  4,  8,  9, 10]), array([2, 3]))
    """
    lengths = ends - starts
    before = np.cumsum(lengths) - lengths
    return np.arange(lengths.sum()) + np.repeat(starts - before, lengths), lengths


def highest(values: NDArray[Any], count: int) -> tuple[Int64s, Int64s]:
    """Return the indexes of the `count` highest positive whole values, highest first; the values.

    Of equal values the first come first.
    """
    least = values.max(initial=0)
    indexes = np.zeros(0, dtype=np.int64)
    while len(indexes) < count and least >= 1:  # few are high: do not sort them all
        least /= 4
        indexes = np.flatnonzero(values > least)
    order = indexes[np.lexsort((indexes, -values[indexes]))][:count]
    return order, values[order].astype(np.int64)


def rarity(texts: int) -> Int64s:
    """Return what a term weighs that 0, 1, 2 … of so many texts have; 0 where all have it."""
    logs = [math.log(texts / frequency) ** RARITY for frequency in range(1, texts + 1)]
    return np.array([0, *(round(UNIT * log) for log in logs)], dtype=np.int64)


def weigh(texts: list[Terms]) -> Vectors:
    """Return the vectors of texts from their counts.

    The list is empty afterwards, so that the memory of each text is free for its vector.
    """
    count = len(texts)
    vocabulary = build_vocabulary([text.keys for text in texts])
    frequency = vocabulary.document_frequency
    term_weights = rarity(count)[frequency]
    terms: list[Int32s] = []
    weights: list[Int32s] = []
    heavy: list[Int32s] = []
    squared_lengths = np.zeros(count, dtype=np.int64)
    title_words = vocabulary.numbers(np.concatenate([text.title for text in texts]))
    titles = np.split(title_words, np.cumsum([len(text.title) for text in texts])[:-1])
    texts.reverse()
    while texts:
        text = texts.pop()
        term, weight, squared_length = vector(
            vocabulary.numbers(text.keys), text.counts, term_weights
        )
        squared_lengths[len(terms)] = squared_length
        terms.append(term)
        weights.append(weight)
        heavy.append(heaviest(term, weight, frequency))
    used = np.concatenate([term[i] for term, i in zip(terms, heavy, strict=True)])
    held = np.concatenate([weight[i] for weight, i in zip(weights, heavy, strict=True)])
    holder = np.repeat(np.arange(count, dtype=np.int32), [len(indexes) for indexes in heavy])
    order = np.argsort(used, kind="stable")
    first = np.searchsorted(used[order], np.arange(len(frequency) + 1))
    return Vectors(
        term=terms,
        weight=weights,
        squared_length=squared_lengths,
        title=titles,
        rarity=term_weights,
        heavy=heavy,
        first=first,
        holders=holder[order],
        held=held[order],
        dense=np.zeros(len(frequency), dtype=np.int32),
    )


def vector(number: Int32s, counts: Counts, term_weights: Int64s) -> tuple[Int32s, Int32s, int]:
    """Return the terms that a text shares with others, and their weights, scaled to UNIT.

    The last is the squared length of the vector before that.
    """
    roots = np.sqrt(counts.astype(float) * 256).astype(np.int64)
    weight = roots * term_weights[number] >> 12
    # Square roots are correctly rounded everywhere (IEEE 754), and sums of whole numbers exact.
    squared_length = int((weight * weight).sum())
    scaled = (weight * UNIT / max(math.sqrt(squared_length), 1)).astype(np.int32)
    is_used = (number > 0) & (scaled > 0)
    return number[is_used], scaled[is_used], squared_length


def heaviest(term: Int32s, weight: Int32s, frequency: Int64s) -> Int32s:
    """Return the indexes of the terms of one text that find its neighbors."""
    is_common = frequency[term] > RARE
    indexes = np.flatnonzero(is_common)
    if len(indexes) > HEAVIEST:
        # One number for weight and term: no two are equal, so that the heaviest are well defined.
        rank = (weight[indexes].astype(np.int64) << 32) - term[indexes]
        indexes = indexes[np.argpartition(rank, -HEAVIEST)[-HEAVIEST:]]
    return np.concatenate([np.flatnonzero(~is_common), indexes]).astype(np.int32)
