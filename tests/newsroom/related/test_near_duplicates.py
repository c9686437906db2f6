"""Posts that are nearly the same."""

from collections.abc import Sequence

import numpy as np
import pytest

from newsroom.related.near_duplicates import (
    COUNTED_WORDS,
    NearDuplicates,
    choose_distinct,
    resemblance,
    signature,
    title_keys,
)
from newsroom.related.terms import Fields, count_terms, word_keys

TEXT = "the weekly letter of our small site tells what is new and what is not"
UNRELATED = "chips need power and water and a room that has some of either to spare"


def words(prefix: str, *numbers: int) -> list[str]:
    return [f"{prefix}{number}" for number in range(*numbers)]


def duplicates(*texts: Sequence[str], titles: Sequence[str] = ()) -> NearDuplicates:
    openings = [word_keys(text) for text in texts]
    keys = title_keys(titles or [""] * len(texts))
    signatures = np.array([signature(opening) for opening in openings])
    return NearDuplicates(keys, signatures, openings.__getitem__)


def is_duplicate(a: Sequence[str], b: Sequence[str], titles: Sequence[str] = ()) -> bool:
    near_duplicates = duplicates(a, b, titles=titles)
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
    assert is_duplicate(a.split(), b.split(), titles) == expected


@pytest.mark.parametrize(("shared", "expected"), [(9, False), (11, True)])
def test_a_fifth_of_the_shingles_makes_near_duplicates(shared: int, expected: bool) -> None:
    """Nine of 51 do not, eleven of 49 do."""
    start = words("w", shared + 2)
    assert (
        is_duplicate(start + words("a", 30 - shared), start + words("b", 30 - shared)) == expected
    )


@pytest.mark.parametrize(("shared", "expected"), [(23, False), (29, True)])
@pytest.mark.parametrize("total", [COUNTED_WORDS - 2, 40])
def test_half_of_the_words_makes_near_duplicates_of_longer_texts(
    total: int, shared: int, expected: bool
) -> None:
    """In whatever order: no shingle is the same."""
    shared = shared * total // 40
    a = words("w", shared) + words("a", total - shared)
    b = words("b", total - shared) + words("w", shared)[::-1]
    assert is_duplicate(a, b) == (expected and total >= COUNTED_WORDS)


@pytest.mark.parametrize(
    ("common", "expected"), [(range(200), True), (range(150, 300), True), (range(300, 900), False)]
)
def test_the_first_300_words_are_the_opening(common: range, expected: bool) -> None:
    texts = [[f"w{n}" if n in common else f"{prefix}{n}" for n in range(900)] for prefix in "ab"]
    openings = count_terms([Fields([(" ".join(text), 1)]) for text in texts]).openings
    signatures = np.array([signature(openings.row(row)) for row in (0, 1)])
    near_duplicates = NearDuplicates(title_keys(["", ""]), signatures, openings.row)
    assert near_duplicates(0, 1) == expected


def test_texts_that_probably_duplicate_others() -> None:
    """One of the same words, and one of the same title."""
    texts = [words("a", 90), [*words("a", 80), *words("x", 9)], words("b", 90), words("c", 90), []]
    near_duplicates = duplicates(*texts, titles=["News 1", "", "News 2", "Other", ""])
    assert near_duplicates.probable([0]).tolist() == [True, True, True, False, False]
    assert near_duplicates.probable([1, 3]).tolist() == [True, True, False, True, False]
    assert not near_duplicates.probable([]).any()


def test_rows_with_near_duplicates_are_suspected() -> None:
    texts = [words("a", 90), words("a", 1, 90), words("b", 90), words("c", 90), words("d", 90)]
    near_duplicates = duplicates(*texts, titles=["", "", "News 1", "News 2", "Other"])
    rows = np.array([[0, 2, 1], [0, 2, 4], [2, 4, 3], [4, 3, 1]])
    assert near_duplicates.suspects(rows).tolist() == [True, False, True, False]


def test_resemblance_is_the_share_of_what_either_has() -> None:
    a, b = np.array([1, 2, 3], np.uint32), np.array([2, 3, 4], np.uint32)
    assert resemblance(a, b) == 0.5
    assert resemblance(a[:0], a[:0]) == 0


@pytest.mark.parametrize(
    ("order", "chosen", "expected"),
    [
        ([10, 11, 20, 30], [], [10, 20, 30]),
        ([10, 11, 12, 13], [], [10]),
        ([10, 20, 30, 11, 40], [], [10, 20, 30]),
        ([10, 11, 20, 30], [12], [12, 20, 30]),
        ([10], [20, 30, 40], [20, 30, 40]),
        ([], [10], [10]),
    ],
)
def test_texts_are_chosen_that_duplicate_none_before(
    order: list[int], chosen: list[int], expected: list[int]
) -> None:
    assert choose_distinct(order, lambda a, b: a // 10 == b // 10, 3, chosen) == expected
