"""The order of the texts that are nearest to a text."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from newsroom.related.tfidf import UNIT, Vectors

COMPARED = 32  # neighbors that are compared in full; the others stand after most of these
COMPANY = 10  # neighbors that tell how close to others a text is
SEASON = 180  # days after which closeness has faded to 0.84, the fourth root of a half


@dataclass(frozen=True)
class Ranking:
    """The texts nearest to one text, best first, with their scores, and how like it they are.

    `likeness` is the cosine of the two vectors, 1 for equal texts.
    """

    order: list[int]
    score: NDArray[np.float64]
    likeness: NDArray[np.float64]


def fading(days: NDArray[np.int64]) -> NDArray[np.float64]:
    """What closeness is divided by when so many days lie between two texts."""
    return np.sqrt(np.sqrt(1 + abs(days) / SEASON))


def rank(vectors: Vectors, days: Sequence[int], since: Sequence[int]) -> list[Ranking]:
    """For each text the others from number `since` on, by likeness, company and time.

    The score is likeness / sqrt(company) / (1 + days / SEASON) ** 0.25: closeness fades with the
    `days` between two texts, and a text that keeps close company with many (the likeness of its
    COMPANY nearest) has to be closer than others. Ties go to the text that comes first.
    """
    day, texts = np.array(days), range(len(days))
    nearest = [vectors.near(text) for text in texts]
    exact = vectors.compared([others[:COMPARED] for others, _ in nearest])
    company = np.array([max(1, np.sort(of_text)[-COMPANY:].sum()) for of_text in exact])
    if any(since):
        nearest = [vectors.near(text, since[text]) for text in texts]
        exact = vectors.compared([others[:COMPARED] for others, _ in nearest])
    rankings = []
    for text, (others, likeness), of_text in zip(texts, nearest, exact, strict=True):
        likeness[: len(of_text)] = of_text
        # Roots and quotients are correctly rounded everywhere (IEEE 754).
        score = likeness / np.sqrt(company[others]) / fading(day[others] - day[text])
        order = np.lexsort((others, -score))
        found = Ranking(others[order].tolist(), score[order] / UNIT, likeness[order] / UNIT**2)
        rankings.append(found)
    return rankings


def firsts_of_moment(dates: Sequence[datetime]) -> list[int]:
    """For each date, newest first, the place of the first that is no later: its own or an equal."""
    firsts: list[int] = []
    for place, date in enumerate(dates):
        firsts.append(firsts[-1] if place and dates[place - 1] == date else place)
    return firsts


def filled(order: list[int], number: int, days: Sequence[int], first: int, count: int) -> list[int]:
    """An order with `count` entries, filled up with those from `first` on that are nearest in time.

    `days` fall, so that these stand around `number`.
    """
    missing = count - len(order)
    if missing <= 0:
        return order
    reach = count + len(order)
    around = range(max(first, number - reach), min(len(days), number + reach + 1))
    rest = [other for other in around if other != number and other not in order]
    rest.sort(key=lambda other: (abs(days[other] - days[number]), other))
    return order + rest[:missing]
