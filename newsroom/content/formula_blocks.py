r"""Blocks of Markdown that are one formula: between `$$` or `\[` and `\]`, or a TeX environment.

The lines between are not Markdown, so that `+ b` starts no list and `<` no tag. A block may be
below a line of text, in items and in quotes.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from newsroom.content.block_containers import Container, match_containers
from newsroom.content.raw_blocks import FENCE, Line
from newsroom.text.math_delimiters import LONGEST, is_certain, is_formula

ENVIRONMENT = r"(?:equation|align(?:ed|at)?|gather(?:ed)?|multline|split|eqnarray)\*?"
START = re.compile(rf"\$\$(?!\$)|\\\[|\\begin\{{(?P<name>{ENVIRONMENT})\}}")
ENDS = {
    "$$": re.compile(r"(?<![\\$])\$\$(?!\$)"),
    "\\[": re.compile(r"(?<!\\)\\\]"),
}
REST = re.compile(r"[ \t]*(?P<punctuation>[.,;:]?)[ \t]*$")


@dataclass(frozen=True, slots=True)
class FormulaBlock:
    """A formula in the container at `depth`, from the line `first` to `last`.

    `opening` is what opens it, "" for an environment.
    """

    depth: int
    first: int
    opening: str
    tex: str
    last: int

    def add(self, number: int) -> Line:
        """Return what a line is to the block."""
        if number > self.last:
            return Line.OUTSIDE
        return Line.LAST if number == self.last else Line.PART


def find_formula_block(
    lines: Sequence[str], number: int, words: str, containers: Sequence[Container]
) -> FormulaBlock | None:
    """Return the formula that starts a line of a text, None where there is none or no end.

    `words` are what the line has inside of its `containers`.
    """
    start = START.match(words)
    if start is None:
        return None
    mark = start[0]
    closing = ENDS.get(mark) or re.compile(re.escape(f"\\end{{{start['name']}}}"))
    first = words[start.end() :]
    depth, opening = len(containers), mark if mark in ENDS else ""
    end = closing.search(first)
    if end is None:
        following = inner_lines(lines, number, containers)
        formula = find_end(following, first, mark, closing)
        return formula and FormulaBlock(depth, number, opening, *formula)
    between, rest = first[: end.start()], REST.match(first, end.end())
    if rest is None or not between.strip() or not is_math(between, opening):
        return None
    tex = between.strip() if opening else f"{mark}{between}{end[0]}"
    return FormulaBlock(depth, number, opening, tex + rest["punctuation"], number)


def inner_lines(
    lines: Sequence[str], number: int, containers: Sequence[Container]
) -> Iterator[tuple[int, str]]:
    """Yield the number and the text of each line below one, as long as all containers go on."""
    for below in range(number + 1, len(lines)):
        depth, text = match_containers(containers, lines[below])
        if depth < len(containers):
            return
        yield below, text.strip()


def find_end(
    following: Iterable[tuple[int, str]], first: str, mark: str, closing: re.Pattern[str]
) -> tuple[str, int] | None:
    """Return the TeX of a formula of several lines and the number of the last one, None without it.

    The first line has the text `first` after the `mark`. Only a formula between marks on lines of
    their own may have empty lines in it.
    """
    is_fenced = mark in ENDS and not first.strip()
    parts, size, has_gap = [first], len(first), False
    for number, text in following:
        if end := closing.search(text):
            rest = REST.match(text, end.end())
            tex = "\n".join([*parts, text[: end.start()]]).strip()
            if rest is None or not tex or (has_gap and end.start()):
                return None
            tex = tex if mark in ENDS else f"{mark}\n{tex}\n{end[0]}"
            return tex + rest["punctuation"], number
        size, has_gap = size + len(text), has_gap or not text
        start = START.match(text)
        is_open_again = start is not None and start[0] == mark
        if size > LONGEST or is_open_again or FENCE.match(text) or (has_gap and not is_fenced):
            return None
        parts.append(text)
    return None


def is_math(between: str, opening: str) -> bool:
    """Return whether the text of a line between two marks is a formula."""
    if opening == "$$":
        return is_formula(between.strip())
    return not opening or is_certain(between)
