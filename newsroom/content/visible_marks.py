"""Marks of Markdown and of templates that readers would see as text.

What Markdown does not understand, it prints. It is found in the text of the tree outside of code,
and a listing without an end in the lines of the source.
"""

import re
from collections.abc import Iterator
from itertools import islice
from textwrap import shorten
from typing import NamedTuple

from newsroom.content.source_positions import SourceBody
from newsroom.html.tree import Element, Text, elements
from newsroom.text.plain_text import strip_marks

CODE = "\x1a"  # in the place of code; `decode` leaves it out of every source
NOT_TEXT = "code, kbd, math, option, pre, samp, script, style, svg, template, textarea, tt, var"
# Elements whose text goes on in that of their neighbors; all others are blocks here.
INLINE = frozenset(
    (
        "a abbr acronym b bdi bdo big cite del dfn em font i img ins label mark q rp rt ruby s "
        "small span strike strong sub sup time u wbr"
    ).split()
)
FENCES = ("```", "~~~")
PLACEHOLDER = "Write here. Remove the line `status: draft` when the post is ready."
CONTEXTS = (24, 12, 6)  # characters beside a mark by which its line is found

MOST = 50  # marks of a kind of which the first written one is looked for
LONGEST = 60  # characters of a mark in a message


class MarkKind(NamedTuple):
    """A kind of mark: what its HTML contains, its pattern in the text, its name, what to do."""

    characters: str
    pattern: re.Pattern[str]
    name: str
    advice: str


class VisibleMark(NamedTuple):
    """A mark that readers would see: its line in the file, what is wrong and what to do."""

    line: int
    message: str
    advice: str


TEMPLATE = "write what it stands for, or put it into backticks"
FORMULA = "close it in its paragraph, or put it into backticks"
LISTING = "write the fence on a line of its own, followed by the language alone"
NEW_POST = MarkKind(
    "Write here. ", re.compile(r"Write here\. Remove the line"), "the text of a new post",
    "write the post",
)  # fmt: skip
LIST = MarkKind(
    "\n", re.compile(r"\n(?:(?<=\S\n)|(?<=\S[ ]\n))[ ]*(?:[-*+]|1[.)])[ ]+\S+"),
    "a list without its layout", "put an empty line above the list",
)  # fmt: skip
KINDS = (
    NEW_POST,
    MarkKind("```", re.compile(r"`{3,}"), "a fence without a listing", LISTING),
    MarkKind("~~~", re.compile(r"(?<=\n)[ ]*~{3,}"), "a fence without a listing", LISTING),
    LIST,
    MarkKind(
        "](", re.compile(r"\[[^\[\]\n]*\]\(|\]\((?=\S)"), "a link that is not one",
        "write it as [text](URL), with %20 for a space in the URL",
    ),
    MarkKind(
        "][", re.compile(r"(?<![\w\]])\[[^\[\]\n]+\]\[[^\[\]\n]*\]"), "a link without a URL",
        "add a line such as `[name]: https://…`",
    ),
    MarkKind(
        "[^", re.compile(r"\[\^[^\[\]\s]+\]"), "a note without its text",
        "add a line such as `[^1]: the note`",
    ),
    MarkKind(
        "TOC", re.compile(r"(?<=\n)\[TOC\](?=[ ]*\n)"), "the mark for a table of contents",
        "put an empty line above and below it",
    ),
    MarkKind("{%", re.compile(r"\{%[^{}\n]*%\}"), "a tag of a template", TEMPLATE),
    MarkKind("{{", re.compile(r"\{\{[^{}\n]*\}\}"), "a tag of a template", TEMPLATE),
    MarkKind(
        "$$",
        re.compile(
            r"(?<![\\$])\$\$(?![$\d])(?=[^$]+\$\$(?!\$))|(?<=\n)[ ]*\$\$(?=[ ]*\n|[A-Za-z\\])"
        ),
        "a formula as typed", FORMULA,
    ),
    MarkKind("\\begin{", re.compile(r"\\begin\{[A-Za-z]+\*?\}"), "a formula as typed", FORMULA),
    MarkKind(
        "{:", re.compile(r"\{:[ ]?(?:[.#][\w-]|[\w-]+=)[^{}\n]*\}"), "attributes of nothing",
        "write them directly after a link or an image, or in the last line of a paragraph",
    ),
    MarkKind(
        "**",
        re.compile(r"(?<![*\d\s])\*\*(?![*\w])|(?<![*A-Za-z0-9])\*\*(?![*\s])|(?<![\w*])\*{4}(?!\*)"),
        "a mark without its pair", "close it beside a letter, or write it as \\*\\*",
    ),
)  # fmt: skip
FENCE = re.compile(r"(?P<before>[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*)(?P<fence>`{3,}|~{3,})(.*)")
LIST_ITEM = re.compile(r"[ \t>]*(?:[-*+]|\d{1,9}[.)])[ \t]")
INDENTED = re.compile(r" {4}| {0,3}\t")
MEANT = re.compile(r"\\[^\sA-Za-z]|(?<!`)(`+)(?!`).+?(?<!`)\1(?!`)")
PIECES = re.compile(rf"{CODE}|\n\n")


def visible_marks(tree: Element, source: SourceBody, *, draft: bool) -> Iterator[VisibleMark]:
    """Yield each kind of mark that readers of a body would see, at its first line.

    The text of a new post may be in a `draft`. The `tree` is one that `keep_prose` has left, and is
    of no use afterwards.
    """
    if any(fence in source.body for fence in FENCES):
        yield from unclosed_fences(source)
    text = tree.text
    absent = {NEW_POST} if draft else set()
    if not LIST.pattern.search(text):
        absent.add(LIST)
    kinds = [kind for kind in KINDS if kind.characters in text and kind not in absent]
    text = plain_text(tree) if kinds else ""
    for kind in kinds:
        matches = [*islice(kind.pattern.finditer(text), MOST)]
        lines = ((find_line(match, kind, source), match[0]) for match in matches)
        if first := next(((line, mark) for line, mark in lines if line), None):
            line, mark = first
            yield VisibleMark(line, describe(mark, kind, len(matches)), kind.advice)


def text_marks(text: str) -> Iterator[str]:
    """Yield a message for each kind of mark that is left in a text of the front matter.

    Pages show it as `strip_marks` leaves it. Code and escaped characters are meant as they are.
    """
    text = " ".join(text.split())
    if not any(kind.characters in text for kind in KINDS):
        return
    text = strip_marks(MEANT.sub(CODE, text), lambda _tex: CODE)
    for kind in KINDS:
        if kind.characters in text and (match := kind.pattern.search(text)):
            yield describe(match[0], kind, 1)


def plain_text(tree: Element) -> str:
    """Return the text of a tree with `CODE` for each piece of code, and empty lines around blocks.

    The tree is of no use afterwards.
    """
    for code in tree.select(NOT_TEXT):
        code.replace_with(Text(CODE))
    for element in list(elements(tree)):
        if element.tag not in INLINE:
            element.insert_before(Text("\n\n"))
            element.insert_after(Text("\n\n"))
    return tree.text


def find_line(match: re.Match[str], kind: MarkKind, source: SourceBody) -> int:
    """Return the line of a mark of the text, 0 for one that the source escapes.

    Text beside the mark that is bold or a link is written otherwise: the less of it, the safer.
    """
    text, mark = match.string, match[0].strip()
    start, end = match.end() - len(match[0].lstrip()), match.end()
    characters = kind.characters.strip() or mark[0]
    for size in CONTEXTS:
        for context in (text[start : end + size], text[max(0, start - size) : end]):
            piece = next((piece for piece in PIECES.split(context) if characters in piece), "")
            if len(piece.strip()) > len(characters) + 1 and (line := source.find_unescaped(piece)):
                return line
    for size in CONTEXTS:
        after, before = text[end : end + size], text[max(0, start - size) : start]
        for words in (PIECES.split(after)[0], PIECES.split(before)[-1]):
            line = source.find_unescaped(words) if len(words.strip()) > size // 2 else 0
            if line:
                source_line = source.body.split("\n")[line - source.first]
                return 0 if is_escaped(source_line, characters + mark[0]) else line
    if is_escaped(source.body, characters + mark[0]):
        return 0
    return source.find(mark) or source.find_unescaped(characters) or source.first


def is_escaped(source: str, characters: str) -> bool:
    """Return whether a source has one of the characters with a backslash before it."""
    return "\\" in source and any(f"\\{character}" in source for character in characters)


def describe(mark: str, kind: MarkKind, count: int) -> str:
    """Return the message of a mark; its body has `count` of the kind."""
    excerpt = shorten(mark.replace(CODE, "`…`"), LONGEST, placeholder="…")
    return f'readers see "{excerpt}", {kind.name}' + (", and others below" if count > 1 else "")


def unclosed_fences(source: SourceBody) -> Iterator[VisibleMark]:
    """Yield the listing whose fence is not closed, of which the rest of the text is a part.

    A fence ends with the quotation that it is in. (CommonMark 0.31.2, section 4.5.)
    """
    fence, first, quoted, listed = "", 0, False, False
    for number, line in enumerate(source.body.split("\n"), source.first):
        match = FENCE.match(line)
        if fence:
            is_end = match and match["fence"].startswith(fence) and not match[3].strip()
            if is_end or (quoted and not line.lstrip().startswith(">")):
                fence = ""
        elif match and (listed or not INDENTED.match(line)) and "`" not in match[3]:
            fence, first, quoted = match["fence"], number, ">" in match["before"]
        elif line.strip():
            listed = bool(LIST_ITEM.match(line)) or (listed and line[0] in " \t")
    if fence:
        message = f'"{fence}" is not closed, so that the rest of the text is a listing'
        yield VisibleMark(first, message, f"write {fence} below the last line of the listing")
