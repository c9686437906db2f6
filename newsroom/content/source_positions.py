"""Where a text stands in a Markdown file."""

import re
from html import unescape

from newsroom.content.markdown import without_code

# What stands around an address in Markdown and HTML, blanks apart.
BEFORE, AFTER = r"""(?<![^(<"'=:|\]])""", r"""(?![^)>"'|])"""


def line_of(text: str, source: str, first: int) -> int:
    """The line of `source` from the line `first` on where `text` stands, `first` for nowhere.

    Prose comes before code, which may quote it, and a whole address before a part of one. Blanks,
    case and the way characters are written (`&#115;` for s) make no difference, as they make none
    to a browser.
    """
    if not text:
        return first
    body = "\n".join(source.split("\n")[first - 1 :])
    wanted = re.escape(plain(text))
    for searched in (without_code(body), body):
        for pattern in (BEFORE + wanted + AFTER, wanted):
            if found := _line(re.compile(pattern), len(wanted), searched):
                return first - 1 + found
    return first


def line_of_tag(tag: str, number: int, source: str, first: int) -> int:
    """Return the line of a tag in the body that starts at the line `first` of `source`.

    `number` counts the tags before it that are written alike, from 0; where the text has fewer, the
    first one counts, for Markdown writes tags as well.
    """
    prose = without_code("\n".join(source.split("\n")[first - 1 :]))
    starts = [match.start() for match in re.finditer(re.escape(tag), prose)]
    if not tag or number >= len(starts):
        return line_of(tag, source, first)
    return first + prose.count("\n", 0, starts[number])


def _line(wanted: re.Pattern[str], length: int, text: str) -> int:
    """The line, from 1, in which a find of at most that length ends; 0 where there is none."""
    seen = ""
    for number, line in enumerate(text.split("\n"), start=1):
        seen = seen[-length - 1 :] + plain(line)
        if wanted.search(seen):
            return number
    return 0


def plain(text: str) -> str:
    """Text without blanks, in small letters, character references resolved."""
    return "".join(unescape(text).split()).lower()
