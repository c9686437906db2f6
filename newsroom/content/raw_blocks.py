"""Listings and blocks of HTML in Markdown, whose lines are not Markdown (CommonMark 0.31.2, 4)."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto

FENCE = re.compile(r"(?P<fence>`{3,}(?=[^`]*$)|~{3,})\s*(?P<info>.*)")
HTML = re.compile(r"<(?:!--|(?P<end>/?)(?P<name>[a-zA-Z][a-zA-Z0-9-]*)(?=[\s/>]|$))")
TAG = re.compile(r"<(?P<end>/?)(?P<name>[a-z][a-z0-9-]*)(?=[\s/>]|$)")
VALUE = r"(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'=<>`]+))?"
TAG_ALONE = re.compile(
    rf"<(?:[a-zA-Z][a-zA-Z0-9-]*(?:\s+[a-zA-Z_:][\w.:-]*{VALUE})*+\s*/?|/[a-zA-Z][a-zA-Z0-9-]*\s*)>\s*$"
)
MARKDOWN_OFF = re.compile(r"""(<[a-zA-Z][^<>]*?)\smarkdown=(?:"0"|'0'|0)(?=[\s/>])""")
MARKDOWN_ATTRIBUTE = re.compile(r"<[a-zA-Z][^<>]*\smarkdown\b")
# The same where it means no more than an empty line below the tag.
MARKDOWN_BELOW = re.compile(
    r"^(?P<tag>[ >]*<(?!(?:dd|dt|h[1-6]|legend|li|p|summary|td|th)\s)[a-zA-Z][^<>]*?)"
    r"\smarkdown(?:=[\"']?(?:1|block)[\"']?)?(?=[\s>])(?P<rest>[^<>]*>\s*)$",
    re.MULTILINE,
)
WHOLE = ("pre", "script", "style", "textarea", "svg", "math")  # raw up to their end tags
VOID = frozenset(
    ("area base basefont br col embed frame hr img input link meta param source track wbr").split()
)
# Blocks by CommonMark 0.31.2, section 4.6, which Python-Markdown does not count among them.
BLOCKS = frozenset(
    (
        "base basefont caption col dialog dir frame frameset head link menuitem noframes optgroup "
        "param pre script search style textarea title track"
    ).split()
)
RAW = ("pre", "script", "style", "textarea")  # a block that starts with one ends with its end tag
COMMENT, SVG = "!--", "svg"
SECTION_ENDS = {"<!--": "-->", "<![cdata[": "]]>"}
SECTION = re.compile(r"<!--|<!\[cdata\[")
CDATA = re.compile(r"<!\[CDATA\[", re.IGNORECASE)
UNFINISHED = re.compile(r"<(?=[a-zA-Z/!?][^<>]*\Z)")  # a tag or a declaration


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
        text = "\n".join(lines)
        if "markdown" in text:
            text = MARKDOWN_OFF.sub(r"\1", text)  # which all HTML is
        attributes = len(MARKDOWN_ATTRIBUTE.findall(text)) if "markdown" in text else 0
        self.has_attribute = attributes > len(MARKDOWN_BELOW.findall(text)) if attributes else False
        self.ends: dict[str, int] = {}

    def block_name(self, number: int, words: str, *, in_text: bool) -> str | None:
        """Return the name of the element that starts a block with a line, None without a block.

        A line that is `in_text` would end a paragraph, which a tag alone in its line does not,
        unless it is that of an element that is a block.
        """
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
        if self.is_block(name) or name in BLOCKS:
            return name
        is_alone = TAG_ALONE.match(words) or (name == SVG and "</svg" not in words.lower())
        return name if is_alone and not in_text else None

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

    Of its elements, `opened` are open, and `closed` is the number of those that ended and were open
    before. The block ends at an empty line below the line
    `until`, or with a listing, script or style sheet that it is.
    """

    depth: int
    name: str
    source: HtmlSource
    opened: int = 0
    closed: int = 0
    until: int = -1
    lines: list[str] = field(default_factory=list)

    def add(self, number: int, text: str) -> Line:
        """Add a line, without the marks of its containers, unless it is not part of the block."""
        if number < self.until:
            self.lines.append(text)
            return Line.PART
        if self.name == COMMENT:
            self.lines.append(text)
            return Line.LAST if "-->" in text else Line.PART
        if not text.strip() and number > self.until:
            return Line.OUTSIDE
        below = None if self.source.has_attribute else MARKDOWN_BELOW.match(text)
        self.lines.append(f"{below['tag']}{below['rest']}" if below else text)
        lower = text.lower()
        for tag in TAG.finditer(lower):
            self.count(tag["name"], is_end=bool(tag["end"]))
            if tag["name"] in WHOLE and not tag["end"] and self.until <= number:
                self.until = self.source.next_end(f"</{tag['name']}", number, lower, tag.end())
        for start in SECTION.finditer(lower):
            if self.until <= number:
                self.until = self.source.next_end(
                    SECTION_ENDS[start[0]], number, lower, start.end()
                )
        is_last = number >= self.until and (
            below or (self.name in RAW and f"</{self.name}" in lower)
        )
        return Line.LAST if is_last else Line.PART

    def count(self, name: str, *, is_end: bool) -> None:
        """Count a tag."""
        if name in VOID:
            return
        if not is_end:
            self.opened += 1
        elif self.opened:
            self.opened -= 1
        else:
            self.closed += 1

    def html(self) -> str:
        """Return the HTML of the block; what would hide the text below it in a browser is text."""
        html = MARKDOWN_OFF.sub(r"\1", "\n".join([*self.lines, ""]))
        return html if self.name in RAW else escape_unfinished(html)


def escape_unfinished(html: str) -> str:
    """Return HTML whose CDATA sections and tags without an end are text.

    Comments without an end stay, and `stray_tags` reports them.
    """
    last = html.rfind("]]>")
    html = CDATA.sub(
        lambda start: start[0] if start.start() < last else f"&lt;{start[0][1:]}", html
    )
    return html if html.rfind("<!--") > html.rfind("-->") else UNFINISHED.sub("&lt;", html)
