"""Forms of `_headers`. The facts about hosts come from their documentation and parsers."""

import pytest

from newsroom.diagnostics.diagnostic import Diagnostic
from newsroom.hosting.cloudflare import cloudflare_headers
from newsroom.hosting.headers_file import headers_for, parse_header_rules
from newsroom.hosting.netlify import netlify_headers

REVALIDATE = "Cache-Control: public, max-age=0, must-revalidate"
OURS = f"""/blog/*
  X-One: 1
  Referrer-Policy: strict
/blog/tag/*
  {REVALIDATE}
/blog/tags/*
  {REVALIDATE}
/blog/images/*
  Cache-Control: public, max-age=86400
"""


def test_what_hosts_send_anyway_is_left_out() -> None:
    for form in (netlify_headers(OURS), cloudflare_headers(OURS)):
        assert "must-revalidate" not in form.text
        rules = parse_header_rules(form.text)
        assert [rule.pattern for rule in rules] == ["/blog/*", "/blog/images/*"]
        assert headers_for("/blog/images/a", rules)["Cache-Control"] == "public, max-age=86400"


@pytest.mark.parametrize(
    ("other_pattern", "is_kept"),
    [("/blog/tag/a", True), ("/blog/*", True), ("/blog/tags", False), ("/a/*", False)],
)
def test_what_another_rule_sets_too_is_kept(other_pattern: str, *, is_kept: bool) -> None:
    text = f"/blog/tag/*\n  {REVALIDATE}\n{other_pattern}\n  cache-control: no-store\n"
    assert (REVALIDATE in netlify_headers(text).text) is is_kept
    assert (REVALIDATE in cloudflare_headers(text).text) is is_kept


def test_one_pattern_is_one_rule() -> None:
    more = "/blog/*\n  X-One: 2\n  ! Referrer-Policy\n  Referrer-Policy: none\n"
    for form in (netlify_headers(OURS + more), cloudflare_headers(OURS + more)):
        first = form.text.split("\n\n")[0].splitlines()
        assert first == [
            "/blog/*", "  ! Referrer-Policy", "  X-One: 1", "  X-One: 2", "  Referrer-Policy: none",
        ]  # fmt: skip
        assert form.diagnostics == ()


@pytest.mark.parametrize(
    ("text", "netlify", "cloudflare"),
    [
        ("/a\n  X: 1\n", [], []),
        ("/a\n  ! X\n", [], []),
        ("/*\n  X: 1\n/a\n  ! X\n",
         ['Netlify removes no headers (`! X` of "/a"); remove the line'], []),
        ("/a\n  X:\n", ['header "X" of "/a" has no value; add one or remove the line'], None),
        ("/a\n  : 1\n", ['"/a" has a header without a name; add one or remove the line'], None),
        ("/a*b*\n  X: 1\n", [],
         ['Cloudflare Pages reads one * in a path, not those of "/a*b*"; remove the others']),
        ("/a\n  X Y: 1\n", [], ['header "X Y" of "/a" has a space in its name; remove it']),
        (f"/a\n  X: {'x' * 1_997}\n", [], []),
        (f"/a\n  X: {'x' * 1_998}\n", [],
         ['header "X" of "/a" is longer than the 2,000 characters that Cloudflare Pages reads; '
          'shorten it']),
    ],
)  # fmt: skip
def test_what_a_host_does_not_read_is_reported(
    text: str, netlify: list[str], cloudflare: list[str] | None
) -> None:
    assert [d.text for d in netlify_headers(text).diagnostics] == netlify
    expected = netlify if cloudflare is None else cloudflare
    assert [d.text for d in cloudflare_headers(text).diagnostics] == expected


@pytest.mark.parametrize(("count", "over"), [(100, 0), (101, 1), (130, 30)])
def test_cloudflare_reads_a_hundred_rules(count: int, over: int) -> None:
    text = "".join(f"/{number}/*\n  X: 1\n" for number in range(count))
    form = cloudflare_headers(text)
    assert len(parse_header_rules(form.text)) == 100
    assert form.diagnostics == (
        (
            Diagnostic(
                "_headers",
                201,
                "hosting/too-many-rules",
                f'Cloudflare Pages reads at most 100 rules: {over} left out, from "/100/*" on',
                "remove some",
            ),
        )
        if over
        else ()
    )
    assert len(parse_header_rules(netlify_headers(text).text)) == count
