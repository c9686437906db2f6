"""Posts that are nearly the same."""

import numpy as np
import pytest

from newsroom.related.near_duplicates import NearDuplicates, defer_duplicates, resemblance
from newsroom.related.ranking import Ranking
from newsroom.related.terms import count_terms, term_keys

TEXT = "the weekly letter of our small site tells what is new and what is not"
UNRELATED = "chips need power and water and a room that has some of either to spare"


def is_duplicate(a: str, b: str, titles: tuple[str, str] = ("", ""), similarity: float = 1) -> bool:
    openings = [term_keys(text.split()) for text in (a, b)]
    rankings = [Ranking([number], np.ones(1), np.full(1, similarity)) for number in (1, 0)]
    near_duplicates = NearDuplicates(titles, openings, rankings)
    assert near_duplicates(0, 1) == near_duplicates(1, 0)
    return near_duplicates(0, 1)


@pytest.mark.parametrize(
    ("a", "b", "titles", "expected"),
    [
        (TEXT, TEXT, ("a", "b"), True),
        (TEXT, f"{TEXT} today", ("a", "b"), True),
        (TEXT, UNRELATED, ("a", "b"), False),
        (TEXT, UNRELATED, ("Release 1.2", "Release 1.3"), True),
        (TEXT, UNRELATED, ("2024", "2025"), False),
        ("", "", ("a", "b"), False),
    ],
)
def test_near_duplicates(a: str, b: str, titles: tuple[str, str], expected: bool) -> None:
    assert is_duplicate(a, b, titles) == expected


@pytest.mark.parametrize(("similarity", "expected"), [(0.07, False), (0.14, True)])
def test_openings_of_posts_without_similarity_are_not_compared(
    similarity: float, expected: bool
) -> None:
    assert is_duplicate(TEXT, TEXT, similarity=similarity) == expected


@pytest.mark.parametrize(("shared", "expected"), [(4, False), (5, True)])
def test_three_in_ten_shingles_make_near_duplicates(shared: int, expected: bool) -> None:
    """Four of 16 do not, five of 15 do."""
    start = [f"w{number}" for number in range(shared + 2)]
    a, b = (" ".join([*start, *(f"{n}{k}" for k in range(10 - shared))]) for n in "ab")
    assert is_duplicate(a, b) == expected


@pytest.mark.parametrize(
    ("common", "expected"), [(range(200), True), (range(150, 300), True), (range(300, 900), False)]
)
def test_the_first_300_words_are_the_opening(common: range, expected: bool) -> None:
    texts = [[f"w{n}" if n in common else f"{prefix}{n}" for n in range(900)] for prefix in "ab"]
    openings = [count_terms([(text, 1)], ([], 1)).opening for text in texts]
    rankings = [Ranking([number], np.ones(1), np.ones(1)) for number in (1, 0)]
    assert NearDuplicates(("", ""), openings, rankings)(0, 1) == expected


def test_either_ranking_shows_that_two_are_similar() -> None:
    openings = [term_keys(TEXT.split())] * 2
    empty, ranking = Ranking([], np.ones(0), np.ones(0)), Ranking([0], np.ones(1), np.ones(1))
    assert NearDuplicates(("", ""), openings, [empty, ranking])(0, 1)


def test_resemblance_is_the_share_of_what_either_has() -> None:
    a, b = np.array([1, 2, 3], np.uint64), np.array([2, 3, 4], np.uint64)
    assert resemblance(a, b) == 0.5
    assert resemblance(a[:0], a[:0]) == 0


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ([10, 11, 20, 30], [10, 20, 30, 11]),
        ([10, 11, 12, 13], [10, 11, 12, 13]),
        ([10, 20, 30, 11, 40], [10, 20, 30, 11, 40]),
        ([10, 11, 20, 30, 31], [10, 20, 30, 11, 31]),
        ([], []),
    ],
)
def test_duplicates_move_behind_the_first_three(order: list[int], expected: list[int]) -> None:
    assert defer_duplicates(order, lambda a, b: a // 10 == b // 10, 3) == expected
