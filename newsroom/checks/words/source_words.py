"""The words of a Markdown source that its readers must see, read without a Markdown engine.

A net under the build: it shares neither the parser of Markdown nor that of HTML with it, so that
text which one of these loses is missed. See `markdown_inline` for words that may be shown or not.

A word is a run of letters, digits and the marks that belong to them, in Unicode's form NFC.
"""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from newsroom.checks.words.markdown_blocks import Blocks
from newsroom.checks.words.markdown_inline import InlineReader, Piece
from newsroom.text.tokenizer import LETTERS

WORD = re.compile(rf"[{LETTERS}]+(?:\*+[{LETTERS}]+)*")  # un*frigging*believable is one word
BETWEEN = re.compile(rf"[^{LETTERS}]+")


class Word(NamedTuple):
    """A word of a source, with its line; `required` unless it is markup that may be shown."""

    text: str
    line: int
    required: bool = True


class MarkdownWords:
    """The words of a Markdown source without front matter, whose first line has the number `line`.

    `labels` are those of the footnotes that a page has at its end, in its order. A footnote that it
    does not have is a part of the text where the source has it.
    """

    def __init__(self, source: str, line: int = 1) -> None:
        blocks = Blocks(source)
        self.source, self.line, self.notes = source, line, blocks.notes
        self.pieces = list(InlineReader(source, blocks).pieces())

    def required(self, labels: Sequence[str] = ()) -> str:
        """Return the letters of the words that readers must see."""
        return letters_of("".join(piece.text for piece in self.in_order(labels) if piece.required))

    def words(self, labels: Sequence[str] = ()) -> list[Word]:
        """Return all words, in order."""
        newlines = [match.start() for match in re.finditer("\n", self.source)]
        return [
            Word(text, self.line + bisect_left(newlines, offset), required)
            for required, group in groupby(self.in_order(labels), key=lambda piece: piece.required)
            for offset, text in _split(list(group))
        ]

    def in_order(self, labels: Sequence[str]) -> list[Piece]:
        """Return the pieces of the text, then those of each footnote."""
        if not self.notes or not labels:
            return self.pieces
        starts = [note.start for note in self.notes]
        groups: dict[str, list[Piece]] = {"": [], **{label: [] for label in labels}}
        for piece in self.pieces:
            index = bisect_right(starts, piece.start) - 1
            is_inside = index >= 0 and piece.start < self.notes[index].end
            label = self.notes[index].label if is_inside else ""
            groups[label if label in groups else ""].append(piece)
        return [piece for group in groups.values() for piece in group]


def letters_of(text: str) -> str:
    """Return the letters of a plain text, without anything between its words."""
    return unicodedata.normalize("NFC", BETWEEN.sub("", text).replace("_", ""))


def _split(pieces: Sequence[Piece]) -> Iterator[tuple[int, str]]:
    """Yield offset and text of each word of pieces that follow one another."""
    text = "".join(piece.text for piece in pieces).replace("_", " ")
    ends, end = [], 0
    for piece in pieces:
        end += len(piece.text)
        ends.append(end)
    for match in WORD.finditer(text):
        index = bisect_right(ends, match.start())
        piece = pieces[index]
        offset = piece.start + match.start() - (ends[index] - len(piece.text))
        yield offset, unicodedata.normalize("NFC", match[0].replace("*", ""))
