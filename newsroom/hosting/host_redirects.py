"""The form of `_redirects` that a host wants: Netlify and Cloudflare Pages differ.

Netlify shows a file rather than follow a redirect from its path, unless the status ends in `!`; the
redirect pages of a site would hide all its redirects. Cloudflare always follows redirects, refuses
`!`, and reads a limited number of lines. What a host does not read is reported.

Sources: https://docs.netlify.com/manage/routing/redirects/ and
https://developers.cloudflare.com/pages/configuration/redirects/, and the parsers of both hosts.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from urllib.parse import unquote, urlsplit

from newsroom.hosting.redirects_file import REWRITE, STATUSES, Line, printed, read_lines
from newsroom.hosting.rules_file import Form, Problem
from newsroom.output.aliases import file_of

STATIC_AT_MOST = 2_000  # redirects from one path, before the first pattern
DYNAMIC_AT_MOST = 100  # patterns, and every line after the first of them
CHARACTERS = 1_000  # of a line
MISSING = "missing or invalid target; write `/old /new 301`"
INDEX = re.compile(r"/index(\.html)?$")
FUNCTIONS = "/.netlify"  # of which Netlify reads no redirect


@dataclass(frozen=True)
class HostedSite:
    """What the form depends on: the URL of the site, and the paths of its files."""

    url: str
    files: Collection[str]

    @property
    def base(self) -> str:
        """The path of the site, encoded: "" or "/blog"."""
        return urlsplit(self.url).path.rstrip("/")

    def has_file(self, old: str) -> bool:
        """Return whether the site has a file at an old path, such as a redirect page."""
        if not old.startswith(f"{self.base}/"):
            return False
        path = unquote(old.removeprefix(f"{self.base}/"))
        return path in self.files or file_of(path) in self.files

    def is_same_page(self, line: Line) -> bool:
        """Return whether the paths of a line differ by nothing but a slash or `.html` at the end.

        To Netlify they are one path: a forced redirect would lead in a circle.
        """
        new = line.target
        elsewhere = new.netloc not in ("", urlsplit(self.url).netloc)
        return not elsewhere and bare(new.path) == bare(line.old)


def bare(path: str) -> str:
    """Return a decoded path without what a host adds to it or takes from it."""
    return unquote(path).removesuffix("index.html").removesuffix(".html").rstrip("/")


def lines_of(text: str, site: HostedSite) -> list[Line]:
    """Return the lines of `_redirects`, and before them one from `/` to a site below a path."""
    lines = read_lines(text)
    if site.base and "/" not in (line.old for line in lines):
        lines.insert(0, Line(0, "/", f"{site.base}/", "302"))
    return lines


def netlify_redirects(text: str, site: HostedSite) -> Form:
    """Return the form for Netlify: each redirect from one path is forced."""
    kept, problems = [], []
    for line in lines_of(text, site):
        if reason := refused_by_netlify(line):
            problems.append(Problem(line.number, reason))
            continue
        single = line.is_plain and not line.is_pattern and not site.is_same_page(line)
        kept.append(replace(line, forced=line.forced or single))
    return Form(printed(kept), tuple(problems))


def refused_by_netlify(line: Line) -> str:
    """Return why Netlify does not read a line, "" where it does."""
    if line.lacks_target:
        return MISSING
    if not line.code:
        return f'invalid status "{line.status}"; write a number such as 301'
    if line.old.startswith(FUNCTIONS):
        return f"Netlify ignores redirects from {FUNCTIONS}; remove the line"
    return ""


def cloudflare_redirects(text: str, site: HostedSite) -> Form:
    """Return the form for Cloudflare Pages: no `!`, a status on each line, no more than it reads.

    Where there are too many, those from the paths of redirect pages are left out first: there the
    page leads readers on.
    """
    first: dict[str, Line] = {}
    problems = []
    for line in lines_of(text, site):
        if reason := refused_by_cloudflare(line):
            problems.append(Problem(line.number, reason))
        else:
            first.setdefault(line.old, line)
    lines = list(first.values())
    pattern = next((i for i, line in enumerate(lines) if line.is_pattern), len(lines))
    static = sorted(lines[:pattern], key=lambda line: site.has_file(line.old))
    dynamic = lines[pattern:]
    problems += too_many(
        static[STATIC_AT_MOST:], STATIC_AT_MOST, "redirects without a pattern", site
    )
    what = "redirects from the first pattern (`*` or `:name`) on"
    problems += too_many(dynamic[DYNAMIC_AT_MOST:], DYNAMIC_AT_MOST, what, site)
    kept = [*static[:STATIC_AT_MOST], *dynamic[:DYNAMIC_AT_MOST]]
    plain = (replace(line, forced=False) for line in kept)
    return Form(printed(plain), tuple(sorted(problems)))


def refused_by_cloudflare(line: Line) -> str:
    """Return why Cloudflare Pages does not read a line, "" where it does."""
    new = line.target
    to_index = line.old.endswith(("/", "/*")) and INDEX.search(line.new) and not new.netloc
    words = " ".join((*line.query, *line.conditions))
    reasons = {
        MISSING: not line.new,
        "Cloudflare Pages redirects from paths of the site only; start the line with a slash": (
            not line.old.startswith("/")
        ),
        f"Cloudflare Pages ignores lines with a query or a condition ({words})": words,
        f'Cloudflare Pages ignores lines with status "{line.status}"; use 301 or 302': (
            line.code not in (REWRITE, *STATUSES)
        ),
        "Cloudflare Pages passes requests to no other site; use 301 or 302": (
            line.code == REWRITE and new.netloc
        ),
        "Cloudflare Pages ignores redirects to http; use https": new.scheme == "http",
        "Cloudflare Pages reads one * in a path; remove the others": line.old.count("*") > 1,
        "Cloudflare Pages ignores redirects from a folder to an index file; remove it": to_index,
        f"Cloudflare Pages ignores lines of more than {CHARACTERS:,} characters": (
            len(str(line)) > CHARACTERS
        ),
    }
    return next((reason for reason, applies in reasons.items() if applies), "")


def too_many(over: Sequence[Line], limit: int, what: str, site: HostedSite) -> Iterator[Problem]:
    """Yield a problem for lines beyond a limit, at the first of them."""
    lost = [line for line in over if not site.has_file(line.old)]
    if not over:
        return
    then = f"{len(lost):,} of them will not work" if lost else "whose redirect pages still work"
    first = min(line.number for line in lost or over)
    yield Problem(first, f"Cloudflare Pages reads {limit:,} {what}; {len(over):,} left out, {then}")
