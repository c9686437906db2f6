"""Tags that make no element, and elements without an end tag: what browsers drop or guess.

A browser makes an element without a meaning of a tag that it does not know, so that readers do not
see the `<T>` of `Vec<T>`; it drops an end tag that closes nothing, and reads `<? … ?>` and `<! … >`
as comments. Such tags become the text that they are written as. What a browser drops or closes by
itself is reported.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import accumulate
from typing import NamedTuple

from newsroom.diagnostics.diagnostic import Diagnostic
from newsroom.html.elements import FORMATTING, IMPLIED_END, KNOWN, PAGE, RAW_TEXT, VOID
from newsroom.html.tree import (
    Token,
    TokenType,
    UnstableHtmlError,
    elements,
    is_html,
    parse_html,
    tokenize,
)

Span = tuple[int, int]  # start and end in the HTML, in characters
SpanProblem = tuple[Span, str, str, str]  # with code, message and advice
ROUNDS = 5  # a tag that becomes text may change what the next one is
VOID_OR_IMPLIED = VOID | IMPLIED_END
CDATA = re.compile(r"<!\[CDATA\[.*?(?:\]\]>|\Z)", re.DOTALL)
UNSEEN = (TokenType.PROCESSING_INSTRUCTION, TokenType.DOCTYPE)
TAGS = (TokenType.START_TAG, TokenType.END_TAG)


@dataclass(frozen=True)
class TagProblem:
    """A tag that cannot mean what its writer meant: its text, a code, a message and an advice.

    `number` counts the tags with the same text before it, from 0. `line` is that of the text, from
    0, where it is known.
    """

    tag: str
    number: int
    code: str
    message: str
    advice: str
    line: int | None = None

    def at(self, path: str, line: int) -> Diagnostic:
        """Return the diagnostic of this problem in a source file."""
        return Diagnostic(path, line, self.code, self.message, self.advice)


class TaggedElement(NamedTuple):
    """An element that has tags: its name, whether it is HTML, and the spans of its tags."""

    name: str
    html: bool
    spans: list[Span]


class DroppedTag(NamedTuple):
    """A tag, a comment or the like that makes no element, and its span in the HTML."""

    span: Span
    token: Token


def repair_tags(html: str, *, custom: bool = False) -> tuple[str, list[TagProblem]]:
    """Return the HTML in which every tag is an element or text, and what is wrong with its tags.

    `custom` elements, `<my-chart>`, stay where scripts may define them. Raises `UnstableHtmlError`
    where each tag that becomes text makes another one appear.
    """
    problems: list[TagProblem] = []
    for _ in range(ROUNDS):
        tagged = tagged_elements(html)
        dropped = list(dropped_tags(html, tagged))
        spans = {*_unknown_elements(tagged, custom=custom), *_unseen(html, dropped, custom=custom)}
        if not spans:
            return html, [*problems, *_numbered(html, _span_problems(html, tagged, dropped))]
        pages = (_page_tag(tag) for tag in dropped if _is_page_start(tag.token))
        problems += _numbered(html, list(pages))
        html = _as_text(html, sorted(spans))
    raise UnstableHtmlError


def tagged_elements(html: str) -> list[TaggedElement]:
    """Return the elements that browsers make of tags in the HTML, in the order of their start."""
    tagged = []
    for element in elements(parse_html(html, locations=True)):
        if location := element.source_location:
            tags = [tag for tag in (location.start_tag, location.end_tag) if tag]
            spans = [(tag.start_offset, tag.end_offset) for tag in tags]
            tagged.append(TaggedElement(element.tag, is_html(element), spans))
    return tagged


def dropped_tags(html: str, tagged: Sequence[TaggedElement]) -> Iterator[DroppedTag]:
    """Yield what is between the tags of all elements and is not text, such as comments."""
    covered = sorted(span for element in tagged for span in element.spans)
    raw = {e.spans[0][1] for e in tagged if e.html and e.name in RAW_TEXT}
    foreign = [element.spans for element in tagged if not element.html]
    start = 0
    for tag_start, tag_end in [*covered, (len(html), len(html))]:
        gap = html[start:tag_start]
        if "<" in gap and start not in raw:
            if "<![CDATA[" in gap and any(_encloses(spans, start) for spans in foreign):
                gap = CDATA.sub(lambda section: " " * len(section[0]), gap)
            yield from _tokens(gap, start)
        start = max(start, tag_end)


def _encloses(spans: Sequence[Span], position: int) -> bool:
    """Return whether an element with these tags is open at a position.

    An element without an end tag is open from its start tag on.
    """
    return spans[0][0] < position and (len(spans) == 1 or position <= spans[1][0])


def _tokens(gap: str, offset: int) -> Iterator[DroppedTag]:
    """Yield the tokens of a part of the HTML that are not text; it starts at `offset`."""
    # The tokenizer counts line feeds alone; `splitlines` would also end a line at U+2028.
    lines = [0, *accumulate(len(line) + 1 for line in gap.split("\n"))]
    tokens = [t for t in tokenize(gap, capture_source=True) if t.type is not TokenType.TEXT]
    for token in tokens:
        start = lines[token.line - 1] + token.col
        end = start + len(token.source or "")
        yield DroppedTag((offset + start, offset + end), token)


def _unknown_elements(tagged: Sequence[TaggedElement], *, custom: bool) -> Iterator[Span]:
    for element in tagged:
        if element.html and not _is_known(element.name, custom=custom):
            yield from element.spans


def _is_known(name: str, *, custom: bool) -> bool:
    return name in KNOWN or (custom and "-" in name)


def _unseen(html: str, dropped: Sequence[DroppedTag], *, custom: bool) -> Iterator[Span]:
    """Yield the spans of what browsers do not show and readers are meant to see."""
    for span, token in dropped:
        bogus = token.type is TokenType.COMMENT and not html.startswith("<!--", span[0])
        name = token.tag or ""
        unknown = token.type in TAGS and (name in PAGE or not _is_known(name, custom=custom))
        if token.type in UNSEEN or bogus or unknown:
            yield span


def _is_page_start(token: Token) -> bool:
    start = token.type is TokenType.START_TAG and token.tag in PAGE
    return start or token.type is TokenType.DOCTYPE


def _page_tag(tag: DroppedTag) -> SpanProblem:
    name = tag.token.tag or "!doctype"
    message = f"<{name}> belongs to the page around a post"
    return tag.span, "html/page-element", message, "remove it"


def _as_text(html: str, spans: Sequence[Span]) -> str:
    pieces, end = [], 0
    for start, stop in spans:
        pieces += [html[end:start], escape(html[start:stop], quote=False)]
        end = stop
    return "".join([*pieces, html[end:]])


def _span_problems(
    html: str, tagged: Sequence[TaggedElement], dropped: Sequence[DroppedTag]
) -> list[SpanProblem]:
    """Return a problem for each tag that a browser drops and each element that it closes."""
    unclosed = [(e.spans[0], e.name) for e in tagged if _is_unclosed(html, e)]
    problems: list[SpanProblem] = []
    for span, token in dropped:
        name = token.tag
        if token.type is TokenType.END_TAG:
            before = [pair for pair in unclosed if pair[1] == name and pair[0] < span]
            if not before:
                if name != "p":  # Markdown writes these around HTML that no paragraph may contain
                    message = f"</{name}> closes no element"
                    problems.append((span, "html/stray-tag", message, "remove it"))
                continue
            start = max(before)
            unclosed.remove(start)
            if name not in FORMATTING:  # in `<b><i>x</b></i>` both end where they should
                message = f"<{name}> is closed before its </{name}>"
                advice = "close elements in order"
                problems.append((start[0], "html/misnested-element", message, advice))
        elif token.type is TokenType.START_TAG:
            message = f"browsers drop <{name}> here"
            problems.append((span, "html/stray-tag", message, "remove it"))
        elif token.type is TokenType.COMMENT and not html[slice(*span)].endswith("-->"):
            message = "unclosed comment hides the text after it"
            problems.append((span, "html/unclosed-comment", message, "add -->"))
    for span, name in unclosed:
        advice = f"add </{name}>"
        problems.append((span, "html/unclosed-element", f"<{name}> is not closed", advice))
    return sorted(problems)


def _is_unclosed(html: str, element: TaggedElement) -> bool:
    """Return whether an element needs an end tag and has none."""
    if len(element.spans) != 1:
        return False
    if element.html:
        return element.name not in VOID_OR_IMPLIED
    return not html[slice(*element.spans[0])].endswith("/>")


def _numbered(html: str, problems: Sequence[SpanProblem]) -> list[TagProblem]:
    """Return the problems, each with the number of the tags with the same text before it."""
    starts: dict[str, list[int]] = {}
    numbered = []
    for (start, end), code, message, advice in problems:
        tag = html[start:end]
        if tag not in starts:
            starts[tag] = [match.start() for match in re.finditer(re.escape(tag), html)]
        number = bisect_left(starts[tag], start)
        numbered.append(TagProblem(tag, number, code, message, advice))
    return numbered
