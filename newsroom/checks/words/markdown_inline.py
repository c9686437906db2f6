"""The text of a Markdown source piece by piece, with what is markup kept apart.

A piece is *required* where no dialect of Markdown hides it, and *optional* where it is markup that
a dialect may show: the target of a link, the number of an item. Comments, scripts and tags in prose
give no words at all: nobody may see those. The rules follow one another in one scan, and are
read together.
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
from newsroom.text.math_delimiters import formula_at

MARK = re.compile(r"[\\`<&\[\]{$]")
# The end of a line after which no inline markup goes on: an empty line, an item, a heading.
BREAK = re.compile(r"\n(?=[ \t>]*(?:\n|(?:[-*+]|\d{1,9}[.)]|#{1,6})[ \t]))")
WITHIN = r"\\.|\n(?![ \t>]*\n)"  # an escaped character, or the end of a line of a paragraph
RUN = re.compile("`+")
ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
REFERENCE = re.compile(r"&(?:#\d+|#[xX][0-9a-fA-F]+|[a-zA-Z][a-zA-Z0-9]*);?")
AUTOLINK = re.compile(r"<(mailto:)?([a-zA-Z][a-zA-Z0-9+.-]+:[^\s<>]*|[^\s<>@]+@[^\s<>@]+)>", re.I)
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
        """Return the same text, which may be shown or not."""
        return self._replace(required=False)


Step = tuple[int, Iterable[Piece]]  # the offset at which reading goes on, and what was read


class InlineReader:
    """Reads the inline markup of a source from left to right."""

    def __init__(self, source: str, blocks: Blocks) -> None:
        self.source, self.blocks = source, blocks
        self.notes = {note.label for note in blocks.notes}
        self.breaks = [match.start() for match in BREAK.finditer(source)]
        self.ticks: dict[int, list[int]] = defaultdict(list)
        for run in RUN.finditer(source):
            self.ticks[len(run[0])].append(run.start())
        self.open: Counter[str] = Counter()  # blocks of HTML by name
        self.foreign = 0  # the end of the last drawing or formula
        self.doubtful = 0  # the end of the last part that may be a comment
        self.tags = Tags(source)
        self.readers = {
            "\\": self.read_escape,
            "`": self.read_code,
            "<": self.read_angle_bracket,
            "&": self.read_reference,
            "[": self.read_opening_bracket,
            "]": self.read_closing_bracket,
            "{": self.read_attributes,
            "$": self.read_formula,
        }

    def pieces(self) -> Iterator[Piece]:
        """Yield all pieces, in order."""
        at = 0
        for region in self.blocks.regions:
            at = max(at, region.start)
            if region.kind in (Kind.CODE, Kind.MARKUP) and at < region.end:
                is_required = region.kind is Kind.CODE and at >= self.doubtful
                yield Piece(at, self.source[at : region.end], is_required)
                at = region.end
            while at < region.end:
                is_certain = at >= self.doubtful
                limit = region.end if is_certain else min(region.end, self.doubtful)
                mark = MARK.search(self.source, at, limit)
                stop = mark.start() if mark else limit
                yield Piece(at, self.source[at:stop], is_certain)
                at = stop
                if mark:
                    at, pieces = self.readers[mark[0]](stop, region.kind is Kind.UNSURE)
                    yield from (piece if is_certain else piece.as_optional() for piece in pieces)

    def literal(self, at: int) -> Step:
        """Return one character, which is not markup."""
        return at + 1, [Piece(at, self.source[at])]

    def make_optional(self, at: int, end: int) -> Step:
        """Return markup that may be shown, as an optional piece."""
        return end, [Piece(at, self.source[at:end], required=False)]

    def hide(self, at: int, end: int, *, unsure: bool) -> Step:
        """Return no words for what nobody sees, optional ones where it may be code."""
        return self.make_optional(at, end) if unsure else (end, [Piece(at, " ")])

    def paragraph_at(self, at: int) -> tuple[int, int]:
        """Return start and end of the paragraph that an offset is in."""
        after = bisect_left(self.breaks, at)
        start = self.breaks[after - 1] if after else 0
        return start, self.breaks[after] if after < len(self.breaks) else len(self.source)

    def read_escape(self, at: int, unsure: bool) -> Step:
        r"""Read a backslash: the bracket of `\[` is not markup; HTML has no such escapes."""
        html = (unsure or self.open) and self.source[at + 1 : at + 2] in "<&"
        escaped = ESCAPE.match(self.source, at) and not html
        return at + (2 if escaped else 1), [Piece(at, " ")]

    def read_formula(self, at: int, unsure: bool) -> Step:
        """Read a formula, whose text is TeX and no Markdown."""
        formula = None if unsure else formula_at(self.source, at)
        if formula is None:
            return self.literal(at)
        return formula.end, [Piece(at, self.source[at : formula.end])]

    def read_code(self, at: int, unsure: bool) -> Step:
        """Read code in a line; in a block of HTML, what looks like a tag in it is one."""
        run = RUN.match(self.source, at)
        start = run.end() if run else at + 1
        runs = self.ticks[start - at]
        index = bisect_left(runs, start)
        if index == len(runs) or runs[index] > self.paragraph_at(at)[1]:
            return start, [Piece(at, " ")]
        end = runs[index]
        if unsure or self.open:
            return end + start - at, self.unsure_code(start, end)
        return end + start - at, [Piece(start, self.source[start:end])]

    def unsure_code(self, start: int, end: int) -> Iterator[Piece]:
        """Yield code that may be prose: the words of tags and references in it are optional."""
        for match in UNSURE.finditer(self.source, start, end):
            yield Piece(start, self.source[start : match.start()])
            characters = unescape(match[0])
            either = match[0] if characters == match[0] else f"{match[0]} {characters}"
            yield Piece(match.start(), either, required=False)
            start = match.end()
        yield Piece(start, self.source[start:end])

    def read_angle_bracket(self, at: int, unsure: bool) -> Step:
        """Read a comment, a declaration, a URL in angle brackets or a tag."""
        if self.source.startswith("<!--", at):
            return self.read_comment(at, unsure)
        if declaration := DECLARATION.match(self.source, at):
            return self.make_optional(at, declaration.end())
        if autolink := AUTOLINK.match(self.source, at):
            scheme = Piece(at, autolink[1] or "", required=False)
            return autolink.end(), [scheme, Piece(autolink.start(2), autolink[2])]
        return self.read_tag(at, unsure)

    def read_comment(self, at: int, unsure: bool) -> Step:
        """Read a comment; one without an end hides nothing that was meant to be read."""
        if empty := EMPTY_COMMENT.match(self.source, at):
            return empty.end(), [Piece(at, " ")]
        end = self.tags.comment_end(at)
        if not end:
            return at + 4, [Piece(at, " ")]
        # What opens inside may be code, or a second comment after one that was left open.
        if any(opener in self.source[at + 4 : end] for opener in ("```", "~~~", "<!--")):
            self.doubtful = end
            return at + 4, [Piece(at, " ")]
        return self.hide(at, end, unsure=unsure)

    def read_tag(self, at: int, unsure: bool) -> Step:
        """Read a tag of HTML; the `<T>` of `Vec<T>`, which browsers do not know, is text."""
        tag = self.tags.at(at, self.paragraph_at(at)[1])
        if not tag or (tag.name not in KNOWN and "-" not in tag.name and at >= self.foreign):
            return self.literal(at)
        if tag.name not in KNOWN:
            return self.make_optional(at, tag.end)
        end = self.tags.element_end(tag)
        if tag.name in FOREIGN and not tag.closing:
            self.foreign = max(self.foreign, end or len(self.source))
        elif end:
            return self.hide(at, end, unsure=unsure)
        if unsure or not tag.strict:
            return self.make_optional(at, tag.end)
        self.count_tag(tag)
        if tag.name in OF_A_PAGE:
            return self.make_optional(at, tag.end)
        return tag.end, [] if tag.name in INLINE else [Piece(at, " ")]

    def count_tag(self, tag: Tag) -> None:
        """Count a block of HTML that starts or ends."""
        if tag.name not in INLINE and tag.name not in VOID:
            self.open[tag.name] += -1 if tag.closing else 1
            if self.open[tag.name] <= 0:
                del self.open[tag.name]

    def read_reference(self, at: int, unsure: bool) -> Step:
        """Read a character reference: without `;` a character to browsers, text to Markdown."""
        match = REFERENCE.match(self.source, at)
        characters = unescape(match[0]) if match else ""
        if not match or characters == match[0]:
            return self.literal(at)
        if match[0].endswith(";") and not unsure:
            return match.end(), [Piece(at, characters)]
        rest = 0 if match[0].endswith(";") else len(characters) - 1  # `&notion` is `¬ion`
        text = self.source[at : match.end() - rest]
        either = f"{text} {characters[: len(characters) - rest]}"
        return match.end() - rest, [Piece(at, either, required=False)]

    def read_opening_bracket(self, at: int, unsure: bool) -> Step:
        """Read an image or the label of a footnote; the text of a link is read as all text is."""
        note = NOTE.match(self.source, at)
        if note and note[1] in self.notes:
            return self.make_optional(at, note.end())
        alt = ALT.match(self.source, at) if at and self.source[at - 1] == "!" else None
        if not alt:
            return self.literal(at)
        if target := TARGET.match(self.source, alt.end()):
            caption = CAPTION.search(target[0])
            if caption and not unsure and self.is_alone(at - 1, target.end()):
                start = target.start() + caption.start("text")
                return target.end(), self.captioned_image(at, start, caption["text"])
            return self.make_optional(at, target.end())
        label = LABEL.match(self.source, alt.end())
        title = self.blocks.titles.get(normal_label((label and label[1]) or alt[0][1:-1]), "")
        end = label.end() if label else alt.end()
        return end, [*self.make_optional(at, end)[1], Piece(at, title, required=False)]

    def is_alone(self, start: int, end: int) -> bool:
        """Return whether a span is a paragraph by itself."""
        first, last = self.paragraph_at(start)
        around = self.source[first:start] + self.source[end:last]
        return not around.strip() and not self.open

    def captioned_image(self, at: int, start: int, title: str) -> list[Piece]:
        """Return the alternative text of an image and its title, which is a caption."""
        text = unescape(ESCAPE.sub(r"\1", title))
        return [*self.make_optional(at, start)[1], Piece(start, f" {text} ")]

    def read_closing_bracket(self, at: int, unsure: bool) -> Step:
        """Read the target or the label of a link, after its text."""
        del unsure
        if target := TARGET.match(self.source, at + 1):
            return self.make_optional(at, target.end())
        label = LABEL.match(self.source, at + 1)
        if label and (not label[1] or normal_label(label[1]) in self.blocks.titles):
            return self.make_optional(at, label.end())
        return self.literal(at)

    def read_attributes(self, at: int, unsure: bool) -> Step:
        """Read a list of attributes; other words in braces are text."""
        del unsure
        match = ATTRIBUTES.match(self.source, at)
        return self.make_optional(at, match.end()) if match else self.literal(at)
