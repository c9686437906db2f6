"""Joining rules of `/_headers`."""

import pytest

from newsroom.hosting.header_layers import disjoint, layers


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("/a", "/a", False), ("/a", "/b", True), ("/*", "/a", False), ("/a/*", "/b/*", True),
        ("/a/*", "/a", True), ("/a/*", "/a/", False), ("/f/*.xml", "/f/*.json", True),
        ("/*/index.md", "/f/*.xml", True), ("/*/index.md", "/f/*", False), ("/a*", "/ab", False),
        ("/404.html", "/404", True), ("/*.html", "/404.html", False),
    ],
)  # fmt: skip
def test_disjoint_patterns(one: str, other: str, *, expected: bool) -> None:
    assert disjoint(one, other) is expected
    assert disjoint(other, one) is expected


@pytest.mark.parametrize(
    ("rules", "expected"),
    [
        ([("/a", "1"), ("/b", "2")], [[("/a", "1"), ("/b", "2")]]),
        ([("/*", "1"), ("/b", "2"), ("/c", "3")], [[("/*", "1")], [("/b", "2"), ("/c", "3")]]),
        ([("/b", "1"), ("/*", "2"), ("/c", "3")], [[("/b", "1")], [("/*", "2")], [("/c", "3")]]),
        ([("/*", "1"), ("/b", None)], [[("/b", ""), ("/*", "1")]]),
        ([("/*", "1"), ("/b", None), ("/b", "2")], [[("/b", ""), ("/*", "1")], [("/b", "2")]]),
        ([("/a", "1"), ("/b", None), ("/c", "2")], [[("/b", ""), ("/a", "1")], [("/c", "2")]]),
    ],
)
def test_layers(rules: list[tuple[str, str | None]], expected: list[list[tuple[str, str]]]) -> None:
    assert layers(rules) == expected
