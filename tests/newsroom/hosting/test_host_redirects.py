"""Forms of `_redirects`. The facts about hosts come from their documentation and parsers."""

import pytest

from newsroom.hosting.cloudflare import cloudflare_redirects
from newsroom.hosting.netlify import netlify_redirects
from newsroom.hosting.redirects_file import HostedSite
from newsroom.hosting.staging import HostFile

AT_ROOT = HostedSite(
    "https://x.example", {"old/index.html", "was.html", "index.html", "about/index.html"}
)
ARABIC = "\N{ARABIC-INDIC DIGIT THREE}01"  # which Python takes for 301
UNSUPPORTED_REDIRECT, TOO_MANY_RULES = "hosting/unsupported-redirect", "hosting/too-many-rules"
MISSING = "missing or invalid target; write `/old /new 301`"


def reported(form: HostFile) -> list[tuple[int, str, str]]:
    """Return line, code and text of each diagnostic of `_redirects`."""
    assert {d.path for d in form.diagnostics} <= {"_redirects"}
    return [(d.line, d.code, d.text) for d in form.diagnostics]


@pytest.mark.parametrize(
    ("line", "netlify", "cloudflare"),
    [
        ("/old/ /new/ 301", "/old/ /new/ 301!", "/old/ /new/ 301"),
        ("/old/ /new/ 301!", "/old/ /new/ 301!", "/old/ /new/ 301"),
        ("/was.html /new/ 302", "/was.html /new/ 302!", "/was.html /new/ 302"),
        # Without a status Netlify means 301, Cloudflare 302.
        ("/a /b", "/a /b 301!", "/a /b 301"),
        ("/a\t/b   308  # why", "/a /b 308!", "/a /b 308"),
        ("/a https://o.example/?q=1#f", "/a https://o.example/?q=1#f 301!",
         "/a https://o.example/?q=1#f 301"),
        # To Netlify these are one path: a forced redirect would be a loop.
        ("/about /about/ 301", "/about /about/ 301", "/about /about/ 301"),
        ("/about/ /about 301", "/about/ /about 301", "/about/ /about 301"),
        ("/about.html /about/ 301", "/about.html /about/ 301", "/about.html /about/ 301"),
        ("/%61bout https://x.example/about/ 301", "/%61bout https://x.example/about/ 301",
         "/%61bout https://x.example/about/ 301"),
        ("/about https://o.example/about/ 301", "/about https://o.example/about/ 301!",
         "/about https://o.example/about/ 301"),
        # A pattern is for what is missing, unless its writer says otherwise.
        ("/x/* /y/:splat 301", "/x/* /y/:splat 301", "/x/* /y/:splat 301"),
        ("/x/:id /y/:id 301!", "/x/:id /y/:id 301!", "/x/:id /y/:id 301"),
        ("/a /b 200", "/a /b 200", "/a /b 200"),
        ("/* /index.html 200!", "/* /index.html 200!",
         "Cloudflare Pages ignores redirects from a folder to an index file; remove the line"),
        ("/s id=:id /b/:id 301", "/s id=:id /b/:id 301",
         "Cloudflare Pages ignores lines with a query or a condition (id=:id); remove it"),
        ("/a /b 301 Country=de Language=de", "/a /b 301 Country=de Language=de",
         "Cloudflare Pages ignores lines with a query or a condition (Country=de Language=de); "
         "remove it"),
        ("/* /404.html 404", "/* /404.html 404",
         'Cloudflare Pages ignores lines with status "404"; use 301 or 302'),
        ("/api/* https://o.example/:splat 200", "/api/* https://o.example/:splat 200",
         "Cloudflare Pages passes requests to no other site; use 301 or 302"),
        ("/a http://o.example/ 301", "/a http://o.example/ 301!",
         "Cloudflare Pages ignores redirects to http; use https"),
        ("https://o.example/a /b 301", "https://o.example/a /b 301!",
         "Cloudflare Pages redirects from paths of the site only; start the line with a slash"),
        ("/*/a/* /b 301", "/*/a/* /b 301",
         "Cloudflare Pages reads one * in a path; remove the others"),
        ("/w/* 200", "/w/* 200", MISSING),
        ("/a", MISSING, MISSING),
        ("/a b 301", MISSING, MISSING),
        ("/a https://[ 301", MISSING, MISSING),
        ("/a HTTPS://o.example/ 301", MISSING, MISSING),
        (f"/a /b {ARABIC}", f'invalid status "{ARABIC}"; write a number such as 301',
         f'Cloudflare Pages ignores lines with status "{ARABIC}"; use 301 or 302'),
        ("/a /b x", 'invalid status "x"; write a number such as 301',
         'Cloudflare Pages ignores lines with status "x"; use 301 or 302'),
        ("/.netlify/a /b 301", "Netlify ignores redirects from /.netlify; remove the line",
         "/.netlify/a /b 301"),
    ],
)  # fmt: skip
def test_each_host_gets_a_line_in_its_form(line: str, netlify: str, cloudflare: str) -> None:
    for make, expected in ((netlify_redirects, netlify), (cloudflare_redirects, cloudflare)):
        form = make(f"# ours\n\n{line}\n", AT_ROOT)
        if expected.startswith(("/", "http")):
            assert (form.text, form.diagnostics) == (f"{expected}\n", ())
        else:
            assert (form.text, reported(form)) == ("", [(3, UNSUPPORTED_REDIRECT, expected)])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ["/ /blog/ 302"]),
        ("/blog/a /blog/b 301", ["/ /blog/ 302", "/blog/a /blog/b 301"]),
        ("/ /else/ 301", ["/ /else/ 301"]),
    ],
)
def test_the_root_redirects_to_a_site_below_a_path(text: str, expected: list[str]) -> None:
    below = HostedSite("https://x.example/blog", set())
    assert cloudflare_redirects(text, below).text.splitlines() == expected
    assert netlify_redirects(text, below).text.splitlines() == [f"{line}!" for line in expected]
    assert "/ /blog/" not in cloudflare_redirects(text, AT_ROOT).text


def test_cloudflare_takes_the_first_line_of_a_path() -> None:
    assert cloudflare_redirects("/a /b 301\n/a /c 301\n", AT_ROOT).text == "/a /b 301\n"


@pytest.mark.parametrize(("length", "is_kept"), [(1_000, True), (1_001, False)])
def test_cloudflare_reads_lines_of_a_thousand_characters(length: int, *, is_kept: bool) -> None:
    line = f"/{'a' * (length - len('/ /b 301'))} /b 301"
    assert len(line) == length
    form = cloudflare_redirects(line, AT_ROOT)
    assert bool(form.text) is is_kept
    assert [d.text for d in form.diagnostics] == (
        []
        if is_kept
        else ["Cloudflare Pages ignores lines of more than 1,000 characters; shorten it"]
    )


def numbered(count: int, line: str) -> list[str]:
    """The same line so often, with a number in it."""
    return [line.format(number) for number in range(count)]


@pytest.mark.parametrize(
    ("static", "patterns", "problem"),
    [
        (2_000, 100, None),
        (2_001, 0, (2_001, "Cloudflare Pages reads at most 2,000 redirects without a pattern: "
                    "1 left out, 1 of them will not work")),
        (0, 103, (101, "Cloudflare Pages reads at most 100 redirects from the first pattern "
                  "(`*` or `:name`) on: 3 left out, 3 of them will not work")),
    ],
)  # fmt: skip
def test_cloudflare_reads_so_many_lines(
    static: int, patterns: int, problem: tuple[int, str] | None
) -> None:
    lines = [*numbered(static, "/s{0}/ /new/ 301"), *numbered(patterns, "/p{0}/* /new/ 301")]
    form = cloudflare_redirects("\n".join(lines), AT_ROOT)
    assert reported(form) == ([(problem[0], TOO_MANY_RULES, problem[1])] if problem else [])
    assert len(form.text.splitlines()) == min(static, 2_000) + min(patterns, 100)


def test_every_line_after_a_pattern_counts_as_one() -> None:
    lines = ["/p/* /new/ 301", *numbered(120, "/s{0}/ /new/ 301")]
    form = cloudflare_redirects("\n".join(lines), AT_ROOT)
    assert form.text.splitlines() == lines[:100]
    ((line, code, message),) = reported(form)
    assert (line, code, "21 left out" in message) == (101, TOO_MANY_RULES, True)


def test_redirects_with_a_page_are_left_out_first() -> None:
    pages = numbered(1_990, "/p{0}/ /new/ 301")
    others = numbered(30, "/s{0}/ /new/ 301")
    site = HostedSite("https://x.example", {f"p{number}/index.html" for number in range(1_990)})
    form = cloudflare_redirects("\n".join([*pages, *others]), site)
    lines = form.text.splitlines()
    assert len(lines) == 2_000
    assert {*others} <= {*lines}
    assert reported(form) == [
        (1_971, TOO_MANY_RULES, "Cloudflare Pages reads at most 2,000 redirects without a "
         "pattern: 20 left out, whose redirect pages still work"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("url", "old", "exists"),
    [
        ("https://x.example", "/old/", True),
        ("https://x.example", "/old", True),
        ("https://x.example", "/was.html", True),
        ("https://x.example", "/b%C3%BC/", True),
        ("https://x.example", "/", True),
        ("https://x.example/blog", "/blog/old/", True),
        ("https://x.example/blog", "/old/", False),
        ("https://x.example/blog", "/", False),
        ("https://x.example/blog", "/blogs/old/", False),
    ],
)
def test_a_file_at_an_old_path(url: str, old: str, *, exists: bool) -> None:
    assert HostedSite(url, {*AT_ROOT.files, "bü/index.html"}).has_file(old) is exists
