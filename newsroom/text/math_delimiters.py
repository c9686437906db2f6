r"""Which texts between dollars, `\(…\)` and `\[…\]` are formulas in TeX, and which are prose.

A dollar opens a formula where no space follows it and no letter or digit is before it, and closes
one where no space is before it and no letter or digit follows: the rules of GitHub and of Pandoc
(`tex_math_dollars`) together. Words tell prices that satisfy them from formulas.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

LONGEST = 10_000  # characters of a formula
LINE_END = r"\n(?![ \t>]*\n)"
DISPLAY = rf"(?<![\\$])\$\$(?!\$)(?P<display>(?:[^$\\\n]++|\\.|{LINE_END}|\$(?!\$))++)\$\$(?!\$)"
INLINE = (
    rf"(?<![\\$A-Za-z0-9_])\$(?=[^\s$])(?P<inline>(?:[^$\\\n]++|\\.|{LINE_END})++)(?<=\S)\$"
    r"(?![A-Za-z0-9_$])"
)
ORDINAL = INLINE.replace("inline", "ordinal").removesuffix("(?![A-Za-z0-9_$])") + (
    r"(?=(?:st|nd|rd|th|s)\b)"
)
PARENTHESES = rf"(?<!\\)\\\((?P<parentheses>(?:[^\\\n]++|\\[^()\n]|{LINE_END})++)\\\)"
BRACKETS = rf"(?<!\\)\\\[(?P<brackets>(?:[^\\\n]++|\\[^\[\]\n]|{LINE_END})++)\\\]"
FORMULA = re.compile("|".join((DISPLAY, INLINE, ORDINAL, PARENTHESES, BRACKETS)))
START = re.compile(r"\$|\\[(\[]")

# Commands whose argument is words, and scripts, which may be words as well.
ARGUMENT = re.compile(
    r"\\(?:text\w*|math\w+|mbox|operatorname\*?|begin|end|label|tag)\s*\{[^{}]*\}"
    r"|\\[A-Za-z]+|[_^]\s*\{[^{}]*\}"
)
TEX = re.compile(r"\\[A-Za-z]|\^|(?<![A-Za-z])[A-Za-z]_|[)\]}]_")
TWO_WORDS = re.compile(r"(?<![A-Za-z])[A-Za-z]{2,}[,.;:]?\s+[A-Za-z]{2,}(?![A-Za-z(])")
WORD = re.compile(r"[\s/][A-Za-z]{2,}(?![A-Za-z(])")


class Formula(NamedTuple):
    """A formula in a text: its TeX, the characters that open it, and where it ends.

    One with two dollars or a bracket is a `display` formula, which has a line of its own.
    """

    tex: str
    opening: str
    end: int
    display: bool


def formula_at(text: str, start: int, *, parentheses: bool = False) -> Formula | None:
    r"""Return the formula that opens at an offset of a text, None where there is none.

    An escaped parenthesis or bracket, `\(`, opens one if its text is certainly TeX, or in a text
    whose `parentheses` do.
    """
    match = FORMULA.match(text, start)
    if match is None:
        return None
    kind = match.lastgroup or ""
    tex = match[kind]
    if not tex.strip() or len(tex) > LONGEST:
        return None
    if kind in ("parentheses", "brackets"):
        if not (parentheses or is_certain(tex)) or "://" in tex:
            return None
    elif not is_formula(tex):
        return None
    opening = "$" if kind in ("inline", "ordinal") else text[start : start + 2]
    return Formula(tex.strip(), opening, match.end(), kind in ("display", "brackets"))


def formulas(text: str, *, parentheses: bool = False) -> Iterator[tuple[int, Formula]]:
    """Yield the offset and the formula of each one in a text, in order."""
    position = 0
    while start := START.search(text, position):
        formula = formula_at(text, start.start(), parentheses=parentheses)
        position = formula.end if formula else start.end()
        if formula:
            yield start.start(), formula


def is_formula(tex: str) -> bool:
    """Return whether a text between dollars is a formula, and not the prose between two prices.

    >>> [text for text in ("x_1", "n = 10", "5 in A", "AAPL and US") if is_formula(text)]
    ['x_1', 'n = 10']
    """
    plain = ARGUMENT.sub("\\\\", tex)
    if TWO_WORDS.search(plain):
        return False
    if TEX.search(tex):
        return not (tex[0].isdigit() and WORD.search(plain))
    opened, closed = (sum(map(tex.count, pair)) for pair in ("([", ")]"))
    return opened == closed and not WORD.search(plain)


def is_certain(tex: str) -> bool:
    r"""Return whether a text between `\(` and `\)` can only be TeX, for they escape prose as well.

    AI assistants write spaces at both ends, which nobody does in parentheses.
    """
    is_padded = tex[0].isspace() and tex[-1].isspace()
    return is_formula(tex.strip() or "  ") and (is_padded or TEX.search(tex) is not None)


def has_certain_parentheses(text: str) -> bool:
    r"""Return whether a text has a formula between `\(` and `\)`, so that others are as well."""
    return "\\(" in text and any(formula.opening == "\\(" for _, formula in formulas(text))
