"""Reading `/_headers`."""

import pytest

from newsroom.hosting.headers_file import Rule, headers_for, read_rules

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


def test_rules_stand_in_their_order() -> None:
    rules = read_rules(TEXT)
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
    assert read_rules("  X-Early: 1\n") == []


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
    assert headers_for(path, read_rules(TEXT)) == headers
