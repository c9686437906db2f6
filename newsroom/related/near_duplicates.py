"""Texts that are nearly the same, and lists that hold them apart.

Two texts are near-duplicates when their titles are the same but for numbers, or when their openings
share three in ten of their shingles, runs of three words (Broder 1997).
"""

import re
from collections.abc import Callable, Sequence
from functools import cache
from itertools import compress

import numpy as np

from newsroom.related.features import Keys, pairs
from newsroom.related.ranking import Ranking

LIKE = 0.1  # likeness of texts that may have an opening in common
SAME = 0.3  # share of the shingles of two near-duplicates that both have


class NearDuplicates:
    """Tells of two texts, by number, whether they are nearly the same; `openings` as in `Terms`."""

    def __init__(
        self, titles: Sequence[str], openings: Sequence[Keys], rankings: Sequence[Ranking]
    ) -> None:
        self.titles = [" ".join(re.findall(r"[^\W\d_]+", title.casefold())) for title in titles]
        self.like = [like(ranking) for ranking in rankings]
        self.shingles = cache(lambda text: np.unique(pairs(pairs(openings[text]))))

    def __call__(self, one: int, other: int) -> bool:
        """Openings are compared only where the texts are like each other at all."""
        if self.titles[one] and self.titles[one] == self.titles[other]:
            return True
        if other not in self.like[one] and one not in self.like[other]:
            return False
        return resemblance(self.shingles(one), self.shingles(other)) >= SAME


def like(ranking: Ranking) -> frozenset[int]:
    """The texts that are so like one text that they can have an opening in common."""
    return frozenset(compress(ranking.order, ranking.likeness >= LIKE))


def resemblance(one: Keys, other: Keys) -> float:
    """The share of shingles that both have of those that either has; 0 where there are none."""
    both = len(np.intersect1d(one, other, assume_unique=True))
    return both / max(1, len(one) + len(other) - both)


def held_apart(order: Sequence[int], alike: Callable[[int, int], bool], distinct: int) -> list[int]:
    """The order, with what is nearly the same as an entry before it after the `distinct` first."""
    first: list[int] = []
    late: list[int] = []
    for place, other in enumerate(order):
        if len(first) == distinct:
            return [*first, *late, *order[place:]]
        (late if any(alike(other, chosen) for chosen in first) else first).append(other)
    return first + late
