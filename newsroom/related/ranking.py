"""The order of the texts that are nearest to a text."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from newsroom.related.tfidf import UNIT, Vectors

COMPARED = 32  # neighbors that are compared in full; most of the others rank below them
HUB_NEIGHBORS = 10  # neighbors whose similarity adds up to the hubness of a text
SEASON = 180  # days after which a score has faded to 0.84, the fourth root of a half


@dataclass(frozen=True)
class Ranking:
    """The texts nearest to one text, best first, with their scores and similarities.

    `similarity` is the cosine of the two vectors, 1 for equal texts.
    """

    order: list[int]
    score: NDArray[np.float64]
    similarity: NDArray[np.float64]


def fading(days: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return the divisor of a score for the days between two texts, from 1 up."""
    return np.sqrt(np.sqrt(1 + abs(days) / SEASON))


def rank(vectors: Vectors, days: Sequence[int], since: Sequence[int]) -> list[Ranking]:
    """Return for each text a ranking of the others from number `since` on.

    The score is similarity / sqrt(hubness) / (1 + days / SEASON) ** 0.25. It fades with the `days`
    between two texts. Hubness is the similarity of a text to its HUB_NEIGHBORS nearest: what is
    near to many texts would otherwise be listed under all of them (Radovanović et al. 2010). Ties
    go to the text that comes first.
    """
    day, texts = np.array(days), range(len(days))
    nearest = [vectors.nearest(text) for text in texts]
    products = vectors.compare([others[:COMPARED] for others, _ in nearest])
    hubness = np.array([max(1, np.sort(of_text)[-HUB_NEIGHBORS:].sum()) for of_text in products])
    if any(since):
        nearest = [vectors.nearest(text, since[text]) for text in texts]
        products = vectors.compare([others[:COMPARED] for others, _ in nearest])
    rankings = []
    for text, (others, similarity), of_text in zip(texts, nearest, products, strict=True):
        similarity[: len(of_text)] = of_text
        # Roots and quotients are correctly rounded everywhere (IEEE 754).
        score = similarity / np.sqrt(hubness[others]) / fading(day[others] - day[text])
        order = np.lexsort((others, -score))
        rankings.append(
            Ranking(others[order].tolist(), score[order] / UNIT, similarity[order] / UNIT**2)
        )
    return rankings


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
