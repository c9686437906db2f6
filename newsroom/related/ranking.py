"""The order of the texts that are nearest to a text."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np

from newsroom.related.terms import Int64s
from newsroom.related.tfidf import UNIT, Bools, Floats, Vectors

COMPARED = 28  # neighbors that are compared in full; most of the others rank below them
HUB_NEIGHBORS = 10  # neighbors whose similarity adds up to the hubness of a text
SEASON = 180  # days after which a score has faded to 0.71, the root of a half
COVERED = 0.25  # highest similarity to a text that has this one and as much again
LONG = 3  # median lengths from which on a text needs a higher similarity
Neighbors = tuple[Int64s, Int64s]  # texts and their similarities, the nearest first


@dataclass(frozen=True)
class Ranking:
    """The texts nearest to one text, best first, with their scores and what makes these up.

    `similarity` is the cosine of the two vectors, 1 for equal texts; `mention` the share of the
    older text's title that the newer one has, from 0 to 1; `length` the divisor for a long text.
    """

    order: list[int]
    score: Floats
    similarity: Floats
    mention: Floats
    length: Floats


@dataclass(frozen=True)
class Pairs:
    """Texts and their neighbors, compared: entry by entry two texts and what they have in common.

    `is_full` tells of which the similarity is that of all their terms.
    """

    text: Int64s
    neighbor: Int64s
    similarity: Int64s
    mention: Floats
    is_full: Bools


def compare(vectors: Vectors, texts: Sequence[int], neighbors: Sequence[Neighbors]) -> Pairs:
    """Return each text paired with its neighbors, the nearest `COMPARED` of them in full."""
    counts = [len(others) for others, _ in neighbors]
    text = np.repeat(np.array(texts, dtype=np.int64), counts)
    neighbor = np.concatenate([others for others, _ in neighbors])
    similarity = np.concatenate([similarities for _, similarities in neighbors])
    is_full = np.concatenate([np.arange(count) < COMPARED for count in counts])
    mention = np.zeros(len(text))
    similarity[is_full], mention[is_full] = vectors.compare(text[is_full], neighbor[is_full])
    return Pairs(text, neighbor, similarity, mention, is_full)


class Ranker:
    """Ranks the neighbors of texts.

    The score is similarity * (1 + sqrt(mention)) / sqrt(hubness) / length / fading. Hubness is the
    similarity of a text to its `HUB_NEIGHBORS` nearest: what is near to many texts would otherwise
    be listed under all of them (Radovanović et al. 2010).
    """

    def __init__(self, vectors: Vectors, days: Sequence[int]) -> None:
        self.vectors = vectors
        self.days = np.array(days, dtype=np.int64)
        self.long = LONG**2 * np.median(vectors.squared_length)
        self.texts = range(len(days))
        self.neighbors = [vectors.nearest(text) for text in self.texts]
        self.pairs = compare(vectors, self.texts, self.neighbors)
        full = self.pairs.similarity[self.pairs.is_full]
        ends = np.cumsum([min(len(others), COMPARED) for others, _ in self.neighbors])
        nearest = [np.sort(of_text)[-HUB_NEIGHBORS:].sum() for of_text in np.split(full, ends[:-1])]
        self.hubness = np.maximum(1, nearest)

    def rank_all(self, since: Sequence[int]) -> list[Ranking]:
        """Return for each text a ranking of the others from number `since` on."""
        if not any(since):
            return self._rankings(self.pairs, self.neighbors)
        return self.rank(
            self.texts, [self.vectors.nearest(text, since[text]) for text in self.texts]
        )

    def rank(self, texts: Sequence[int], neighbors: Sequence[Neighbors]) -> list[Ranking]:
        """Return for each of some texts a ranking of its neighbors."""
        return self._rankings(compare(self.vectors, texts, neighbors), neighbors)

    def _rankings(self, pairs: Pairs, neighbors: Sequence[Neighbors]) -> list[Ranking]:
        """Return the pairs of each text in order; ties go to the text that comes first."""
        length = self.length_divisor(pairs)
        # Roots and quotients are correctly rounded everywhere (IEEE 754).
        score = (
            pairs.similarity * mention_factor(pairs.mention) / np.sqrt(self.hubness[pairs.neighbor])
        )
        score = score / length / fading(self.days[pairs.neighbor] - self.days[pairs.text])
        columns = (score / UNIT, pairs.similarity / UNIT**2, pairs.mention, length)
        rankings, start = [], 0
        for others, _ in neighbors:
            part = slice(start, start := start + len(others))
            order = np.lexsort((others, -score[part]))
            rankings.append(
                Ranking(others[order].tolist(), *(column[part][order] for column in columns))
            )
        return rankings

    def length_divisor(self, pairs: Pairs) -> Floats:
        """Return the divisor of a score for a text that is long, from 1 up.

        A text that contains another one and much else is similar to it, and to a hundred more. So
        its similarity is at most `COVERED` times the length of the other to that of the rest: what
        the shorter text covers of the longer one (containment: Broder 1997). A text longer than
        `LONG` median lengths is similar to many by chance; its score is divided by the root of its
        length in these (pivoted normalization: Singhal et al. 1996).
        """
        squares = self.vectors.squared_length
        rest = np.sqrt(np.maximum(0, squares[pairs.neighbor] - squares[pairs.text]))
        reach = COVERED * UNIT**2 * np.sqrt(squares[pairs.text])
        covered = np.maximum(1, pairs.similarity * rest / np.maximum(1, reach))
        excess = np.maximum(1, squares[pairs.neighbor] / max(1, self.long))
        divisor: Floats = covered * np.sqrt(np.sqrt(excess))
        return divisor


def fading(days: Int64s) -> Floats:
    """Return the divisor of a score for the days between two texts, from 1 up."""
    return np.sqrt(1 + abs(days) / SEASON)


def mention_factor(mention: Floats) -> Floats:
    """Return the factor of a score for a mention, from 1 up to 2."""
    return 1 + np.sqrt(mention)


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
