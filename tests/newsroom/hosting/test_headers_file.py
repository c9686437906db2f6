"""The file `/_headers`: its rules, and how they are joined."""

import pytest

from newsroom.hosting.headers_file import (
    Rule,
    are_disjoint,
    headers_for,
    layer_values,
    parse_header_rules,
)

TEXT = """# a comment
/*
  X-One: 1
  Link: <a>; rel=preload

/feeds/*.xml
  Content-Type: application/atom+xml; charset=utf-8
  link: <b>

/feeds/raw.xml
  ! X-One
/a+b/(c).html
  X-Two:
/ü/*
  X-Raw: 1
/%c3%bc/*
  X-Coded: 1
"""


def test_rules_are_in_the_order_of_the_file() -> None:
    rules = parse_header_rules(TEXT)
    assert [rule.pattern for rule in rules] == [
        "/*",
        "/feeds/*.xml",
        "/feeds/raw.xml",
        "/a+b/(c).html",
        "/ü/*",
        "/%c3%bc/*",
    ]
    assert [rule.line for rule in rules] == [2, 6, 10, 12, 14, 16]
    assert rules[0] == Rule("/*", (("X-One", "1"), ("Link", "<a>; rel=preload")))
    assert rules[2].headers == (("X-One", None),)
    assert parse_header_rules("  X-Early: 1\n") == []


@pytest.mark.parametrize(
    ("path", "headers"),
    [
        ("/", {"X-One": "1", "Link": "<a>; rel=preload"}),
        (
            "/feeds/all.xml",
            {
                "X-One": "1",
                "Content-Type": "application/atom+xml; charset=utf-8",
                "link": "<a>; rel=preload, <b>",
            },
        ),
        (
            "/feeds/raw.xml",
            {
                "Content-Type": "application/atom+xml; charset=utf-8",
                "link": "<a>; rel=preload, <b>",
            },
        ),
        ("/%C3%BC/x", {"X-One": "1", "Link": "<a>; rel=preload", "X-Raw": "1", "X-Coded": "1"}),
        ("/ü/x", {"X-One": "1", "Link": "<a>; rel=preload", "X-Raw": "1", "X-Coded": "1"}),
        ("/a+b/(c).html", {"X-One": "1", "Link": "<a>; rel=preload", "X-Two": ""}),
    ],
)
def test_all_rules_that_match_count(path: str, headers: dict[str, str]) -> None:
    assert headers_for(path, parse_header_rules(TEXT)) == headers


@pytest.mark.parametrize(
    ("pattern", "other_pattern", "expected"),
    [
        ("/a", "/a", False), ("/a", "/b", True), ("/*", "/a", False), ("/a/*", "/b/*", True),
        ("/a/*", "/a", True), ("/a/*", "/a/", False), ("/f/*.xml", "/f/*.json", True),
        ("/*/index.md", "/f/*.xml", True), ("/*/index.md", "/f/*", False), ("/a*", "/ab", False),
        ("/404.html", "/404", True), ("/*.html", "/404.html", False),
    ],
)  # fmt: skip
def test_disjoint_patterns(pattern: str, other_pattern: str, *, expected: bool) -> None:
    assert are_disjoint(pattern, other_pattern) is expected
    assert are_disjoint(other_pattern, pattern) is expected


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([("/a", "1"), ("/b", "2")], [[("/a", "1"), ("/b", "2")]]),
        ([("/*", "1"), ("/b", "2"), ("/c", "3")], [[("/*", "1")], [("/b", "2"), ("/c", "3")]]),
        ([("/b", "1"), ("/*", "2"), ("/c", "3")], [[("/b", "1")], [("/*", "2")], [("/c", "3")]]),
        ([("/*", "1"), ("/b", None)], [[("/b", ""), ("/*", "1")]]),
        ([("/*", "1"), ("/b", None), ("/b", "2")], [[("/b", ""), ("/*", "1")], [("/b", "2")]]),
        ([("/a", "1"), ("/b", None), ("/c", "2")], [[("/b", ""), ("/a", "1")], [("/c", "2")]]),
    ],
)
def test_values_in_layers(
    values: list[tuple[str, str | None]], expected: list[list[tuple[str, str]]]
) -> None:
    assert layer_values(values) == expected
