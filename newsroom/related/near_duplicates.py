"""Texts that are nearly the same, and lists that keep them apart.

Two texts are near-duplicates when their titles are the same but for numbers, or when their openings
share three in ten of their shingles, runs of three words (Broder 1997).
"""

import re
from collections.abc import Callable, Sequence
from functools import cache
from itertools import compress

import numpy as np

from newsroom.related.ranking import Ranking
from newsroom.related.terms import Keys, pair_keys

MIN_SIMILARITY = 0.1  # of texts whose openings are worth comparing
MIN_RESEMBLANCE = 0.3  # of near-duplicates


class NearDuplicates:
    """Decides for two texts, by number, whether they are near-duplicates.

    `openings` are those of their `Terms`.
    """

    def __init__(
        self, titles: Sequence[str], openings: Sequence[Keys], rankings: Sequence[Ranking]
    ) -> None:
        self.titles = [" ".join(re.findall(r"[^\W\d_]+", title.casefold())) for title in titles]
        self.similar = [similar_texts(ranking) for ranking in rankings]
        self.shingles = cache(lambda text: np.unique(pair_keys(pair_keys(openings[text]))))

    def __call__(self, a: int, b: int) -> bool:
        """Return whether two texts are near-duplicates.

        Openings are compared only where the texts have some similarity at all.
        """
        if self.titles[a] and self.titles[a] == self.titles[b]:
            return True
        if b not in self.similar[a] and a not in self.similar[b]:
            return False
        return resemblance(self.shingles(a), self.shingles(b)) >= MIN_RESEMBLANCE


def similar_texts(ranking: Ranking) -> frozenset[int]:
    """Return the texts so similar to one text that they can have an opening in common."""
    return frozenset(compress(ranking.order, ranking.similarity >= MIN_SIMILARITY))


def resemblance(a: Keys, b: Keys) -> float:
    """Return the Jaccard index of two sets of shingles, from 0 to 1; 0 for two empty sets."""
    common = len(np.intersect1d(a, b, assume_unique=True))
    return common / max(1, len(a) + len(b) - common)


def defer_duplicates(
    order: Sequence[int], are_duplicates: Callable[[int, int], bool], distinct: int
) -> list[int]:
    """Return an order whose first `distinct` entries are not duplicates of one another.

    A duplicate of an earlier entry moves behind these entries. A list with too few distinct
    entries ends in duplicates.
    """
    first: list[int] = []
    deferred: list[int] = []
    for index, text in enumerate(order):
        if len(first) == distinct:
            return [*first, *deferred, *order[index:]]
        is_duplicate = any(are_duplicates(text, chosen) for chosen in first)
        (deferred if is_duplicate else first).append(text)
    return first + deferred
