"""The order of the texts that are nearest to a text."""

from collections.abc import Sequence

import pytest

from newsroom.related.ranking import Ranking, rank
from newsroom.related.terms import count_terms
from newsroom.related.tfidf import weigh

OTHERS = [f"other{number % 9} other{number % 7}" for number in range(60)]
LONG = " ".join(f"word{number} " for number in range(150))


def ranked(texts: Sequence[str], days: Sequence[int] | None = None) -> list[Ranking]:
    vectors = weigh([count_terms([(text.split(), 1)], ([], 1)) for text in texts])
    return rank(vectors, days or [0] * len(texts), [0] * len(texts))


@pytest.mark.parametrize(("days", "share"), [(0, 1), (30, 0.96), (180, 0.84), (730, 0.67)])
def test_closeness_fades_with_time(days: int, share: float) -> None:
    """To five sixths in half a year, to two thirds in two."""
    texts = ["asked chips", "chips", "else", "more"]
    then, now = (ranked(texts, [0, apart, 0, 0])[0].score[0] for apart in (days, 0))
    assert then / now == pytest.approx(share, abs=0.015)
    assert ranked(texts, [days, 0, 0, 0])[0].score[0] == pytest.approx(then)


def hubness(copies: int) -> float:
    """The square of what the similarity of two texts is divided by, among so many equal ones."""
    ranking = ranked(["chips and power"] * copies + OTHERS)[0]
    return float(ranking.similarity[0] / ranking.score[0]) ** 2


def test_a_text_near_many_others_needs_a_higher_similarity() -> None:
    """The score is divided by the square root of its similarity to the ten nearest."""
    assert hubness(2) == pytest.approx(1, rel=0.01)
    assert hubness(5) == pytest.approx(4, rel=0.01)
    assert hubness(10) == pytest.approx(9, rel=0.01)
    assert hubness(12) == pytest.approx(hubness(25))


def test_the_nearest_are_compared_in_full_and_the_rest_by_some_terms() -> None:
    """About thirty of about sixty; else a long post costs more time, or its list is worse."""
    ranking = ranked([LONG] * 120 + OTHERS)[0]
    assert 48 < len(ranking.order) < 96
    full = [similarity for similarity in ranking.similarity if similarity > 0.95]
    assert 24 < len(full) < 48
    # By 64 of the 299 words and pairs of words.
    assert all(0.16 < similarity < 0.3 for similarity in ranking.similarity[len(full) :])
