"""Pairs of texts compared in full: the product of their vectors, and the mention of the older one.

A newer text often names the older one that its writer has in mind; the mention is the share of the
words of the older text's title, by rarity, that the newer one has. The newer is the text with the
smaller number.
"""

from collections.abc import Sequence
from itertools import accumulate

import numpy as np

from newsroom.related.corpus import ROOTS, SCALE, Corpus
from newsroom.related.frequencies import Numbering
from newsroom.related.nearest import Measured
from newsroom.related.rows import Array, Int64s, distinct, split_starts

CHUNK = 1 << 16  # terms
MANY = 4  # among so many texts, one by which the terms are numbered


def compare(
    corpus: Corpus,
    texts: Int64s,
    others: Int64s,
    measured: Measured | None = None,
) -> tuple[Int64s, Int64s]:
    """Return the product of each text with another one, and what it has of the older title.

    The second is the sum of the weights of the words. Each pair is computed once, whichever of the
    two is asked for. `measured` are the vectors of all texts, where they are there.
    """
    codes, inverse = np.unique(
        np.minimum(texts, others) * len(corpus) + np.maximum(texts, others), return_inverse=True
    )
    newer, starts = np.unique(codes // len(corpus), return_index=True)
    older = codes % len(corpus)
    if not len(codes):
        return codes, codes
    numbering = corpus.frequencies.numbering
    if measured is None:
        texts = distinct(np.append(newer, older))
        if len(newer) < len(corpus) // MANY:
            numbering = Numbering(distinct(corpus.gather(newer)[1].columns[0]))
        measured = measure(corpus, numbering, texts)
    vectors = Vectors(corpus, numbering, measured)
    rows = [
        vectors.products(number, group)
        for number, group in zip(newer.tolist(), np.split(older, starts[1:]), strict=True)
    ]
    product = np.concatenate([products for products, _ in rows])
    mention = np.concatenate([shares for _, shares in rows])
    return product[inverse], mention[inverse]


def title_weights(corpus: Corpus) -> Int64s:
    """Return by text the sum of the weights of the words of its title."""
    weights = corpus.frequencies.weights[corpus.frequencies.number(corpus.titles.columns[0])[1]]
    sums = np.append(0, np.cumsum(weights))
    starts = corpus.titles.starts
    totals: Int64s = sums[starts[1:]] - sums[starts[:-1]]
    return totals


def measure(corpus: Corpus, numbering: Numbering, texts: Int64s) -> Measured:
    """Return the vectors of some texts in some terms."""
    weight_of = term_weights(corpus, numbering)
    measured = Measured(corpus.size)
    for owners, rows in corpus.parts(texts):
        keys, counts = rows.columns
        indexes, numbers = numbering.find(keys)
        weights = ROOTS[counts[indexes]] * weight_of[numbers] >> SCALE
        measured.append(owners, np.diff(np.searchsorted(indexes, rows.starts)), numbers, weights)
    return measured


def term_weights(corpus: Corpus, numbering: Numbering) -> Int64s:
    """Return what each term weighs that occurs once."""
    weights: Int64s = corpus.frequencies.weights[corpus.frequencies.number(numbering.keys[:-1])[1]]
    return weights


class Vectors:
    """Vectors that can be multiplied."""

    def __init__(self, corpus: Corpus, numbering: Numbering, measured: Measured) -> None:
        self.rarity = term_weights(corpus, numbering)
        # The most frequent terms come first, so that what is used most is close together.
        new_number = np.empty(numbering.count, dtype=np.int32)
        new_number[np.argsort(self.rarity, kind="stable")] = np.arange(numbering.count)
        self.rarity.sort()
        self.row = np.zeros(len(corpus), dtype=np.int64)
        owners, numbers = np.concatenate(measured.owners), measured.numbers.array
        self.row[owners] = np.arange(len(owners))
        bounds = split_starts(np.concatenate(measured.lengths))[1:-1]
        for start in range(0, len(numbers), CHUNK):  # in place
            numbers[start : start + CHUNK] = new_number.take(numbers[start : start + CHUNK])
        self.number = np.split(numbers, bounds)
        self.weight = np.split(measured.weights.array, bounds)
        indexes, numbers = numbering.find(corpus.titles.columns[0])
        bounds = np.searchsorted(indexes, corpus.titles.starts[1:-1])
        self.title = np.split(new_number[numbers], bounds)
        self.dense = np.zeros(numbering.count, dtype=np.uint16)
        # Sums of products are at most the product of two lengths (Cauchy and Schwarz).
        longest = int(corpus.squared_length.max())
        self.kind = np.int32 if longest < 1 << 31 else np.int64

    def products(self, text: int, others: Int64s) -> tuple[Int64s, Int64s]:
        """Return the dot products of the vector of a text with others.

        The second array is by text the weight of those words of its title that `text` has too.
        """
        rows = self.row[others].tolist()
        terms = [self.number[row] for row in rows]
        titles = [self.title[other] for other in others.tolist()]
        title = np.concatenate(titles)
        terms_of_text = self.number[self.row[text]]
        self.dense[terms_of_text] = self.weight[self.row[text]]
        # `take` in this mode needs two thirds of the time of an index in brackets.
        shared = np.multiply(
            self.dense.take(np.concatenate(terms), mode="clip"),
            np.concatenate([self.weight[row] for row in rows]),
            dtype=self.kind,
        )
        shared_words = self.rarity[title] * (self.dense[title] > 0)
        self.dense[terms_of_text] = 0
        return row_sums(shared, terms), row_sums(shared_words, titles)


def row_sums(values: Array, rows: Sequence[Array]) -> Int64s:
    """Return the sum of the values of each row, 0 for an empty one."""
    lengths = [len(row) for row in rows]
    starts = np.array([0, *accumulate(lengths)])[:-1]
    if all(lengths):
        return np.add.reduceat(values, starts)
    # Not `reduceat`, which has no sums of nothing.
    sums = np.append(0, np.cumsum(values, dtype=np.int64))
    totals: Int64s = sums[starts + lengths] - sums[starts]
    return totals
