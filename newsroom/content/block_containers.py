"""Blocks of Markdown that contain others: quotes, list items and notes (CommonMark 0.31.2, 5)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

QUOTE = re.compile(r" {0,3}> ?")
ITEM = re.compile(r"(?P<mark>[-+*]|(?P<number>\d{1,9})[.)])(?P<space> +|$)")
ANY_MARK = re.compile(r"(?:[-+*]|\d+[.)])(?= |$)")  # however long the number is
NOTE = re.compile(r"\[\^[^\[\]]+\]:(?: +|$)|:(?: {1,3}(?=\S))")
RULE = re.compile(r"(?:(?:\*[ ]*){3,}|(?:-[ ]*){3,}|(?:_[ ]*){3,})$")
LIST_MARKS = ("-", "+", "*", ".", ")")


@dataclass(slots=True)
class Container:
    """A quote, an item or a note: lines that are `indent` columns further in are in it.

    `lead` begins its first line in the result, `rest` all others; `kind` is the mark of a list,
    and `last` the kind of the block in it that came last; `elements` is the number of those that
    the blocks of HTML in it left open.
    """

    kind: str
    indent: int
    lead: str
    rest: str
    last: str = ""
    is_new: bool = True
    is_empty: bool = False
    elements: int = 0

    @property
    def is_item(self) -> bool:
        """Whether it is an item of a list."""
        return self.kind in LIST_MARKS

    @property
    def is_note(self) -> bool:
        """Whether it is the text of a footnote, or the definition of a term."""
        return self.kind in ("[", ":")


def match_containers(containers: Sequence[Container], line: str) -> tuple[int, str]:
    """Return in how many of the open containers a line is, and what is left of it."""
    for number, container in enumerate(containers):
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
    return len(containers), line


def parse_container(text: str, indent: int, *, in_text: bool) -> tuple[Container, str] | None:
    """Return the container that a text starts with, and the rest of the text; None without one.

    The text is that of a line without its `indent`. One that is `in_text` would end a paragraph,
    which an empty item or one whose number is not 1 does not.
    """
    first = text[0]
    if first == ">":
        return Container(">", 0, "> ", "> "), text[2:] if text[1:2] == " " else text[1:]
    if first in "[:":
        note = NOTE.match(text)
        if note is None:
            return None
        lead = ":   " if first == ":" else f"{note[0].rstrip()} "
        return Container(first, 4, lead, "    "), text[note.end() :]
    item = ITEM.match(text) if first in "-+*0123456789" else None
    if item is None or RULE.match(text):
        return None
    rest, number = text[item.end() :], item["number"]
    if in_text and (not rest or (number and int(number) != 1)):
        return None
    mark, space = item["mark"], len(item["space"])
    width = space if rest and space <= 4 else 1
    lead = f"{int(number)}. " if number else "* "  # `-` below text would underline it
    container = Container(mark[-1], indent + len(mark) + width, lead.ljust(4), "    ")
    return container, " " * (space - width) + rest if rest else ""


def escape_item(text: str) -> str:
    """Return a text that Python-Markdown does not take for an item of a list."""
    mark = ANY_MARK.match(text)
    return f"{text[: mark.end() - 1]}\\{text[mark.end() - 1 :]}" if mark else text
