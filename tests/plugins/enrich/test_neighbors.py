"""Newer and older posts."""

import pytest

from plugins.enrich.neighbors import find_neighbors


@pytest.mark.parametrize(
    ("articles", "expected"),
    [
        ("", []),
        ("a", [("a", None, None)]),
        ("abc", [("a", None, "b"), ("b", "a", "c"), ("c", "b", None)]),
    ],
)
def test_neighbors(articles: str, expected: list[tuple[str, str | None, str | None]]) -> None:
    pairs = [(post, pair.newer, pair.older) for post, pair in find_neighbors(articles)]
    assert pairs == expected
