"""Small corpora of texts, ranked as related posts are."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from newsroom.related.ranking import Ranker, Ranking
from newsroom.related.terms import Fields
from newsroom.related.update import RelatedState, Text, empty_state, update_state


@dataclass(frozen=True)
class RankedText:
    """What `Ranking` has of one text, without the lack of neighbors."""

    order: list[int]
    score: list[float]
    similarity: list[float]
    mention: list[float]
    length: list[float]

    @property
    def similarity_of(self) -> dict[int, float]:
        """The similarity of each neighbor."""
        return dict(zip(self.order, self.similarity, strict=True))


def build_texts(texts: Sequence[Fields], days: Sequence[int] | None = None) -> RelatedState:
    """Return the state of texts, the newest first."""
    names = [str(number) for number in range(len(texts))]

    def read(number: int) -> Text:
        parts = texts[number].parts
        return Text(parts[1][0] if len(parts) > 1 else "", texts[number])

    return update_state(empty_state(), names, days or [0] * len(texts), read)


def rank_texts(texts: Sequence[Fields], days: Sequence[int] | None = None) -> list[RankedText]:
    """Return a ranking for each text."""
    state = build_texts(texts, days)
    ranker = Ranker(state.corpus, state.neighborhood.codes, state.neighborhood.compared)
    return unpack_ranking(ranker.rank(range(len(texts)), state.neighborhood.codes))


def unpack_ranking(ranking: Ranking) -> list[RankedText]:
    """Return the rows of a ranking."""
    lengths = np.count_nonzero(ranking.order >= 0, axis=1).tolist()
    columns = (ranking.order, ranking.score, ranking.similarity, ranking.mention, ranking.length)
    rows = zip(*(column.tolist() for column in columns), strict=True)
    return [
        RankedText(*(values[:length] for values in row))
        for row, length in zip(rows, lengths, strict=True)
    ]


def body(text: str, title: str = "") -> Fields:
    """Return a text of one body, and a title that is only looked for in newer texts."""
    return Fields([(text, 1), (title, 0)])


def separate(words: Sequence[str], times: Sequence[int] | None = None) -> Fields:
    """Return a text of words none of which is beside another, so that it has no pairs."""
    weights = times or [1] * len(words)
    return Fields([("", 1), ("", 1), *zip(words, weights, strict=True)])
