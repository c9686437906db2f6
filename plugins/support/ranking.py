"""The order of the texts that are nearest to a text."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from plugins.support.terms import Whole
from plugins.support.vectors import UNIT, Vectors

SEASON = 180  # days after which closeness has faded to 0.84, the fourth root of a half
COMPANY = 10  # neighbors that tell how close to others a text is


@dataclass(frozen=True)
class Ranking:
    """The texts nearest to one text, best first; `likeness` by text, 1 for equal ones."""

    order: list[int]
    likeness: dict[int, float]


def rank(vectors: Vectors, days: Sequence[int], since: Sequence[int]) -> list[Ranking]:
    """For each text the others from number `since` on, by likeness, company and time.

    The score is likeness / sqrt(company) / (1 + days / SEASON) ** 0.25: closeness fades with the
    `days` between two texts, and a text that keeps close company with many (its COMPANY nearest)
    has to be closer than others. Ties go to the text that comes first.
    """
    number, day = np.arange(len(days)), np.array(days)
    found: list[tuple[Whole, Whole]] = []
    company = np.ones(len(days), dtype=np.int64)
    for text, first in enumerate(since):
        others = vectors.near(text, number != text)
        if first:
            others = np.union1d(others, vectors.near(text, (number != text) & (number >= first)))
        likeness = vectors.similarity(text, others)
        company[text] = max(1, np.sort(likeness)[-COMPANY:].sum())
        found.append((others, likeness))
    rankings = []
    for text, (others, likeness) in enumerate(found):
        fading = np.sqrt(np.sqrt(1 + abs(day[others] - day[text]) / SEASON))
        score = likeness / np.sqrt(company[others]) / fading
        order = others[np.lexsort((others, -score))]
        shown = order[order >= since[text]].tolist()
        parts = (likeness / UNIT**2).tolist()
        rankings.append(Ranking(shown, dict(zip(others.tolist(), parts, strict=True))))
    return rankings
