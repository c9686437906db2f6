"""The text of a Markdown source piece by piece, with what is markup kept apart.

A piece is *required* where no dialect of Markdown hides it, and *optional* where it is markup that
a dialect may show: the target of a link, the number of an item. Comments, scripts and tags in prose
give no words at all: nobody may see those.
"""

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from html import unescape
from typing import NamedTuple

from newsroom.checks.words.html_tags import (
    DECLARATION,
    EMPTY_COMMENT,
    FOREIGN,
    INLINE,
    LOOSE_TAG,
    OF_A_PAGE,
    VOID,
    Tag,
    Tags,
)
from newsroom.checks.words.markdown_blocks import Blocks, Kind, normal_label
from newsroom.html.elements import KNOWN

MARK = re.compile(r"[\\`<&\[\]{]")
# The end of a line after which no inline markup goes on: a blank line, an item, a heading.
BREAK = re.compile(r"\n(?=[ \t>]*(?:\n|(?:[-*+]|\d{1,9}[.)]|#{1,6})[ \t]))")
WITHIN = r"\\.|\n(?![ \t>]*\n)"  # an escaped character, or the end of a line of a paragraph
RUN = re.compile("`+")
ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
REFERENCE = re.compile(r"&(?:#\d+|#[xX][0-9a-fA-F]+|[a-zA-Z][a-zA-Z0-9]*);?")
ADDRESS = re.compile(r"<(mailto:)?([a-zA-Z][a-zA-Z0-9+.-]+:[^\s<>]*|[^\s<>@]+@[^\s<>@]+)>", re.I)
UNSURE = re.compile(rf"{LOOSE_TAG.pattern}|{DECLARATION.pattern}|{REFERENCE.pattern}", re.DOTALL)
ALT = re.compile(rf"\[(?:[^\[\]\\\n]|{WITHIN}|\[(?:[^\[\]\\\n]|{WITHIN}){{0,999}}\]){{0,999}}+\]")
TITLE = r"\s(?:\"[^\"\n]*\"|'[^'\n]*')(?=\s*\))"
DEEP = r"\((?:[^()\\\n]|\\.|\([^()\n]*\))*+\)"
TARGET = re.compile(
    rf"\((?:[ ]*<[^<>\n]*>)?(?:{TITLE}|[^<()\\\n]|<[\w.-]*>|{WITHIN}|{DEEP})*+\)|\([^\s()<]*"
)
CAPTION = re.compile(r"\s([\"'])(?P<text>.*)\1\s*\)$")
LABEL = re.compile(r"[ \n]?\[(?!\^)((?:[^\[\]\n]|\n(?![ \t>]*\n))*)\]")
NOTE = re.compile(r"\[\^([^\]\n]+)\]")
ATTRIBUTE = r"(?:[#.][\w:.-]+|[\w:.-]+=(?:\"[^\"\n]*\"|'[^'\n]*'|[^\s}]+))"
ATTRIBUTES = re.compile(rf"\{{:?[ ]*{ATTRIBUTE}(?:[ ]+{ATTRIBUTE})*[ ]*\}}|\{{:[^}}\n]{{0,500}}\}}")


class Piece(NamedTuple):
    """A part of the text as it is shown, and the offset in the source that it comes from."""

    start: int
    text: str
    required: bool = True

    def as_optional(self) -> "Piece":
        """The same text, which may be shown or not."""
        return self._replace(required=False)


Step = tuple[int, Iterable[Piece]]  # the offset at which reading goes on, and what was read


class InlineReader:
    """Reads the inline markup of a source from left to right."""

    def __init__(self, source: str, blocks: Blocks) -> None:
        self.source, self.blocks = source, blocks
        self.notes = {note.label for note in blocks.notes}
        self.breaks = [found.start() for found in BREAK.finditer(source)]
        self.ticks: dict[int, list[int]] = defaultdict(list)
        for run in RUN.finditer(source):
            self.ticks[len(run[0])].append(run.start())
        self.open: Counter[str] = Counter()  # blocks of HTML by name
        self.foreign = 0  # the end of the last drawing or formula
        self.doubtful = 0  # the end of the last part that may be a comment
        self.tags = Tags(source)
        self.readers = {
            "\\": self.escape, "`": self.code, "<": self.angle, "&": self.reference,
            "[": self.opening, "]": self.closing, "{": self.attributes,
        }  # fmt: skip

    def pieces(self) -> Iterator[Piece]:
        """All pieces, in order."""
        here = 0
        for region in self.blocks.regions:
            here = max(here, region.start)
            if region.kind in (Kind.CODE, Kind.MARKUP) and here < region.end:
                shown = region.kind is Kind.CODE and here >= self.doubtful
                yield Piece(here, self.source[here : region.end], shown)
                here = region.end
            while here < region.end:
                certain = here >= self.doubtful
                limit = region.end if certain else min(region.end, self.doubtful)
                mark = MARK.search(self.source, here, limit)
                stop = mark.start() if mark else limit
                yield Piece(here, self.source[here:stop], certain)
                here = stop
                if mark:
                    here, pieces = self.readers[mark[0]](stop, region.kind is Kind.UNSURE)
                    yield from (piece if certain else piece.as_optional() for piece in pieces)

    def literal(self, at: int) -> Step:
        """One character that is no markup."""
        return at + 1, [Piece(at, self.source[at])]

    def optional(self, at: int, end: int) -> Step:
        """Markup that may be shown."""
        return end, [Piece(at, self.source[at:end], required=False)]

    def hidden(self, at: int, end: int, *, unsure: bool) -> Step:
        """What nobody sees, unless it is code."""
        return self.optional(at, end) if unsure else (end, [Piece(at, " ")])

    def paragraph(self, at: int) -> tuple[int, int]:
        """Start and end of the paragraph that an offset is in."""
        after = bisect_left(self.breaks, at)
        start = self.breaks[after - 1] if after else 0
        return start, self.breaks[after] if after < len(self.breaks) else len(self.source)

    def escape(self, at: int, unsure: bool) -> Step:
        r"""The bracket of `\[` is no markup; HTML has no such escapes."""
        html = (unsure or self.open) and self.source[at + 1 : at + 2] in "<&"
        escaped = ESCAPE.match(self.source, at) and not html
        return at + (2 if escaped else 1), [Piece(at, " ")]

    def code(self, at: int, unsure: bool) -> Step:
        """Code in a line; in a block of HTML, what looks like a tag in it is one."""
        run = RUN.match(self.source, at)
        start = run.end() if run else at + 1
        runs = self.ticks[start - at]
        place = bisect_left(runs, start)
        if place == len(runs) or runs[place] > self.paragraph(at)[1]:
            return start, [Piece(at, " ")]
        end = runs[place]
        if unsure or self.open:
            return end + start - at, self.unsure_code(start, end)
        return end + start - at, [Piece(start, self.source[start:end])]

    def unsure_code(self, start: int, end: int) -> Iterator[Piece]:
        """Code that may be prose: the words of tags and references in it are optional."""
        for found in UNSURE.finditer(self.source, start, end):
            yield Piece(start, self.source[start : found.start()])
            meant = unescape(found[0])
            either = found[0] if meant == found[0] else f"{found[0]} {meant}"
            yield Piece(found.start(), either, required=False)
            start = found.end()
        yield Piece(start, self.source[start:end])

    def angle(self, at: int, unsure: bool) -> Step:
        """A comment, a declaration, an address or a tag."""
        if self.source.startswith("<!--", at):
            return self.comment(at, unsure)
        if declaration := DECLARATION.match(self.source, at):
            return self.optional(at, declaration.end())
        if address := ADDRESS.match(self.source, at):
            scheme = Piece(at, address[1] or "", required=False)
            return address.end(), [scheme, Piece(address.start(2), address[2])]
        return self.tag(at, unsure)

    def comment(self, at: int, unsure: bool) -> Step:
        """A comment; one without an end hides nothing that was meant to be read."""
        if empty := EMPTY_COMMENT.match(self.source, at):
            return empty.end(), [Piece(at, " ")]
        end = self.tags.comment_end(at)
        if not end:
            return at + 4, [Piece(at, " ")]
        # What opens inside may be code, or a second comment after one that was left open.
        if any(sign in self.source[at + 4 : end] for sign in ("```", "~~~", "<!--")):
            self.doubtful = end
            return at + 4, [Piece(at, " ")]
        return self.hidden(at, end, unsure=unsure)

    def tag(self, at: int, unsure: bool) -> Step:
        """A tag of HTML; the `<T>` of `Vec<T>`, which browsers do not know, is text."""
        tag = self.tags.at(at, self.paragraph(at)[1])
        if not tag or (tag.name not in KNOWN and "-" not in tag.name and at >= self.foreign):
            return self.literal(at)
        if tag.name not in KNOWN:
            return self.optional(at, tag.end)
        end = self.tags.element_end(tag)
        if tag.name in FOREIGN and not tag.closing:
            self.foreign = max(self.foreign, end or len(self.source))
        elif end:
            return self.hidden(at, end, unsure=unsure)
        if unsure or not tag.strict:
            return self.optional(at, tag.end)
        self.count(tag)
        if tag.name in OF_A_PAGE:
            return self.optional(at, tag.end)
        return tag.end, [] if tag.name in INLINE else [Piece(at, " ")]

    def count(self, tag: Tag) -> None:
        """Note that a block of HTML starts or ends."""
        if tag.name not in INLINE and tag.name not in VOID:
            self.open[tag.name] += -1 if tag.closing else 1
            if self.open[tag.name] <= 0:
                del self.open[tag.name]

    def reference(self, at: int, unsure: bool) -> Step:
        """A character reference; one without `;` is a character to browsers, text to Markdown."""
        found = REFERENCE.match(self.source, at)
        meant = unescape(found[0]) if found else ""
        if not found or meant == found[0]:
            return self.literal(at)
        if found[0].endswith(";") and not unsure:
            return found.end(), [Piece(at, meant)]
        rest = 0 if found[0].endswith(";") else len(meant) - 1  # `&notion` is `¬ion`
        written = self.source[at : found.end() - rest]
        either = f"{written} {meant[: len(meant) - rest]}"
        return found.end() - rest, [Piece(at, either, required=False)]

    def opening(self, at: int, unsure: bool) -> Step:
        """An image, or the mark of a footnote; the text of a link is read as all text is."""
        note = NOTE.match(self.source, at)
        if note and note[1] in self.notes:
            return self.optional(at, note.end())
        alt = ALT.match(self.source, at) if at and self.source[at - 1] == "!" else None
        if not alt:
            return self.literal(at)
        if target := TARGET.match(self.source, alt.end()):
            caption = CAPTION.search(target[0])
            if caption and not unsure and self.is_alone(at - 1, target.end()):
                return target.end(), self.captioned(at, target.start() + caption.start("text"),
                                                    caption["text"])  # fmt: skip
            return self.optional(at, target.end())
        label = LABEL.match(self.source, alt.end())
        title = self.blocks.titles.get(normal_label((label and label[1]) or alt[0][1:-1]), "")
        end = label.end() if label else alt.end()
        return end, [*self.optional(at, end)[1], Piece(at, title, required=False)]

    def is_alone(self, start: int, end: int) -> bool:
        """Whether a span is a paragraph by itself."""
        first, last = self.paragraph(start)
        around = self.source[first:start] + self.source[end:last]
        return not around.strip() and not self.open

    def captioned(self, at: int, start: int, title: str) -> list[Piece]:
        """The alternative text of an image and its title, which is a caption."""
        text = unescape(ESCAPE.sub(r"\1", title))
        return [*self.optional(at, start)[1], Piece(start, f" {text} ")]

    def closing(self, at: int, unsure: bool) -> Step:
        """The target or the label of a link, after its text."""
        del unsure
        if target := TARGET.match(self.source, at + 1):
            return self.optional(at, target.end())
        label = LABEL.match(self.source, at + 1)
        if label and (not label[1] or normal_label(label[1]) in self.blocks.titles):
            return self.optional(at, label.end())
        return self.literal(at)

    def attributes(self, at: int, unsure: bool) -> Step:
        """A list of attributes; other words in braces are text."""
        del unsure
        found = ATTRIBUTES.match(self.source, at)
        return self.optional(at, found.end()) if found else self.literal(at)
