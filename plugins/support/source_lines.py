"""Where a text stands in a Markdown file."""

from html import unescape

from plugins.support.markdown import without_code


def line_of(text: str, source: str, first: int) -> int:
    """The line of `source` from the line `first` on where `text` stands, `first` for nowhere.

    Prose comes before code, which may quote it. Blanks, case and the way characters are written
    (`&#115;` for s) make no difference, as they make none to a browser.
    """
    body = "\n".join(source.split("\n")[first - 1 :])
    for searched in (without_code(body), body):
        if found := _line(plain(text), searched):
            return first - 1 + found
    return first


def _line(wanted: str, text: str) -> int:
    """The line, from 1, in which `wanted` ends; 0 where it is not."""
    seen = ""
    for number, line in enumerate(text.split("\n"), start=1):
        seen = seen[-len(wanted) :] + plain(line)
        if wanted in seen:
            return number
    return 0


def plain(text: str) -> str:
    """Text without blanks, in small letters, character references resolved."""
    return "".join(unescape(text).split()).lower()
