"""The HTTP headers of each file."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from newsroom.config.schema import Settings
from newsroom.site.lists import StaticFile
from newsroom.site.output_files import OutputFile
from plugins.publish.headers import (
    FOREVER,
    ONE_DAY,
    REVALIDATE,
    add_script_policy,
    cache_rules,
    declare_headers,
    header_rules,
    path_patterns,
    render_rules,
)
from tests.headers import headers_for, read_headers
from tests.model import LAYOUT, make_site


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


def test_files_get_a_second_policy_but_for_pages_with_scripts() -> None:
    rules = [
        ("/*", {"A": "a"}),
        ("/search/*", {"Cache-Control": "0"}),
        ("/x/*", {"Cache-Control": "0"}),
    ]
    policy = "script-src 'none'"
    assert add_script_policy(rules, policy, {"/search/*"}) == [
        *rules[:2],
        ("/x/*", {"Cache-Control": "0", "Content-Security-Policy": policy}),
    ]
    assert add_script_policy(rules, "", ()) == rules


def test_the_file_has_rules_for_the_files_of_the_site_then_the_lines_of_a_writer(
    tmp_path: Path,
) -> None:
    (tmp_path / "_headers").write_bytes(b"/own/*\r\n  X-Own: yes\r\n")
    site = make_site(widest_policy="default-src 'none'")
    site.layout = replace(LAYOUT, content=tmp_path)
    site.static_files = (StaticFile("_headers", "_headers"),)
    site.files.add(
        OutputFile("2025/05/a/", "article", ""),
        OutputFile("images/a.png", "static", ""),
        OutputFile("theme/a.css", "theme", ""),
        OutputFile("old/", "redirect", ""),
        OutputFile("_redirects", "file", ""),
    )
    site.files.add(*declare_headers(site))
    file = site.files.get("_headers")
    assert file
    assert file.data
    text = file.data().decode()
    rules = read_headers(text)
    times = {path: headers_for(path, rules).get("Cache-Control") for path in PATHS}
    assert times == PATHS
    assert text.startswith("/blog/*\n  Content-Security-Policy: default-src 'none'\n")
    assert text.endswith("\n\n/own/*\n  X-Own: yes\n")


PATHS = {
    "/blog/2025/05/a/": [REVALIDATE],
    "/blog/images/a.png": [ONE_DAY],
    "/blog/theme/a.css": [FOREVER],
    "/blog/old/": None,
    "/blog/_redirects": None,
    "/blog/_headers": None,
}
