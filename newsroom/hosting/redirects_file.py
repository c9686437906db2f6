"""The file `/_redirects` in the form of Netlify and Cloudflare: `/old /new 301`, one a line.

A `*` at the end of the old path matches anything, and `:splat` in the new URL is what it matched.
"""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from urllib.parse import SplitResult, unquote, urlsplit

from newsroom.diagnostics.diagnostic import Diagnostic
from newsroom.output.aliases import page_file

REDIRECTS = "_redirects"
UNSUPPORTED_REDIRECT = "hosting/unsupported-redirect"
STATUSES = (301, 302, 303, 307, 308)
REWRITE = 200
PERMANENT = "301"  # for a line that names no status, as Netlify has it; Cloudflare takes 302
PLACEHOLDER = re.compile(r"/:[A-Za-z]")
PATTERN = re.compile(r"\*|:[A-Za-z]")
TARGET = re.compile(r"/|https?://")  # hosts know these in small letters only
STATUS = re.compile(r"[0-9]{3}")
NOT_SIMPLE = ("unsupported redirect", "write `/old /new 301`, with * only at the end of /old")
MISSING_TARGET = ("missing or invalid target", "write `/old /new 301`")


@dataclass(frozen=True)
class SimpleRedirect:
    """A redirect that every server can carry out.

    It leads from the path `old`, or from every path below it where `old` ends in `*`, to a URL.
    """

    old: str
    new: str
    status: int


@dataclass(frozen=True)
class RedirectLine:
    """A line in the grammar of Netlify: `/old [name=value …] /new [status[!]] [condition …]`.

    `new` is "" where the line names no target; `status` is as in the line, without its `!`.
    """

    number: int
    old: str
    new: str
    status: str = PERMANENT
    forced: bool = False
    query: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()

    @property
    def code(self) -> int:
        """The status as a number, 0 for an invalid one."""
        return int(self.status) if STATUS.fullmatch(self.status) else 0

    @property
    def is_pattern(self) -> bool:
        """Whether `old` matches more than one path, by `*` or a placeholder such as `:year`."""
        return bool(PATTERN.search(self.old))

    @property
    def is_plain(self) -> bool:
        """Whether it redirects everyone who asks for `old` to another URL."""
        return self.code in STATUSES and bool(self.new) and not (self.query or self.conditions)

    @property
    def is_simple(self) -> bool:
        """Whether it is a redirect that every server can carry out."""
        simple = "*" not in self.old[:-1] and not PLACEHOLDER.search(self.old)
        return self.is_plain and simple and self.old.startswith("/")

    @property
    def lacks_target(self) -> bool:
        """Whether it needs a target and names none; a rewrite may omit its own, `/a/* 200`."""
        return not self.new and not (self.old.endswith("/*") and self.code == REWRITE)

    @property
    def target(self) -> SplitResult:
        """The parts of `new`."""
        return urlsplit(self.new)

    def __str__(self) -> str:
        status = f"{self.status}{'!' if self.forced else ''}"
        return " ".join(filter(None, [self.old, *self.query, self.new, status, *self.conditions]))


def parse_redirect_lines(text: str) -> list[RedirectLine]:
    """Return the lines of a file; a word that starts with `#` begins a comment."""
    lines = []
    for number, raw in enumerate(text.split("\n"), start=1):
        words = raw.split()
        comment = next((i for i, word in enumerate(words) if word.startswith("#")), len(words))
        if words[:comment]:
            lines.append(_parse_line(number, words[:comment]))
    return lines


def _parse_line(number: int, words: list[str]) -> RedirectLine:
    old, *rest = words
    at = next((i for i, word in enumerate(rest) if _is_target(word)), None)
    if at is None:  # only a rewrite may leave its target out, `/a/* 200`
        return RedirectLine(number, old, "", *_parse_status(rest[:1]), conditions=tuple(rest[1:]))
    status, forced = _parse_status(rest[at + 1 : at + 2])
    conditions = tuple(rest[at + 2 :])
    return RedirectLine(number, old, rest[at], status, forced, tuple(rest[:at]), conditions)


def _is_target(word: str) -> bool:
    try:
        return bool(TARGET.match(word) and urlsplit(word))
    except ValueError:
        return False


def _parse_status(words: list[str]) -> tuple[str, bool]:
    status = words[0] if words else PERMANENT
    return status.removesuffix("!"), status.endswith("!")


def parse_simple_redirects(text: str) -> tuple[list[SimpleRedirect], list[Diagnostic]]:
    """Return the redirects that every server can carry out, and a diagnostic for each other line.

    Of several lines for one old path the first counts.
    """
    redirects: dict[str, SimpleRedirect] = {}
    diagnostics = []
    for line in parse_redirect_lines(text):
        if line.is_simple:
            redirects.setdefault(line.old, SimpleRedirect(line.old, line.new, line.code))
        else:
            diagnostics.append(
                Diagnostic(REDIRECTS, line.number, UNSUPPORTED_REDIRECT, *NOT_SIMPLE)
            )
    return list(redirects.values()), diagnostics


def render_redirects(lines: Iterable[RedirectLine]) -> str:
    """Return lines as the text of a file."""
    return "".join(f"{line}\n" for line in lines)


@dataclass(frozen=True)
class HostedSite:
    """A site as a host serves it: its URL, and the paths of its files."""

    url: str
    files: Collection[str]

    @property
    def base(self) -> str:
        """The path of the site, percent-encoded: "" or "/blog"."""
        return urlsplit(self.url).path.rstrip("/")

    def has_file(self, old: str) -> bool:
        """Return whether the site has a file at an old path, such as a redirect page."""
        if not old.startswith(f"{self.base}/"):
            return False
        path = unquote(old.removeprefix(f"{self.base}/"))
        return path in self.files or page_file(path) in self.files

    def is_same_page(self, line: RedirectLine) -> bool:
        """Return whether the paths of a line differ only by a slash or `.html` at the end.

        To Netlify they are one path: a forced redirect would be a loop.
        """
        new = line.target
        outside = new.netloc not in ("", urlsplit(self.url).netloc)
        return not outside and _page_path(new.path) == _page_path(line.old)


def _page_path(path: str) -> str:
    return unquote(path).removesuffix("index.html").removesuffix(".html").rstrip("/")


def lines_of_site(text: str, site: HostedSite) -> list[RedirectLine]:
    """Return the lines of `_redirects`, and before them one from `/` to a site below a path."""
    lines = parse_redirect_lines(text)
    if site.base and "/" not in (line.old for line in lines):
        lines.insert(0, RedirectLine(0, "/", f"{site.base}/", "302"))
    return lines
