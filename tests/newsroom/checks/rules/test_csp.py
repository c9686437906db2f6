"""Pages without a policy, and what the policy of a page blocks."""

from pathlib import Path

import pytest

from newsroom.checks.rules.csp import allows
from newsroom.html.csp import hash_source
from tests.newsroom.checks.good import META, POLICY, URL, check_good_site, files, reported

POSTS = "2025/06/post/index.html"
HINDI = "hi/post/index.html"
OWN = "https://example.org"


def blocked(element: str, directive: str, allowed: str, *sources: str, file: str = POSTS) -> str:
    """Return the line of a report for an element that the policy of its page blocks."""
    return (
        f'{file}: error: {element} is blocked by the policy of the page: "{directive}" allows '
        f"{allowed}, not {' '.join(sources)} [csp/blocked]"
    )


# (file, a text in it, the text instead, the whole report)
BREAKS = {
    "a page without a policy": (HINDI, META, "",
        [f"{HINDI}: error: missing Content-Security-Policy in a <meta> [csp/missing]"]),
    "headers without a policy": ("_headers", f"Content-Security-Policy: {POLICY}", "X: y",
        ["_headers: error: missing header Content-Security-Policy, which pages have in a <meta> "
         "[csp/missing]"]),
    "a script": (POSTS, "</header>", "<script>alert(1)</script></header>",
        [blocked("<script> with alert(1)", "script-src", "'none'", hash_source("alert(1)"))]),
    "a script of the site": (POSTS, "</header>", '<script src="/blog/site.css"></script></header>',
        [blocked("<script>", "script-src", "'none'", "'self'")]),
    "a handler": (POSTS, "</header>", '<b onclick="x()">y</b></header>',
        [blocked('<b> with onclick="x()"', "script-src", "'none'", "'unsafe-hashes'",
                 hash_source("x()"))]),
    "a style": (POSTS, "See", '<b style="top: 0">y</b>',
        [blocked('<b> with style="top: 0"', "style-src", "'self'", "'unsafe-hashes'",
                 hash_source("top: 0"))]),
    "a style sheet in the page": (POSTS, "</header>", "<style>b {}</style></header>",
        [blocked("<style> with b {}", "style-src", "'self'", hash_source("b {}"))]),
    "a form": (POSTS, "See", '<form action="https://example.com/"></form>',
        [blocked("<form>", "form-action", "'none'", "https://example.com")]),
    "a font of another site": ("index.html", 'href="/blog/site.css"',
        'href="/blog/site.css"><link rel="preload" as="font" href="https://example.com/f"',
        ['index.html: warning: every reader fetches "https://example.com/f" from another site '
         "[link/external-file]",
         blocked("<link>", "font-src", "'self'", "https://example.com", file="index.html")]),
}  # fmt: skip


@pytest.mark.parametrize(("file", "old", "new", "expected"), BREAKS.values(), ids=BREAKS.keys())
def test_what_a_policy_blocks_is_reported(
    tmp_path: Path, file: str, old: str, new: str, expected: list[str]
) -> None:
    diagnostics = check_good_site(tmp_path, {file: [(old, new)]})
    assert sorted(map(str, diagnostics)) == sorted(expected)


def test_without_any_policy_none_is_missing(tmp_path: Path) -> None:
    pages = {path: text.replace(META, "") for path, text in files().items()}
    assert reported(tmp_path, {**pages, "_headers": None}) == []
    alone = reported(tmp_path, pages)
    assert len(alone) == sum(path.endswith(".html") for path in pages)


@pytest.mark.parametrize(
    ("body", "more"),
    [
        ('<script type="application/json">{"a": 1}</script><script></script>', ""),
        ("<script>alert(1)</script>", f"script-src {hash_source('alert(1)')}"),
        ("<script>alert(1)</script>", "script-src 'unsafe-inline'"),
        ('<b onclick="x()">y</b>', f"script-src 'unsafe-hashes' {hash_source('x()')}"),
        ('<script src="/blog/site.css"></script>', "script-src 'self'"),
        (f'<img src="{URL}/a.png" alt=""><link rel="x" href="https://example.com/">', ""),
        ('<img src="data:image/png;base64,AA==" alt="x">', "img-src 'self' data:"),
        ('<object data="/blog/a.png"></object>', "object-src 'self'"),
        ('<iframe src="/blog/"></iframe>', "child-src 'self'"),
    ],
)
def test_what_the_policy_allows_is_not_reported(tmp_path: Path, body: str, more: str) -> None:
    wider = META.replace(POLICY, f"{more}; {POLICY}")  # of a directive given twice the first counts
    assert reported(tmp_path, {POSTS: [("</header>", f"{body}</header>"), (META, wider)]}) == []


@pytest.mark.parametrize(
    ("allowed", "source", "expected"),
    [
        ("'self'", OWN, True),
        ("https://example.org", "'self'", True),
        ("'none'", "'self'", False),
        ("https:", "https://example.com", True),
        ("http:", "https://example.com", True),
        ("https:", "http://example.com", False),
        ("*", "https://example.com", True),
        ("*", "data:", False),
        ("*.example.com", "https://a.example.com", True),
        ("*.example.com", "https://example.com", False),
        ("https://example.com/a/", "https://example.com", True),
        ("https://example.com", "example.com", True),
        ("https://example.com", "https://example.net", False),
    ],
)
def test_what_a_source_covers(allowed: str, source: str, expected: bool) -> None:
    assert allows(frozenset([allowed]), source, OWN) is expected
