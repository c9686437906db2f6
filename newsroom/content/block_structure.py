"""The block structure of a Markdown text by the rules of CommonMark, for Python-Markdown to read.

Python-Markdown has the rules of 2004, by which the content of list items is indented by four and
lists need an empty line above. Here each line is assigned to the quotes, list items and notes that
it is in (CommonMark 0.31.2, appendix “A parsing strategy”) and written as Python-Markdown reads it.
Listings and blocks of HTML are stored as HTML meanwhile.

The pass is one state machine, whose rules share what is open at a line; that is why it is one
module.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from markdown.util import ETX, STX

DEEPEST = 100  # containers, so that no text takes quadratic time
SEPARATOR = f"{STX}separator{ETX}"  # a line between two lists that are not one
QUOTE = re.compile(r" {0,3}> ?")
ITEM = re.compile(r"(?P<mark>[-+*]|(?P<number>\d{1,9})[.)])(?P<space> +|$)")
NOTE = re.compile(r"\[\^[^\[\]]+\]:(?: +|$)|:(?: {1,3}(?=\S))")
FENCE = re.compile(r"(?P<fence>`{3,}(?=[^`]*$)|~{3,})\s*(?P<info>.*)")
RULE = re.compile(r"(?:(?:\*[ ]*){3,}|(?:-[ ]*){3,}|(?:_[ ]*){3,})$")
UNDERLINE = re.compile(r"(?:=+|-+) *$")
HEADING = re.compile(r"#{1,6}(?: |$)|#{2,6}(?=[^#\s])")
DELIMITER_ROW = re.compile(r"\|?(?: *:?-+:? *\|)* *:?-+:? *\|? *$")
PIPE = re.compile(r"(?<!\\)\|")
REFERENCE = re.compile(r"\[(?!\^)[^\[\]]+\]:")
HTML = re.compile(r"<(?:!--|(?P<end>/?)(?P<name>[a-zA-Z][a-zA-Z0-9]*)(?=[\s/>]|$))")
TAG = re.compile(r"<(?P<end>/?)(?P<name>[a-z][a-z0-9]*)(?=[\s/>]|$)")
MARKDOWN_ATTRIBUTE = re.compile(r"<[a-zA-Z][^<>]*\smarkdown\b")
WHOLE = ("pre", "script", "style", "textarea", "svg", "math")  # raw up to their end tags
VOID = "hr"
OPEN = "open html"  # the kind of a block that ended before its element


@dataclass(slots=True)
class Container:
    """A quote, an item or a note: lines that are `indent` columns further in are in it.

    `lead` begins its first line in the result, `rest` all others; `kind` is the mark of a list,
    and `last` the kind of the block in it that came last.
    """

    kind: str
    indent: int
    lead: str
    rest: str
    last: str = ""
    is_new: bool = True
    is_empty: bool = False


@dataclass(slots=True)
class Raw:
    """A listing or a block of HTML that is being read, in the container at `depth`.

    A listing has a `fence`, or none where it is indented; HTML has the `name` of its first tag, of
    which `level` are open, and ends at an empty line unless `until` is the line of its last one.
    """

    depth: int
    kind: str
    indent: int = 0
    fence: str = ""
    info: str = ""
    name: str = ""
    level: int = 0
    until: int = -1
    lines: list[str] = field(default_factory=list)


class BlockStructure:
    """One pass over the lines of a text; `run` returns the lines for Python-Markdown.

    `store_listing` gets the code of a listing and its info string, None where it is indented;
    `store_html` gets HTML. Both return the text that stands for it. `is_block` says whether a name
    is that of an element that is a block.
    """

    def __init__(
        self,
        store_listing: Callable[[str, str | None], str],
        store_html: Callable[[str], str],
        is_block: Callable[[str], bool],
    ) -> None:
        self.store_listing = store_listing
        self.store_html = store_html
        self.is_block = is_block

    def run(self, lines: list[str]) -> list[str]:
        """Return the lines as Python-Markdown reads them."""
        self.lines = lines
        self.root = Container("", 0, "", "")
        self.open: list[Container] = []
        self.out: list[str] = []
        self.prefix = ""
        self.empty = 0  # lines that are due before the next one
        self.block_indent = 0  # of the first line below an empty one
        self.paragraph: list[str] = []
        self.start = 0  # of the paragraph in `out`
        self.is_table = False
        self.raw: Raw | None = None
        self.has_attribute = MARKDOWN_ATTRIBUTE.search("\n".join(lines)) is not None
        self.ends: dict[str, int] = {}
        for number, line in enumerate(lines):
            if (
                self.paragraph
                and self.raw is None
                and not self.open
                and line[:1].isalpha()
                and not self.is_table
            ):
                self.paragraph.append(line)  # most lines of most texts
                self.out.append(line)
            else:
                self.read(number, line)
        self.finish_raw()
        self.close(0)
        return self.out

    def read(self, number: int, line: str) -> None:
        """Read one line: leave containers, enter others, and read what is left as a block."""
        matched, text = self.match(line)
        if self.raw is not None:
            if matched >= self.raw.depth and self.read_raw(self.raw, number, text):
                return
            self.finish_raw()
        if not text or text.isspace():
            self.read_empty(matched)
            return
        continued = bool(self.paragraph)
        while True:
            indent = len(text) - len(text.lstrip(" "))
            is_inner = matched == len(self.open)
            if indent >= 4:
                break
            entered = self.enter(text[indent:], indent, matched, interrupts=continued and is_inner)
            if entered is None:
                break
            text, continued = entered, False
            matched = len(self.open)
            if not text:
                self.open[-1].is_empty = True
                return
        if continued and matched < len(self.open):
            if not self.is_block_start(number, text, indent):
                self.paragraph.append(text.lstrip())
                self.out.append(text.lstrip() if indent < 4 else escaped(text.lstrip()))
                return
            continued = False
        if matched < len(self.open):
            self.close(matched)
            self.separate()
        self.read_block(number, text, indent)

    def match(self, line: str) -> tuple[int, str]:
        """Return in how many of the open containers a line is, and what is left of it."""
        for number, container in enumerate(self.open):
            if container.kind == ">":
                mark = QUOTE.match(line)
                if mark is None:
                    return number, line
                line = line[mark.end() :]
            elif not line or line.isspace():
                if container.is_empty:
                    return number, line
                line = ""
            elif line.startswith(" " * container.indent):
                line = line[container.indent :]
                container.is_empty = False
            else:
                return number, line
        return len(self.open), line

    def enter(self, text: str, indent: int, matched: int, *, interrupts: bool) -> str | None:
        """Open the container that a text starts with, and return the rest; None if none starts."""
        first = text[0]
        if first == ">":
            self.push(Container(">", 0, "> ", "> "), matched)
            return text[2:] if text[1:2] == " " else text[1:]
        if first in "[:":
            note = NOTE.match(text)
            if note is None:
                return None
            lead = ":   " if first == ":" else f"{note[0].rstrip()} "
            self.push(Container(first, 4, lead, "    "), matched, is_tight=True)
            return text[note.end() :]
        item = ITEM.match(text) if first in "-+*0123456789" else None
        if item is None or RULE.match(text):
            return None
        rest = text[item.end() :]
        number = item["number"]
        if interrupts and not self.is_table and (not rest or (number and int(number) != 1)):
            return None
        mark, space = item["mark"], len(item["space"])
        width = space if rest and space <= 4 else 1
        lead = f"{int(number)}. " if number else "* "  # `-` below text would underline it
        indent += len(mark) + width
        self.push(Container(mark[-1], indent, lead.ljust(4), "    "), matched)
        return " " * (space - width) + rest if rest else ""

    def push(self, container: Container, matched: int, *, is_tight: bool = False) -> None:
        """Open a container in the one at the depth `matched`, next to what is there already.

        `RecursionError` is raised for one that is too deep.
        """
        if matched >= DEEPEST:
            raise RecursionError
        was_text = bool(self.paragraph) and matched == len(self.open)
        is_first = self.is_first_paragraph() if was_text else False
        leaves = matched < len(self.open)
        self.close(matched)
        parent = self.parent(matched)
        kind = container.kind
        is_list = kind not in ">[:"
        if parent.last == kind == ">" or (is_list and is_other_list(parent.last, kind)):
            self.separate()
            if parent.last == "reference" or (parent.last in "-+*") == (kind in "-+*"):
                self.emit(SEPARATOR)
                self.separate()
        elif (
            (leaves and parent.last != kind)
            or (was_text and not is_tight and not (is_list and is_first))
            or len(self.prefix)
            < self.block_indent  # Python-Markdown would take it for an inner one
        ):
            self.separate()
        self.paragraph = []
        parent.last = kind
        self.open.append(container)
        self.prefix += container.rest

    def parent(self, depth: int) -> Container:
        """Return the container of what is at a depth."""
        return self.open[depth - 1] if depth else self.root

    def is_first_paragraph(self) -> bool:
        """Return whether the open paragraph is the first block of an item."""
        inner = self.parent(len(self.open))
        return inner.kind in ("-", "+", "*", ".", ")") and inner.last == "first"

    def read_block(self, number: int, text: str, indent: int) -> None:
        """Read what a line has inside its containers."""
        words = text[indent:]
        tag = TAG.match(words) if indent >= 4 and self.parent(len(self.open)).last == OPEN else None
        if tag is not None:  # GFM would make a listing of it
            self.start_html(tag["name"], number, text)
        elif indent >= 4:
            self.read_indented(text)
        elif fence := FENCE.match(words):
            self.set_last("listing")
            self.raw = Raw(len(self.open), "fence", indent, fence["fence"], fence["info"])
        elif words[0] == "<" and self.starts_html(number, words):
            return
        elif words[0] == "#" and HEADING.match(words):
            self.read_heading(words)
        elif self.paragraph and not self.is_table and UNDERLINE.match(words):
            self.read_underline(words)
        elif words[0] in "*-_" and RULE.match(words):
            self.end_paragraph()
            self.set_last("rule")
            self.emit(words)
            self.separate()
        else:
            self.read_text(words, indent)

    def is_block_start(self, number: int, text: str, indent: int) -> bool:
        """Return whether a line cannot go on with the paragraph of the line above."""
        words = text[indent:]
        return indent < 4 and (
            FENCE.match(words) is not None
            or HEADING.match(words) is not None
            or RULE.match(words) is not None
            or (words[0] == "<" and self.html_name(number, words) is not None)
        )

    def read_text(self, words: str, indent: int) -> None:
        """Read a line of a paragraph or of a table."""
        if not self.paragraph:
            inner = self.parent(len(self.open))
            if REFERENCE.match(words):
                self.set_last("reference")
            else:
                self.set_last("first" if inner.is_new and not inner.last else "text")
            self.start = len(self.out)
            self.is_table = False
        elif not self.is_table and self.is_delimiter_row(words):
            self.is_table = True
            if len(self.paragraph) > 1 or self.is_first_paragraph():
                self.out.insert(len(self.out) - 1, self.prefix.rstrip())
        self.emit_text(words, indent)

    def is_delimiter_row(self, words: str) -> bool:
        """Return whether a line makes a table of the line above it (GFM 4.10)."""
        if not DELIMITER_ROW.match(words) or ("|" not in words and ":" not in words):
            return False
        return count_cells(words) == count_cells(self.paragraph[-1])

    def emit_text(self, words: str, indent: int) -> None:
        """Write a line of a paragraph, which Python-Markdown must not take for something else."""
        text = f"\\{words}" if words[0] == "#" else words
        if self.open and self.paragraph:
            text = escaped(text)
        self.paragraph.append(text)
        self.emit(text if self.open else " " * indent + text)

    def read_indented(self, text: str) -> None:
        """Read a line that is indented by four or more: of a paragraph or of a listing."""
        if self.paragraph:
            self.emit_text(text.lstrip(), len(text) - len(text.lstrip()))
        elif any(container.kind != ">" for container in self.open):
            self.set_last("listing")
            self.raw = Raw(len(self.open), "indented", lines=[text[4:]])
        else:
            self.set_last("code")
            self.emit(text)

    def read_heading(self, words: str) -> None:
        """Write a heading."""
        self.end_paragraph()
        self.set_last("heading")
        self.emit(words)
        if self.open:
            self.separate()

    def read_underline(self, words: str) -> None:
        """Make a heading of the paragraph above an underline (CommonMark 4.3)."""
        if len(self.paragraph) == 1 and not self.open:
            self.emit(words)
        else:
            first = self.out[self.start]
            lead = first[: len(first) - len(self.paragraph[0])]
            del self.out[self.start :]
            heading = " ".join(line.strip() for line in self.paragraph)
            self.out.append(f"{lead}{'#' if words[0] == '=' else '##'} {heading}")
            self.separate()
        self.paragraph = []
        self.set_last("heading")

    def read_empty(self, matched: int) -> None:
        """Read an empty line, which ends paragraphs and leaves quotes."""
        for depth, container in enumerate(self.open):
            if depth >= matched and (container.kind == ">" or container.is_empty):
                self.close(depth)
                break
        self.paragraph = []
        self.empty += 1

    def starts_html(self, number: int, words: str) -> bool:
        """Start a block of HTML (CommonMark 4.6) and return whether there is one."""
        name = self.html_name(number, words)
        if name is None:
            return False
        self.start_html(name, number, words)
        return True

    def start_html(self, name: str, number: int, text: str) -> None:
        """Start a block of HTML with the text of its first line."""
        self.end_paragraph()
        self.set_last("html")
        self.raw = Raw(len(self.open), "html", name=name)
        if not self.read_raw(self.raw, number, text):
            self.finish_raw()

    def html_name(self, number: int, words: str) -> str | None:
        """Return the name of the block that starts with a line, `!--` for a comment."""
        html = HTML.match(words)
        if html is None:
            return None
        if not html["name"]:
            end = words.find("-->")
            closes = end < 0 and self.last_line("-->") > number
            return "!--" if closes or (end > 0 and words.endswith("-->")) else None
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

    def read_raw(self, raw: Raw, number: int, text: str) -> bool:
        """Add a line to what is being read; return whether it belongs to it."""
        if raw.kind == "html":
            return self.read_html(raw, number, text)
        if raw.kind == "indented":
            if text.strip() and not text.startswith("    "):
                return False
            raw.lines.append(text[4:])
            return True
        words = text.strip()
        if (
            words.startswith(raw.fence)
            and not words.strip(raw.fence[0])
            and not text.startswith("    ")
        ):
            self.finish_raw()
            return True
        raw.lines.append(text[min(raw.indent, len(text) - len(text.lstrip(" "))) :])
        return True

    def read_html(self, raw: Raw, number: int, text: str) -> bool:
        """Add a line to a block of HTML, which ends with its element or at an empty line."""
        if number <= raw.until:
            raw.lines.append(text)
            return True
        words = text.lstrip(" ")
        if raw.name == "!--":
            raw.lines.append(text)
            if "-->" in text:
                self.finish_raw()
            return True
        if not words or (raw.lines and FENCE.match(words)):
            return False
        raw.lines.append(text)
        lower = text.lower()
        for tag in TAG.finditer(lower):
            if tag["name"] == raw.name:
                raw.level += -1 if tag["end"] else 1
            if tag["name"] in WHOLE and not tag["end"] and raw.until <= number:
                raw.until = self.next_end(f"</{tag['name']}", number, lower, tag.end())
        if number >= raw.until and (raw.level <= 0 or raw.name == VOID):
            self.finish_raw()
        return True

    def next_end(self, end: str, number: int, text: str, position: int) -> int:
        """Return the number of the line with the next end tag, -1 if it is in this line or none."""
        if self.last_line(end) <= number or text.rfind(end) >= position:
            return -1  # in this order: a long line is not searched for each of its tags
        return next(n for n in range(number + 1, len(self.lines)) if end in self.lines[n].lower())

    def finish_raw(self) -> None:
        """Write what stands for a listing or a block of HTML."""
        raw, self.raw = self.raw, None
        if raw is None:
            return
        if raw.kind == "html":
            stored = self.store_html("\n".join([*raw.lines, ""]))
        else:
            code = "\n".join(raw.lines)
            if raw.kind == "indented":
                code = code.rstrip()
            info = None if raw.kind == "indented" else raw.info
            stored = self.store_listing(f"{code}\n" if code else "", info)
        self.close(raw.depth)
        if raw.kind == "html" and raw.level > 0:
            self.set_last(OPEN)
        self.end_paragraph()
        self.separate()
        self.emit(stored)
        self.separate()

    def set_last(self, kind: str) -> None:
        """Remember the kind of the block that starts."""
        self.parent(len(self.open)).last = kind

    def close(self, depth: int) -> None:
        """Leave all containers but the first `depth`."""
        if self.raw is not None and self.raw.depth > depth:
            self.finish_raw()
        if depth < len(self.open):
            for container in self.open[depth:]:
                if container.is_new:  # an item without text
                    self.emit("")
                    break
            del self.open[depth:]
            self.prefix = "".join(container.rest for container in self.open)
            self.paragraph = []

    def end_paragraph(self) -> None:
        """End the open paragraph with an empty line."""
        if self.paragraph:
            self.separate()
        self.paragraph = []

    def separate(self) -> None:
        """Have an empty line above the next line that is written."""
        if self.out and not self.has_new():
            self.empty = max(self.empty, 1)
        self.paragraph = []

    def has_new(self) -> bool:
        """Return whether the innermost container has no line yet."""
        return bool(self.open) and self.open[-1].is_new

    def emit(self, text: str) -> None:
        """Write a line with the marks and the indentation of its containers."""
        lead, around = self.lead()
        if self.empty or not self.out:
            self.block_indent = len(around)
            self.out += [around.rstrip()] * self.empty
            self.empty = 0
        self.out.append(lead + text)

    def lead(self) -> tuple[str, str]:
        """Return what a line starts with, and what an empty line above it starts with.

        The marks of new containers are used up.
        """
        if not self.has_new():
            return self.prefix, self.prefix
        parts, around = [], []
        for container in self.open:
            parts.append(container.lead if container.is_new else container.rest)
            around += [] if container.is_new else [container.rest]
            container.is_new = False
        return "".join(parts), "".join(around)


def is_other_list(last: str, kind: str) -> bool:
    """Return whether the last block was a list, and the item of another one follows."""
    return last != kind and last in ("-", "+", "*", ".", ")", "reference")


def count_cells(row: str) -> int:
    """Return how many cells a row of a table has."""
    row = row.strip()
    return len(PIPE.findall(row)) + 1 - row.startswith("|") - (len(row) > 1 and row.endswith("|"))


def escaped(text: str) -> str:
    """Return a text that Python-Markdown does not take for an item of a list."""
    item = ITEM.match(text)
    if item is None:
        return text
    return f"{text[: item.end('mark') - 1]}\\{text[item.end('mark') - 1 :]}"
