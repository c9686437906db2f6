"""Reads `/_redirects`, in the form of Netlify and Cloudflare: `/old /new 301`, one a line.

A `*` at the end of the old path stands for anything, and `:splat` in the new one for what it was.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

STATUSES = (301, 302, 303, 307, 308)
REWRITE = 200
PERMANENT = "301"  # for a line that names no status, as Netlify has it; Cloudflare takes 302
PLACEHOLDER = re.compile(r"/:[A-Za-z]")
PATTERN = re.compile(r"\*|:[A-Za-z]")
TARGET = re.compile(r"/|https?://")  # hosts know these in small letters only
STATUS = re.compile(r"[0-9]{3}")


@dataclass(frozen=True)
class Redirect:
    """From a path, or from all below it where it ends in `*`, to an address."""

    old: str
    new: str
    status: int


@dataclass(frozen=True)
class Line:
    """A line in the grammar of Netlify: `/old [name=value …] /new [status[!]] [condition …]`.

    `new` is "" where the line names no target; `status` is as written, without its `!`.
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
        """The status as a number, 0 for what is none."""
        return int(self.status) if STATUS.fullmatch(self.status) else 0

    @property
    def is_pattern(self) -> bool:
        """Whether `old` stands for more than one path, by `*` or a placeholder such as `:year`."""
        return bool(PATTERN.search(self.old))

    @property
    def is_plain(self) -> bool:
        """Whether it sends everyone who asks for `old` to another URL."""
        return self.code in STATUSES and bool(self.new) and not (self.query or self.conditions)

    @property
    def lacks_target(self) -> bool:
        """Whether it needs a target and names none; a rewrite may leave out its own, `/a/* 200`."""
        return not self.new and not (self.old.endswith("/*") and self.code == REWRITE)

    @property
    def target(self) -> SplitResult:
        """The parts of `new`."""
        return urlsplit(self.new)

    def __str__(self) -> str:
        status = f"{self.status}{'!' if self.forced else ''}"
        return " ".join(filter(None, [self.old, *self.query, self.new, status, *self.conditions]))


def read_lines(text: str) -> list[Line]:
    """Return the lines that say something; a word that starts with `#` begins a comment."""
    found = []
    for number, written in enumerate(text.split("\n"), start=1):
        words = written.split()
        comment = next((i for i, word in enumerate(words) if word.startswith("#")), len(words))
        if words[:comment]:
            found.append(parse_line(number, words[:comment]))
    return found


def parse_line(number: int, words: list[str]) -> Line:
    """Return what the words of a line mean."""
    old, *rest = words
    at = next((i for i, word in enumerate(rest) if is_target(word)), None)
    if at is None:  # only a rewrite may leave its target out, `/a/* 200`
        return Line(number, old, "", *parse_status(rest[:1]), conditions=tuple(rest[1:]))
    status, forced = parse_status(rest[at + 1 : at + 2])
    conditions = tuple(rest[at + 2 :])
    return Line(number, old, rest[at], status, forced, tuple(rest[:at]), conditions)


def is_target(word: str) -> bool:
    """Return whether a word is a path or the URL of a page, not a parameter or a status."""
    try:
        return bool(TARGET.match(word) and urlsplit(word))
    except ValueError:
        return False


def parse_status(words: list[str]) -> tuple[str, bool]:
    """Return the status that a line names or means, and whether it ends in `!`."""
    written = words[0] if words else PERMANENT
    return written.removesuffix("!"), written.endswith("!")


def read_redirects(text: str) -> tuple[list[Redirect], list[int]]:
    """The redirects, the first of each old path, and the lines that ask for more than that."""
    found: dict[str, Redirect] = {}
    lines = read_lines(text)
    for line in filter(is_usable, lines):
        found.setdefault(line.old, Redirect(line.old, line.new, line.code))
    return list(found.values()), [line.number for line in lines if not is_usable(line)]


def is_usable(line: Line) -> bool:
    """Return whether a line is a redirect that every server can carry out."""
    simple = "*" not in line.old[:-1] and not PLACEHOLDER.search(line.old)
    return line.is_plain and simple and line.old.startswith("/")


def printed(lines: Iterable[Line]) -> str:
    """Return lines as the text of a file."""
    return "".join(f"{line}\n" for line in lines)
