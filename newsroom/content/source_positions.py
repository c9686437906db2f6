"""The lines at which texts and tags are in a Markdown file."""

import re
from html import unescape

from newsroom.content.markdown import without_code

# The characters around a URL in Markdown and HTML, whitespace apart.
BEFORE, AFTER = r"""(?<![^(<"'=:|\]])""", r"""(?![^)>"'|])"""


def find_line(text: str, source: str, first: int) -> int:
    """Return the line of `source` that contains `text`, `first` where no line from there on does.

    Prose comes before code, which may quote it, and a whole URL before a part of one. Whitespace,
    case and references (`&#115;` for s) make no difference, as they make none to a browser.
    """
    if not text:
        return first
    body = "\n".join(source.split("\n")[first - 1 :])
    wanted = re.escape(_plain(text))
    for searched in (without_code(body), body):
        for pattern in (BEFORE + wanted + AFTER, wanted):
            if line := _line(re.compile(pattern), len(wanted), searched):
                return first - 1 + line
    return first


def find_tag_line(tag: str, number: int, source: str, first: int) -> int:
    """Return the line of a tag in the body that starts at the line `first` of `source`.

    `number` counts the tags before it that are written alike, from 0; where the text has fewer, the
    first one counts, for Markdown writes tags as well.
    """
    prose = without_code("\n".join(source.split("\n")[first - 1 :]))
    starts = [match.start() for match in re.finditer(re.escape(tag), prose)]
    if not tag or number >= len(starts):
        return find_line(tag, source, first)
    return first + prose.count("\n", 0, starts[number])


def _line(wanted: re.Pattern[str], length: int, text: str) -> int:
    """Return the line, from 1, in which a match of at most `length` ends; 0 without a match."""
    recent = ""
    for number, line in enumerate(text.split("\n"), start=1):
        recent = recent[-length - 1 :] + _plain(line)
        if wanted.search(recent):
            return number
    return 0


def _plain(text: str) -> str:
    """Return a text without whitespace, in lower case, with character references resolved."""
    return "".join(unescape(text).split()).lower()
