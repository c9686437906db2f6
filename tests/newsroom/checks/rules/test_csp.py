"""Pages without a policy, and what the policy of a page stops."""

from pathlib import Path

import pytest

from newsroom.checks.rules.csp import allows
from newsroom.html.csp import hash_source
from tests.newsroom.checks.good import META, POLICY, URL, files, told

POSTS = "2025/06/post/index.html"
HINDI = "hi/post/index.html"
OWN = "https://example.org"


def stopped(what: str, directive: str, allowed: str, *needed: str, file: str = POSTS) -> str:
    """What is told of something that the policy of its page stops."""
    needs = " ".join(needed)
    return (
        f'error csp {file}: {what} is stopped by the policy of the page: "{directive}" allows '
        f"{allowed}, and not {needs}"
    )


# (file, what stands in it, what stands there instead, all that is told)
MISTAKES = {
    "a page without a policy": (HINDI, META, "",
        [f"error csp {HINDI}: has no Content-Security-Policy in a <meta>; each page needs one"]),
    "headers without a policy": ("_headers", f"Content-Security-Policy: {POLICY}", "X: y",
        ["error csp _headers: has no line Content-Security-Policy; pages have one in a <meta>"]),
    "a script": (POSTS, "</header>", "<script>alert(1)</script></header>",
        [stopped("<script> with alert(1)", "script-src", "'none'", hash_source("alert(1)"))]),
    "a script of the site": (POSTS, "</header>", '<script src="/blog/site.css"></script></header>',
        [stopped("<script>", "script-src", "'none'", "'self'")]),
    "a handler": (POSTS, "</header>", '<b onclick="x()">y</b></header>',
        [stopped('<b> with onclick="x()"', "script-src", "'none'", "'unsafe-hashes'",
                 hash_source("x()"))]),
    "a style": (POSTS, "See", '<b style="top: 0">y</b>',
        [stopped('<b> with style="top: 0"', "style-src", "'self'", "'unsafe-hashes'",
                 hash_source("top: 0"))]),
    "a style sheet in the page": (POSTS, "</header>", "<style>b {}</style></header>",
        [stopped("<style> with b {}", "style-src", "'self'", hash_source("b {}"))]),
    "a form": (POSTS, "See", '<form action="https://example.com/"></form>',
        [stopped("<form>", "form-action", "'none'", "https://example.com")]),
    "a font of another site": ("index.html", 'href="/blog/site.css"',
        'href="/blog/site.css"><link rel="preload" as="font" href="https://example.com/f"',
        ['warning links index.html: "https://example.com/f" is fetched from another site',
         stopped("<link>", "font-src", "'self'", "https://example.com", file="index.html")]),
}  # fmt: skip


@pytest.mark.parametrize(("file", "old", "new", "expected"), MISTAKES.values(), ids=MISTAKES.keys())
def test_each_mistake_has_its_sentence(
    tmp_path: Path, file: str, old: str, new: str, expected: list[str]
) -> None:
    assert sorted(told(tmp_path, {file: [(old, new)]})) == sorted(expected)


def test_without_any_policy_none_is_missed(tmp_path: Path) -> None:
    pages = {path: text.replace(META, "") for path, text in files().items()}
    assert told(tmp_path, {**pages, "_headers": None}) == []
    alone = told(tmp_path, pages)
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
def test_what_the_policy_allows_is_not_complained_of(tmp_path: Path, body: str, more: str) -> None:
    wider = META.replace(POLICY, f"{more}; {POLICY}")  # of a directive that stands twice the first
    assert told(tmp_path, {POSTS: [("</header>", f"{body}</header>"), (META, wider)]}) == []


@pytest.mark.parametrize(
    ("source", "needed", "expected"),
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
def test_what_a_source_covers(source: str, needed: str, expected: bool) -> None:
    assert allows(frozenset([source]), needed, OWN) is expected
