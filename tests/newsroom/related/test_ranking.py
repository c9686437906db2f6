"""The order of the texts that are nearest to a text."""

import math
from collections.abc import Sequence

import pytest

from newsroom.text.tokenizer import tokenize
from tests.corpora import RankedText, body, rank_texts

OTHERS = [f"other{number % 9} other{number % 7}" for number in range(60)]
LONG = " ".join(f"word{number} " for number in range(150))


def ranked(
    texts: Sequence[str], days: Sequence[int] | None = None, titles: Sequence[str] | None = None
) -> list[RankedText]:
    return rank_texts([*map(body, texts, titles or [""] * len(texts))], days)


@pytest.mark.parametrize(("days", "share"), [(0, 1), (30, 0.93), (180, 0.71), (730, 0.445)])
def test_closeness_fades_with_time(days: int, share: float) -> None:
    """To seven tenths in half a year, to less than half in two."""
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
    # By 48 of the 299 words and pairs of words.
    assert all(0.12 < similarity < 0.3 for similarity in ranking.similarity[len(full) :])


def mention(text: str, title: str, *, is_newer: bool = True) -> float:
    """The mention of a text and another with a title; the first is the newer or the older."""
    texts = [f"{text} shared words", "shared words", *OTHERS]
    titles = ["", title, *([""] * len(OTHERS))]
    if not is_newer:
        texts[:2], titles[:2] = texts[1::-1], titles[1::-1]
    ranking = ranked(texts, titles=titles)[0]
    return float(ranking.mention[ranking.order.index(1)])


RAREST = math.log(62) ** 1.3  # of 62 texts
PAIR = math.log(31) ** 1.3


@pytest.mark.parametrize(
    ("text", "title", "share"),
    [
        ("shared", "Shared words", 2 * PAIR / (2 * PAIR + RAREST)),
        ("shared", "Shared", PAIR / (PAIR + RAREST)),
        ("shared", "Shared, shared", PAIR / (PAIR + RAREST)),
        ("shared", "Shared chips", PAIR / (PAIR + 2 * RAREST)),
        ("chips", "Milk", 0),
        ("chips", "", 0),
        ("chips", "!", 0),
    ],
)
def test_a_newer_text_mentions_an_older_one_by_words_of_its_title(
    text: str, title: str, share: float
) -> None:
    """Rare ones count for more, and the rarest there can be is added, against short titles."""
    assert mention(text, title) == pytest.approx(share, abs=0.01)
    assert mention(text, title, is_newer=False) == 0


def test_a_mention_counts_for_both_texts() -> None:
    texts = ["chips cost shared", "chips cost", *OTHERS]
    titles = ["", "Chips cost", *([""] * len(OTHERS))]
    plain, mentioned = ranked(texts), ranked(texts, titles=titles)
    for text, first in ((0, 1), (1, 0)):
        assert plain[text].order[0] == mentioned[text].order[0] == first
        factor = mentioned[text].score[0] / plain[text].score[0]
        assert factor == pytest.approx(1 + math.sqrt(mentioned[text].mention[0]))
        assert 1.7 < factor < 2


def test_a_word_of_many_titles_is_a_small_mention() -> None:
    texts = ["the chips and the power", "the chips", *(f"the own{n}" for n in range(60))]
    common = ranked(texts, titles=["", "The unheard", *[""] * 60])[0].mention[0]
    rare = ranked(texts, titles=["", "Chips unheard", *[""] * 60])[0].mention[0]
    assert common < 0.01
    assert rare > 0.2


def test_titles_without_spaces_are_mentioned_by_pairs_of_characters() -> None:
    others = [f"own{number}" for number in range(60)]
    texts = [" ".join(tokenize("我们谈电力价格")), " ".join(tokenize("电力价格")), *others]
    ranking = ranked(texts, titles=["", "电力价格", *[""] * 60])[0]
    assert ranking.mention[0] == pytest.approx(3 * PAIR / (3 * PAIR + RAREST), abs=0.01)


def test_a_text_that_contains_many_has_a_lower_score() -> None:
    """Below a text that shares a few words; its similarity alone is higher."""
    parts = [" ".join(f"p{part}w{number}" for number in range(20)) for part in range(30)]
    parts[1] = " ".join([*parts[1].split()[:17], *parts[0].split()[:3]])
    ranking = ranked([*parts, " ".join(parts[:20])])[0]
    container, similar = ranking.order.index(30), ranking.order.index(1)
    assert similar < container
    assert ranking.similarity[similar] < ranking.similarity[container]
    assert ranking.length[similar] == 1 < ranking.length[container]


def test_a_longer_text_of_the_same_words_keeps_its_score() -> None:
    texts = [" ".join(f"w{text}x{number}" for number in range(100)) for text in range(9)]
    ranking = ranked([f"{texts[0]} more", *texts])
    assert ranking[0].length == ranking[1].length == [1]
