"""Posts that are nearly the same."""

import numpy as np
import pytest

from newsroom.related.features import count_terms, keys
from newsroom.related.near_duplicates import NearDuplicates, held_apart, resemblance
from newsroom.related.ranking import Ranking

SAME = "the weekly letter of our small site tells what is new and what is not"
OTHER = "chips need power and water and a place that has some of either to spare"


def near(one: str, other: str, titles: tuple[str, str] = ("", ""), like: float = 1) -> bool:
    openings = [keys(text.split()) for text in (one, other)]
    rankings = [Ranking([place], np.ones(1), np.full(1, like)) for place in (1, 0)]
    found = NearDuplicates(titles, openings, rankings)
    assert found(0, 1) == found(1, 0)
    return found(0, 1)


@pytest.mark.parametrize(
    ("one", "other", "titles", "expected"),
    [
        (SAME, SAME, ("a", "b"), True),
        (SAME, f"{SAME} today", ("a", "b"), True),
        (SAME, OTHER, ("a", "b"), False),
        (SAME, OTHER, ("Release 1.2", "Release 1.3"), True),
        (SAME, OTHER, ("2024", "2025"), False),
        ("", "", ("a", "b"), False),
    ],
)
def test_near_duplicates(one: str, other: str, titles: tuple[str, str], expected: bool) -> None:
    assert near(one, other, titles) == expected


@pytest.mark.parametrize(("like", "expected"), [(0.07, False), (0.14, True)])
def test_openings_of_posts_that_are_not_alike_are_not_compared(like: float, expected: bool) -> None:
    assert near(SAME, SAME, like=like) == expected


@pytest.mark.parametrize(("shared", "expected"), [(4, False), (5, True)])
def test_three_in_ten_shingles_make_near_duplicates(shared: int, expected: bool) -> None:
    """Four of 16 do not, five of 15 do."""
    start = [f"w{number}" for number in range(shared + 2)]
    one, other = (" ".join([*start, *(f"{n}{k}" for k in range(10 - shared))]) for n in "ab")
    assert near(one, other) == expected


@pytest.mark.parametrize(
    ("same", "expected"), [(range(200), True), (range(150, 300), True), (range(300, 900), False)]
)
def test_the_first_300_words_are_the_opening(same: range, expected: bool) -> None:
    texts = [[f"w{n}" if n in same else f"{own}{n}" for n in range(900)] for own in "ab"]
    openings = [count_terms([(text, 1)], ([], 1)).opening for text in texts]
    rankings = [Ranking([place], np.ones(1), np.ones(1)) for place in (1, 0)]
    assert NearDuplicates(("", ""), openings, rankings)(0, 1) == expected


def test_a_ranking_of_either_tells_that_two_are_alike() -> None:
    openings = [keys(SAME.split())] * 2
    none, one = Ranking([], np.ones(0), np.ones(0)), Ranking([0], np.ones(1), np.ones(1))
    assert NearDuplicates(("", ""), openings, [none, one])(0, 1)


def test_resemblance_is_the_share_of_what_either_has() -> None:
    one, other = np.array([1, 2, 3], np.uint64), np.array([2, 3, 4], np.uint64)
    assert resemblance(one, other) == 0.5
    assert resemblance(one[:0], one[:0]) == 0


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
def test_tens_are_held_apart_in_the_first_three(order: list[int], expected: list[int]) -> None:
    assert held_apart(order, lambda one, other: one // 10 == other // 10, 3) == expected
