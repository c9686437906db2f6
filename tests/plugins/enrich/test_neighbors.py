"""Newer and older posts."""

import pytest

from plugins.enrich.neighbors import neighbors


@pytest.mark.parametrize(
    ("articles", "expected"),
    [
        ("", []),
        ("a", [("a", None, None)]),
        ("abc", [("a", None, "b"), ("b", "a", "c"), ("c", "b", None)]),
    ],
)
def test_neighbors(articles: str, expected: list[tuple[str, str | None, str | None]]) -> None:
    found = [(post, pair.newer, pair.older) for post, pair in neighbors(articles)]
    assert found == expected
