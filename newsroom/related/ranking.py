"""The order of the texts that are nearest to a text."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np

from newsroom.related.comparison import compare, title_weights
from newsroom.related.corpus import Corpus
from newsroom.related.frequencies import UNIT
from newsroom.related.nearest import NEIGHBORS, Codes, Measured, decode_neighbors
from newsroom.related.rows import Array, Floats, Int64s

COMPARED = 28  # neighbors that are compared in full; most of the others rank below them
HUB_NEIGHBORS = 10  # neighbors whose similarity adds up to the hubness of a text
SEASON = 180  # days after which a score has faded to 0.71, the root of a half
COVERED = 0.25  # highest similarity to a text that has this one and as much again
LONG = 3  # median lengths from which on a text needs a higher similarity
CHUNK = 1024  # texts that are ranked at once, so that their arrays stay in the cache


@dataclass(frozen=True)
class Compared:
    """The nearest neighbors of texts, compared: a row for each text, an entry for each neighbor.

    `product` is that of the vectors, `mention` the weight of the words of the older title that the
    newer text has.
    """

    product: Int64s
    mention: Int64s


@dataclass(frozen=True)
class Ranking:
    """The texts nearest to some texts, in a row for each, best first; -1 stands for none.

    `similarity` is the cosine of the two vectors, 1 for equal texts; `mention` the share of the
    older text's title that the newer one has, from 0 to 1; `length` the divisor for a long text.
    """

    order: Int64s
    score: Floats
    similarity: Floats
    mention: Floats
    length: Floats


def compare_nearest(
    corpus: Corpus,
    texts: Int64s,
    codes: Codes,
    measured: Measured | None = None,
) -> Compared:
    """Return texts compared with the nearest `COMPARED` of their neighbors; see `compare`."""
    neighbors, _ = decode_neighbors(codes[:, :COMPARED])
    rows, columns = np.nonzero(neighbors >= 0)
    compared = Compared(*np.zeros((2, *neighbors.shape), dtype=np.int64))
    compared.product[rows, columns], compared.mention[rows, columns] = compare(
        corpus, texts[rows], neighbors[rows, columns], measured
    )
    return compared


class Ranker:
    """Ranks the neighbors of texts, given the nearest neighbors of all, compared.

    The score is similarity * (1 + sqrt(mention)) / sqrt(hubness) / length / fading. Hubness is the
    similarity of a text to its `HUB_NEIGHBORS` nearest: what is near to many texts would otherwise
    be listed under all of them (Radovanović et al. 2010).
    """

    def __init__(self, corpus: Corpus, codes: Codes, compared: Compared) -> None:
        self.corpus = corpus
        self.codes = codes
        self.compared = compared
        self.root = np.sqrt(np.maximum(1, corpus.squared_length))
        self.titles = title_weights(corpus) + max(1, corpus.frequencies.rarest)
        self.long = LONG**2 * float(np.median(corpus.squared_length)) if len(corpus) else 1.0
        texts = np.arange(len(corpus))
        neighbors, _ = decode_neighbors(codes[:, :COMPARED])
        similarity = self.similarities(texts, neighbors, compared.product)
        similarity.sort(axis=1)
        nearest = similarity[:, -HUB_NEIGHBORS:].sum(axis=1)
        self.root_of_hubness = np.sqrt(np.maximum(1, nearest))

    def similarities(self, texts: Int64s, neighbors: Int64s, products: Int64s) -> Int64s:
        """Return the similarity of texts to their neighbors; UNIT ** 2 stands for 1.

        Roots and quotients are correctly rounded everywhere (IEEE 754).
        """
        lengths = self.root[texts][:, None] * self.root[neighbors]
        similarity: Int64s = (products * (UNIT**2 / lengths)).astype(np.int64)
        return similarity

    def rank_all(self) -> Int64s:
        """Return for each text its neighbors, best first."""
        chunks = [
            self._rank(
                np.arange(start, min(start + CHUNK, len(self.corpus))),
                self.codes[start : start + CHUNK],
                self.compared.product[start : start + CHUNK],
                self.compared.mention[start : start + CHUNK],
            ).order
            for start in range(0, len(self.corpus), CHUNK)
        ]
        return np.concatenate(chunks)

    def rank(self, texts: Sequence[int] | Int64s, codes: Codes) -> Ranking:
        """Return a ranking of the neighbors of some texts."""
        numbers = np.array(texts, dtype=np.int64)
        compared = compare_nearest(self.corpus, numbers, codes)
        return self._rank(numbers, codes, compared.product, compared.mention)

    def _rank(self, texts: Int64s, codes: Codes, products: Int64s, mentions: Int64s) -> Ranking:
        """Return the neighbors in order; ties go to the text that comes first."""
        neighbors, similarity = decode_neighbors(codes[:, :NEIGHBORS])
        width = products.shape[1]
        similarity[:, :width] = self.similarities(texts, neighbors[:, :width], products)
        mention = np.zeros(neighbors.shape)
        older = np.maximum(texts[:, None], neighbors[:, :width])
        mention[:, :width] = mentions / self.titles[older]
        length = self.length_divisor(texts, neighbors, similarity)
        score = similarity * mention_factor(mention) / self.root_of_hubness[neighbors]
        days = self.corpus.days
        score = score / length / fading(days[neighbors] - days[texts][:, None])
        score[neighbors < 0] = -1
        order = ranked_columns(neighbors, score)
        columns = (neighbors, score / UNIT, similarity / UNIT**2, mention, length)
        return Ranking(*(np.take_along_axis(column, order, axis=1) for column in columns))

    def length_divisor(self, texts: Int64s, neighbors: Int64s, similarity: Int64s) -> Floats:
        """Return the divisor of a score for a text that is long, from 1 up.

        A text that contains another one and much else is similar to it, and to a hundred more. So
        its similarity is at most `COVERED` times the length of the other to that of the rest: what
        the shorter text covers of the longer one (containment: Broder 1997). A text longer than
        `LONG` median lengths is similar to many by chance; its score is divided by the root of its
        length in these (pivoted normalization: Singhal et al. 1996).
        """
        squares = self.corpus.squared_length
        rest = np.sqrt(np.maximum(0, squares[neighbors] - squares[texts][:, None]))
        reach = COVERED * UNIT**2 * np.sqrt(squares[texts])
        covered = np.maximum(1, similarity * rest / np.maximum(1, reach)[:, None])
        excess = np.maximum(1, squares / max(1, self.long))
        divisor: Floats = covered * np.sqrt(np.sqrt(excess))[neighbors]
        return divisor


def ranked_columns(neighbors: Int64s, score: Floats) -> Int64s:
    """Return by row the columns in order of their scores, highest first; ties by neighbor."""
    order: Int64s = np.argsort(-score, axis=1)
    sorted_scores = np.take_along_axis(score, order, axis=1)
    ties = (sorted_scores[:, 1:] == sorted_scores[:, :-1]) & (sorted_scores[:, 1:] >= 0)
    rows = np.flatnonzero(ties.any(axis=1))
    order[rows] = np.lexsort((neighbors[rows], -score[rows]), axis=-1)
    return order


def fading(days: Array) -> Floats:
    """Return the divisor of a score for the days between two texts, from 1 up."""
    divisor: Floats = np.sqrt(1 + abs(days) / SEASON)
    return divisor


def mention_factor(mention: Floats) -> Floats:
    """Return the factor of a score for a mention, from 1 up to 2."""
    factor: Floats = 1 + np.sqrt(mention)
    return factor


def first_of_equal_dates(dates: Sequence[datetime]) -> list[int]:
    """Return for each date, newest first, the index of the first date equal to it."""
    firsts: list[int] = []
    for index, date in enumerate(dates):
        firsts.append(firsts[-1] if index and dates[index - 1] == date else index)
    return firsts


def fill_up(
    order: list[int], number: int, days: Sequence[int], first: int, count: int
) -> list[int]:
    """Return an order of `count` entries for the text `number`, filled up with those of its time.

    Texts from `first` on are added, the nearest in time first. `days` are in descending order, so
    that these are around `number`.
    """
    missing = count - len(order)
    if missing <= 0:
        return order
    reach = count + len(order)
    around = range(max(first, number - reach), min(len(days), number + reach + 1))
    rest = [text for text in around if text != number and text not in order]
    rest.sort(key=lambda text: (abs(days[text] - days[number]), text))
    return order + rest[:missing]
