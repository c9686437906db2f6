"""The block structure of a Markdown text by the rules of CommonMark, for Python-Markdown to read.

Python-Markdown has the rules of 2004, by which the content of list items is indented by four and
lists need an empty line above. Here each line is assigned to the quotes, list items and notes that
it is in (CommonMark 0.31.2, appendix “A parsing strategy”) and written as Python-Markdown reads it.
Listings, formulas and blocks of HTML are stored as HTML meanwhile. The reader of lines is one state
machine, and longer than other modules for that.
"""

import re
from collections.abc import Callable

from markdown.util import ETX, STX

from newsroom.content.block_containers import (
    LIST_MARKS,
    NOTE,
    RULE,
    Container,
    escape_item,
    match_containers,
    parse_container,
)
from newsroom.content.block_writer import BlockWriter
from newsroom.content.formula_blocks import FormulaBlock, find_formula_block
from newsroom.content.math_markup import formula_html
from newsroom.content.raw_blocks import FENCE, TAG, HtmlBlock, HtmlSource, Line, Listing

SEPARATOR = f"{STX}separator{ETX}"  # a line between two lists that are not one
LONG_NUMBER = re.compile(r"\d{10,}\. ")  # numbers of items have nine digits at most
UNDERLINE = re.compile(r"(?:=+|-+) *$")
HEADING = re.compile(r"#{1,6}(?: |$)|#{2,6}(?=[^#\s])")
DELIMITER_ROW = re.compile(r"\|?(?: *:?-+:? *\|)* *:?-+:? *\|? *$")
PIPE = re.compile(r"(?<!\\)\|")
REFERENCE = re.compile(r"\[(?!\^)[^\[\]]+\]: *\S")
TERMS = ("text", "first", ":")  # what may be above the definition of a term


class BlockStructure(BlockWriter):
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
        super().__init__()
        self.store_listing = store_listing
        self.store_html = store_html
        self.is_block = is_block
        self.paragraph: list[str] = []
        self.start = 0  # of the paragraph in `out`
        self.is_table = False
        self.raw: Listing | HtmlBlock | FormulaBlock | None = None

    def run(self, lines: list[str]) -> list[str]:
        """Return the lines as Python-Markdown reads them."""
        self.source = HtmlSource(lines, self.is_block)
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
        matched, text = match_containers(self.open, line)
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
            if indent >= 4 or (text[indent] == ":" and not self.can_define(matched)):
                break
            in_text = continued and matched == len(self.open) and not self.is_table
            entered = parse_container(text[indent:], indent, in_text=in_text)
            if entered is None:
                break
            container, text = entered
            self.push(container, matched)
            matched, continued = len(self.open), False
            if not text:
                self.inner.is_empty = True
                return
        if continued and matched < len(self.open):
            if not self.is_block_start(number, text, indent, matched):
                words = text.lstrip()
                self.paragraph.append(words)
                self.out.append(words if indent < 4 else escape_item(words))
                return
            continued = False
        if matched < len(self.open):
            self.close(matched)
            self.end_block()
        self.read_block(number, text, indent)

    def can_define(self, matched: int) -> bool:
        """Return whether there is a term above a line that is in `matched` containers."""
        return bool(self.paragraph) or self.parent(matched).last in TERMS

    def push(self, container: Container, matched: int) -> None:
        """Open a container in the one at the depth `matched`, next to what is there already."""
        was_text = bool(self.paragraph) and matched == len(self.open)
        is_tight = container.is_note or (
            container.is_item and was_text and self.is_first_paragraph()
        )
        leaves = matched < len(self.open)
        self.close(matched)
        last, kind = self.inner.last, container.kind
        if last == kind == ">" or (container.is_item and is_other_list(last, kind)):
            self.end_block()
            if last == "reference" or (last in "-+*") == (kind in "-+*"):
                self.write(SEPARATOR)
                self.end_block()
        elif (
            (leaves and last != kind)
            or (was_text and not is_tight)
            or len(self.prefix) < self.block_indent  # else it would be an inner one
        ):
            self.end_block()
        self.paragraph = []
        self.enter(container)

    def is_first_paragraph(self) -> bool:
        """Return whether the open paragraph is the first block of an item."""
        return self.inner.is_item and self.inner.last == "first"

    def read_block(self, number: int, text: str, indent: int) -> None:
        """Read what a line has inside its containers."""
        words = text[indent:]
        is_inner = indent >= 4 and self.inner.elements > 0 and not self.paragraph
        tag = TAG.match(words) if is_inner else None
        if tag is not None and (
            tag["end"] or self.inner.last == "html"
        ):  # GFM would make a listing of it
            self.start_html(tag["name"], number, text)
        elif indent >= 4:
            self.read_indented(text)
        elif fence := FENCE.match(words):
            self.inner.last = "listing"
            self.raw = Listing(len(self.open), indent, fence["fence"], fence["info"])
        elif words[0] == "<" and (
            name := self.source.block_name(number, words, in_text=bool(self.paragraph))
        ):
            self.start_html(name, number, words)
        elif words[0] in "$\\" and (formula := self.formula(number, words, len(self.open))):
            self.inner.last = "formula"
            self.raw = formula
            self.read_raw(formula, number, words)
        elif words[0] == "#" and HEADING.match(words):
            self.read_heading(words)
        elif self.paragraph and not self.is_table and UNDERLINE.match(words):
            self.read_underline(words)
        elif words[0] in "*-_" and RULE.match(words):
            self.end_paragraph()
            self.inner.last = "rule"
            self.write("***")  # `---` would underline text, and spaces may be too many
            self.end_block()
        else:
            self.read_text(words, indent)

    def is_block_start(self, number: int, text: str, indent: int, matched: int) -> bool:
        """Return whether a line cannot go on with the paragraph of the line above.

        It is in the first `matched` of the containers.
        """
        words = text[indent:]
        return indent < 4 and (
            FENCE.match(words) is not None
            or HEADING.match(words) is not None
            or RULE.match(words) is not None
            or (words[0] == "<" and self.source.block_name(number, words, in_text=True) is not None)
            or (words[0] in "$\\" and self.formula(number, words, matched) is not None)
        )

    def formula(self, number: int, words: str, depth: int) -> FormulaBlock | None:
        """Return the formula that starts a line in the first `depth` containers."""
        return find_formula_block(self.source.lines, number, words, self.open[:depth])

    def read_text(self, words: str, indent: int) -> None:
        """Read a line of a paragraph or of a table."""
        if not self.paragraph:
            inner = self.inner
            if REFERENCE.match(words):
                inner.last = "reference"
            else:
                inner.last = "first" if inner.is_new and not inner.last else "text"
            self.is_table = False
            self.write_text(words, indent)
            self.start = len(self.out) - 1
            return
        if not self.is_table and is_delimiter_row(words, self.paragraph[-1]):
            self.is_table = True
            if len(self.paragraph) > 1 or self.is_first_paragraph():
                self.out.insert(len(self.out) - 1, self.prefix.rstrip())
        self.write_text(words, indent)

    def write_text(self, words: str, indent: int) -> None:
        """Write a line of a paragraph, which Python-Markdown must not take for something else."""
        text = f"\\{words}" if words[0] == "#" else words
        if words[0] == ":" and NOTE.match(words):
            text = f"&#58;{words[1:]}"  # without a term it defines nothing
        if (self.open and self.paragraph) or LONG_NUMBER.match(text):
            text = escape_item(text)
        self.paragraph.append(text)
        self.write(text if self.open else " " * indent + text)

    def read_indented(self, text: str) -> None:
        """Read a line that is indented by four or more: of a paragraph or of a listing."""
        if self.paragraph:
            self.write_text(text.lstrip(), len(text) - len(text.lstrip()))
        else:
            self.inner.last = "listing"
            self.raw = Listing(len(self.open), lines=[text[4:]])

    def read_heading(self, words: str) -> None:
        """Write a heading."""
        self.end_paragraph()
        self.inner.last = "heading"
        self.write(f"{words} " if words.endswith("\\") else words)  # it would escape the line's end
        if self.open:
            self.end_block()

    def read_underline(self, words: str) -> None:
        """Make a heading of the paragraph above an underline (CommonMark 4.3)."""
        if len(self.paragraph) == 1 and not self.open:
            self.write(words)
            self.paragraph = []
        else:
            first = self.out[self.start]
            lead = first[: len(first) - len(self.paragraph[0])] if self.open else ""
            del self.out[self.start :]
            heading = " ".join(line.strip() for line in self.paragraph)
            self.out.append(f"{lead}{'#' if words[0] == '=' else '##'} {heading}")
            self.end_block()
        self.inner.last = "heading"

    def read_empty(self, matched: int) -> None:
        """Read an empty line, which ends paragraphs and leaves quotes."""
        for depth, container in enumerate(self.open):
            if depth >= matched and (container.kind == ">" or container.is_empty):
                self.close(depth)
                break
        self.paragraph = []
        self.empty += 1

    def start_html(self, name: str, number: int, text: str) -> None:
        """Start a block of HTML with the text of its first line."""
        self.end_paragraph()
        self.inner.last = "html"
        self.raw = HtmlBlock(len(self.open), name, self.source)
        if not self.read_raw(self.raw, number, text):
            self.finish_raw()

    def read_raw(self, raw: Listing | HtmlBlock | FormulaBlock, number: int, text: str) -> bool:
        """Add a line to what is being read; return whether it belongs to it."""
        if isinstance(raw, HtmlBlock):
            line = raw.add(number, text)
        else:
            line = raw.add(text) if isinstance(raw, Listing) else raw.add(number)
        if line is Line.LAST:
            self.finish_raw()
        return line is not Line.OUTSIDE

    def finish_raw(self) -> None:
        """Write what stands for a listing, a formula or a block of HTML."""
        raw, self.raw = self.raw, None
        if raw is None:
            return
        if isinstance(raw, Listing):
            stored = self.store_listing(raw.code(), raw.info)
        elif isinstance(raw, FormulaBlock):
            stored = self.store_html(formula_html(raw.tex, raw.opening, raw.first))
        else:
            stored = self.store_html(raw.html())
        self.close(raw.depth)
        if isinstance(raw, HtmlBlock):
            self.inner.elements = max(self.inner.elements - raw.closed, 0) + raw.opened
        self.end_paragraph()
        self.end_block()
        self.write(stored)
        self.end_block()

    def close(self, depth: int) -> None:
        """Leave all containers but the first `depth`, with what is being read in them."""
        if self.raw is not None and self.raw.depth > depth:
            self.finish_raw()
        if depth < len(self.open):
            self.leave(depth)
            self.paragraph = []

    def end_paragraph(self) -> None:
        """End the open paragraph with an empty line."""
        if self.paragraph:
            self.separate()
        self.paragraph = []

    def end_block(self) -> None:
        """End the open block with an empty line."""
        self.separate()
        self.paragraph = []


def is_other_list(last: str, kind: str) -> bool:
    """Return whether the last block was a list, and the item of another one follows."""
    return last != kind and (last in LIST_MARKS or last == "reference")


def is_delimiter_row(words: str, header: str) -> bool:
    """Return whether a line makes a table of the line above it (GFM 4.10)."""
    if not DELIMITER_ROW.match(words) or ("|" not in words and ":" not in words):
        return False
    return count_cells(words) == count_cells(header)


def count_cells(row: str) -> int:
    """Return how many cells a row of a table has."""
    row = row.strip()
    return len(PIPE.findall(row)) + 1 - row.startswith("|") - (len(row) > 1 and row.endswith("|"))
