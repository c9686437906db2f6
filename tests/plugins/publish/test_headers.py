"""The HTTP headers of each file."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from newsroom.config.schema import Settings
from plugins.publish.headers import (
    REVALIDATE,
    cache_rules,
    header_rules,
    path_patterns,
    render_rules,
)


def settings(url: str, *, production: bool = True) -> Settings:
    return Settings(
        "S", "", url, "en", ZoneInfo("UTC"), datetime(2026, 1, 1, tzinfo=UTC), production
    )


def test_path_patterns() -> None:
    paths = ["", "404.html", "2025/11/a/", "2025/12/b/", "about/", "images/a/b.png"]
    assert path_patterns(paths) == {
        "/", "/404.html", "/2025/*", "/about/*", "/images/*"
    }  # fmt: skip


def test_no_path_has_two_cache_times() -> None:
    rules = dict(cache_rules(["2025/a/", "posts/"], ["images/a.png", "posts/a.png"], "theme"))
    assert {path: headers["Cache-Control"].split(", ")[1] for path, headers in rules.items()} == {
        "/": "max-age=0", "/2025/*": "max-age=0", "/images/*": "max-age=86400",
        "/page/*": "max-age=0", "/posts/*": "max-age=0", "/theme/*": "max-age=31536000",
    }  # fmt: skip


def test_a_host_that_reads_few_rules_reads_those_that_are_not_its_default() -> None:
    rules = cache_rules([f"{number}/" for number in range(200)], ["b/x", "a/x"], "theme")
    assert [pattern for pattern, _ in rules][:3] == ["/theme/*", "/a/*", "/b/*"]
    assert {times["Cache-Control"] for _, times in rules[3:]} == {REVALIDATE}
    assert len(rules) == 3 + 200 + 2


def test_patterns_are_encoded_as_servers_see_paths() -> None:
    assert path_patterns(["बिल/x.txt", "a b/x", "x*y/z", "p:q/", "ü.txt"]) == {
        "/%E0%A4%AC%E0%A4%BF%E0%A4%B2/*", "/a%20b/*", "/x%2Ay/*", "/p%3Aq/*", "/%C3%BC.txt"
    }  # fmt: skip


@pytest.mark.parametrize(
    ("url", "production", "has_hsts"),
    [("https://example.org", True, True), ("http://example.org", True, False),
     ("https://example.org", False, False)],
)  # fmt: skip
def test_https_is_required_where_the_site_has_it(
    url: str, production: bool, has_hsts: bool
) -> None:
    headers = header_rules(settings(url, production=production), "default-src 'none'")[0][1]
    assert ("Strict-Transport-Security" in headers) is has_hsts


def test_rules_are_printed_under_the_path_of_the_site() -> None:
    rules = [("/*", {"A": "a", "B": "b"}), ("/x/*", {"C": "c"})]
    assert render_rules(rules, "/blog") == "/blog/*\n  A: a\n  B: b\n\n/blog/x/*\n  C: c\n"
