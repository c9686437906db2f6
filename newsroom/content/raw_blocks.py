"""Listings and blocks of HTML in Markdown, whose lines are not Markdown (CommonMark 0.31.2, 4)."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto

FENCE = re.compile(r"(?P<fence>`{3,}(?=[^`]*$)|~{3,})\s*(?P<info>.*)")
HTML = re.compile(r"<(?:!--|(?P<end>/?)(?P<name>[a-zA-Z][a-zA-Z0-9]*)(?=[\s/>]|$))")
TAG = re.compile(r"<(?P<end>/?)(?P<name>[a-z][a-z0-9]*)(?=[\s/>]|$)")
MARKDOWN_ATTRIBUTE = re.compile(r"<[a-zA-Z][^<>]*\smarkdown\b")
WHOLE = ("pre", "script", "style", "textarea", "svg", "math")  # raw up to their end tags
VOID = "hr"
COMMENT = "!--"


class Line(Enum):
    """What a line is to the block that is being read."""

    PART = auto()
    LAST = auto()
    OUTSIDE = auto()


@dataclass(slots=True)
class Listing:
    """A listing in the container at `depth`: with a `fence` or, without one, indented by four."""

    depth: int
    indent: int = 0
    fence: str = ""
    info: str | None = None
    lines: list[str] = field(default_factory=list)

    def add(self, text: str) -> Line:
        """Add a line, without the marks of its containers, unless it is not part of the listing."""
        if not self.fence:
            if text.strip() and not text.startswith("    "):
                return Line.OUTSIDE
            self.lines.append(text[4:])
            return Line.PART
        words = text.strip()
        is_end = words.startswith(self.fence) and not words.strip(self.fence[0])
        if is_end and not text.startswith("    "):
            return Line.LAST
        self.lines.append(text[min(self.indent, len(text) - len(text.lstrip(" "))) :])
        return Line.PART

    def code(self) -> str:
        """Return the code of the listing."""
        code = "\n".join(self.lines)
        if not self.fence:
            code = code.rstrip()
        return f"{code}\n" if code else ""


class HtmlSource:
    """The lines of a text, for the ends of the HTML in it, each of which is searched for once."""

    def __init__(self, lines: Sequence[str], is_block: Callable[[str], bool]) -> None:
        self.lines = lines
        self.is_block = is_block
        self.has_attribute = MARKDOWN_ATTRIBUTE.search("\n".join(lines)) is not None
        self.ends: dict[str, int] = {}

    def block_name(self, number: int, words: str) -> str | None:
        """Return the name of the element that starts a block with a line, None without a block."""
        html = HTML.match(words)
        if html is None:
            return None
        if not html["name"]:
            end = words.find("-->")
            closes = end < 0 and self.last_line("-->") > number
            return COMMENT if closes or (end > 0 and words.endswith("-->")) else None
        name = html["name"].lower()
        if self.has_attribute and name not in WHOLE:
            return None  # `md_in_html` reads these
        return name if self.is_block(name) else None

    def last_line(self, end: str) -> int:
        """Return the number of the last line that has an end tag or the end of a comment."""
        if end not in self.ends:
            numbers = (n for n, line in enumerate(self.lines) if end in line.lower())
            self.ends[end] = max(numbers, default=-1)
        return self.ends[end]

    def next_end(self, end: str, number: int, text: str, position: int) -> int:
        """Return the number of the line with the next end tag, -1 if it is in this line or none."""
        if self.last_line(end) <= number or text.rfind(end) >= position:
            return -1  # in this order: a long line is not searched for each of its tags
        return next(n for n in range(number + 1, len(self.lines)) if end in self.lines[n].lower())


@dataclass(slots=True)
class HtmlBlock:
    """A block of HTML in the container at `depth`, which starts with an element of a `name`.

    Of these elements, `level` are open. The block ends with the element or at an empty line, unless
    `until` is the line of its last one.
    """

    depth: int
    name: str
    source: HtmlSource
    level: int = 0
    until: int = -1
    lines: list[str] = field(default_factory=list)

    def add(self, number: int, text: str) -> Line:
        """Add a line, without the marks of its containers, unless it is not part of the block."""
        if number <= self.until:
            self.lines.append(text)
            return Line.PART
        words = text.lstrip(" ")
        if self.name == COMMENT:
            self.lines.append(text)
            return Line.LAST if "-->" in text else Line.PART
        if not words or (self.lines and FENCE.match(words)):
            return Line.OUTSIDE
        self.lines.append(text)
        lower = text.lower()
        for tag in TAG.finditer(lower):
            if tag["name"] == self.name:
                self.level += -1 if tag["end"] else 1
            if tag["name"] in WHOLE and not tag["end"] and self.until <= number:
                self.until = self.source.next_end(f"</{tag['name']}", number, lower, tag.end())
        is_closed = self.level <= 0 or self.name == VOID
        return Line.LAST if number >= self.until and is_closed else Line.PART

    def html(self) -> str:
        """Return the HTML of the block."""
        return "\n".join([*self.lines, ""])
