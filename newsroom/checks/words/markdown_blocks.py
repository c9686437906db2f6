"""The regions of a Markdown source, by its lines alone: prose, code and markup.

A region says how its words are to be read, not what becomes of it in HTML: `source_words` needs
no more, and dialects of Markdown differ in the rest. Where they differ on whether lines are code
(four spaces after an empty line, a fence without an end), the region is `UNSURE`.
"""

import re
from dataclasses import dataclass
from enum import Enum, auto


class Kind(Enum):
    """How the words of a region are read."""

    PROSE = auto()
    UNSURE = auto()  # prose or code
    CODE = auto()
    MARKUP = auto()  # such as the language of a listing


MARKER = r"(?:[-*+]|\d{1,9}[.)])[ \t]+"
PREFIX = re.compile(rf"[ \t>]*(?:{MARKER}(?=[`~]))*")
FENCE = re.compile(r"`{3,}(?=[^`\n]*$)|~{3,}", re.MULTILINE)
LANGUAGE = re.compile(r"(?:::+|#![ \t]*(?!/))[\w+.#-]+[ \t]*$", re.MULTILINE)
NOTE = re.compile(r"\[\^(?P<label>[^\]\n]+)\]:")
REFERENCE = re.compile(
    r"\[(?![\^!])(?P<label>[^\[\]\n]+)\]:[ \t]*\n?[ \t>]*(?:<[^<>\n]*>|[^\s<]\S*)"
    r"(?:[ \t]*\n?[ \t>]*(?P<title>\"[^\"\n]*\"|'[^'\n]*'|\([^()\n]*\)))?[ \t]*$",
    re.MULTILINE,
)
ABBREVIATION = re.compile(r"\*\[[^\]\n]+\][ ]?:.*$", re.MULTILINE)
# What starts a line and may be shown as text or not: the mark of a table of contents, the number of
# an item, a box to tick.
TOC = rf"(?i:\[(?:TOC|\[TOC\]|\[_TOC_\])\])[ \t]*$|{MARKER}[^\n]*\n[ \t]*\{{:[ ]*toc[ ]*\}}[ \t]*$"
START = re.compile(
    rf"{TOC}|\[![A-Za-z]+\]|(?:{MARKER})+(?:\[[xX]\](?=[ \t]))?|\d{{1,9}}[.)]$", re.MULTILINE
)
INDENT = 4  # columns that make a block code, or a part of the footnote above it
TAB = 4


@dataclass(frozen=True)
class Region:
    """A part of a source from `start` to `end`."""

    start: int
    end: int
    kind: Kind


@dataclass
class Note:
    """The definition of a footnote from `start` to `end`, indented by `indent` columns."""

    label: str
    start: int
    end: int
    indent: int


class Blocks:
    """The regions of a source, in order and without gaps; footnotes; titles of links by label."""

    def __init__(self, source: str) -> None:
        """Read a Markdown source without front matter."""
        self.source = source
        self.regions: list[Region] = []
        self.notes: list[Note] = []
        self.titles: dict[str, str] = {}
        self._unclosed: dict[str, int] = {}  # the length of a fence without an end, by character
        self._note: Note | None = None
        self._merged = True  # whether the last region goes on where the next is of its kind
        self._block, is_after_empty, here = Kind.PROSE, True, 0
        while here < len(source):
            end = source.find("\n", here) + 1 or len(source)
            start = here + len(source[here:end]) - len(source[here:end].lstrip(" \t>"))
            if start >= end or source[start] == "\n":
                is_after_empty = True
                self._add(end, Kind.PROSE)
            else:
                indent = columns(source[here:start])
                if is_after_empty:
                    self._open_block(indent)
                is_after_empty, end = False, self._line(here, start, end, indent)
            if self._note:
                self._note.end = end
            here = end

    def _open_block(self, indent: int) -> None:
        """Set the kind of the lines after an empty one, which may end a footnote."""
        code = indent >= INDENT or self._unclosed
        self._block = Kind.UNSURE if code else Kind.PROSE
        if self._note and indent < self._note.indent + INDENT:
            self._note = None
            self._merged = False

    def _line(self, here: int, start: int, end: int, indent: int) -> int:
        """Add a line, whose text starts at `start`, with what belongs to it; return its end."""
        first = self.source[start]
        if first in "`~-*+0123456789" and (after := self._fence(here, end)):
            return after
        if first == "[" and (note := NOTE.match(self.source, start)):
            self._note = Note(note["label"], here, end, indent)
            self.notes.append(self._note)
            self._add(start, self._block)
            self._add(note.end(), Kind.MARKUP)
        elif first == "[" and (reference := REFERENCE.match(self.source, start)):
            self.titles[normal_label(reference["label"])] = (reference["title"] or "")[1:-1]
            self._add(reference.end(), Kind.MARKUP)
            return self.source.find("\n", reference.end()) + 1 or len(self.source)
        elif first in "[*:#+-0123456789":
            for pattern in (ABBREVIATION, LANGUAGE, START):
                if mark := pattern.match(self.source, start):
                    self._add(mark.end(), Kind.MARKUP)
        self._add(end, self._block)
        return end

    def _fence(self, here: int, end: int) -> int:
        """Add the listing that a line opens, and return its end; 0 for a line that opens none."""
        prefix = PREFIX.match(self.source, here)
        fence = FENCE.match(self.source, prefix.end()) if prefix else None
        if not fence:
            return 0
        character, length = fence[0][0], len(fence[0])
        closing = None
        if length < self._unclosed.get(character, length + 1):
            close = re.compile(rf"^[ \t>]*{character}{{{length},}}[ \t]*$", re.MULTILINE)
            closing = close.search(self.source, end)
        self._add(end, Kind.MARKUP)
        if not closing:
            self._unclosed[character] = length
            self._block = Kind.UNSURE
            return end
        if language := LANGUAGE.match(self.source, end):
            self._add(language.end(), Kind.MARKUP)
        self._add(closing.start(), Kind.CODE)
        self._add(closing.end(), Kind.MARKUP)
        return self.source.find("\n", closing.end()) + 1 or len(self.source)

    def _add(self, end: int, kind: Kind) -> None:
        """Add a region from the end of the last one."""
        last = self.regions[-1] if self.regions else Region(0, 0, kind)
        if end <= last.end:
            return
        if last.kind is kind and self.regions and self._merged:
            self.regions[-1] = Region(last.start, end, kind)
        else:
            self.regions.append(Region(last.end, end, kind))
            self._merged = True


def normal_label(label: str) -> str:
    """Return a label as labels are compared: without case, with whitespace collapsed."""
    return " ".join(label.split()).casefold()


def columns(indent: str) -> int:
    """Return the columns of whitespace before a line, or after the `>` of a quotation."""
    space = indent.rpartition(">")[2]
    return len(space.replace("\t", " " * TAB))
