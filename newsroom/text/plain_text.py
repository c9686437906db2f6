"""Text without the marks of Markdown, for where only plain text can be: titles and summaries."""

import re
from collections.abc import Callable

from newsroom.text.math_delimiters import formulas

# What is between word characters is arithmetic or a name, such as 2*3*4 and snake_case_name;
# `__init__` is a name as well.
INLINE = re.compile(
    r"\\(?P<escaped>[\\*_`~$\[\]])"
    r"|(?<!`)(?P<ticks>`+)(?!`)(?P<code>.{1,400}?)(?<!`)(?P=ticks)(?!`)"
    r"|!?\[(?P<link>(?:[^\[\]]|\[[^\[\]]*\])*)\]\((?:[^\s()]|\([^\s()]*\))*(?:\s+\"[^\"]*\")?\)"
    r"|(?<![A-Za-z0-9*])(?P<stars>\*{1,3})(?=[^\s*])(?P<starred>[^*]+|.{1,400}?)(?<=[^\s*])(?P=stars)"
    r"(?![A-Za-z0-9*])"
    r"|(?<!\w)_(?=[^\s_])(?P<emphasized>[^_]+)(?<=\S)_(?!\w)"
    r"|(?<!\w)__(?=[^\s_])(?P<strong>[^_]*\s[^_]*)(?<=\S)__(?!\w)"
    r"|(?<!~)~~(?=[^\s~])(?P<struck>[^~]+)(?<=\S)~~(?!~)"
)
LITERAL = ("escaped", "code")
NESTED = ("link", "starred", "emphasized", "strong", "struck")
DEEPEST = 5  # marks inside one another


def strip_markdown(text: str, depth: int = DEEPEST) -> str:
    """Return a text in one line without the marks of Markdown: emphasis, code, links, escapes.

    >>> strip_markdown("**Read** the `__init__` of [2*3*4](https://example.org/)")
    'Read the __init__ of 2*3*4'
    """
    if not depth or not any(mark in text for mark in "\\`[*_~"):
        return text

    def content(match: re.Match[str]) -> str:
        if literal := next(filter(None, map(match.group, LITERAL)), ""):
            return literal.strip()
        return strip_markdown(next(filter(None, map(match.group, NESTED)), ""), depth - 1)

    return INLINE.sub(content, text)


def strip_marks(text: str, show_tex: Callable[[str], str]) -> str:
    """Return a text as `strip_markdown` does, with what `show_tex` makes of the TeX of formulas."""
    parts, position = [], 0
    for start, formula in formulas(text) if "$" in text else ():
        parts += [strip_markdown(text[position:start]), show_tex(formula.tex)]
        position = formula.end
    return "".join([*parts, strip_markdown(text[position:])])
