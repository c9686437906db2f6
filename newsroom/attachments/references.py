"""References to other files: `data:` URLs (RFC 2397), and what a style sheet would have loaded.

A style sheet (CSS Values 4, CSS Cascade 5) is searched as it is written and with its escapes
decoded, comments and strings included: a reference that no browser would follow may be reported,
one that a browser follows is.
"""

import re
from collections.abc import Iterator

BITMAP = re.compile(r"data:image/(avif|bmp|gif|jpe?g|png|webp)(;[\w=.-]+)*,", re.IGNORECASE)
FONT = re.compile(
    r"data:(font/[\w.+-]+|application/(x-)?font[\w.-]*|application/octet-stream)(;[\w=.-]+)*,",
    re.IGNORECASE,
)
ESCAPE = re.compile(r"\\(?:(?P<hex>[0-9a-f]{1,6})\s?|(?P<other>[^\n]))", re.IGNORECASE)
LOADS = re.compile(r"@import|image-set\s*\(|(?<![\w-])image\s*\(", re.IGNORECASE)
TARGET = re.compile(r"""(?:url|src)\(\s*(?P<target>"[^"]*|'[^']*|[^)]*)""", re.IGNORECASE)
LONGEST = 60  # characters of a reference in a message


def is_harmless_data(url: str, *, fonts: bool = False) -> bool:
    """Return whether a `data:` URL holds a bitmap, or also a font, and nothing like markup."""
    return bool(BITMAP.match(url) or (fonts and FONT.match(url)))


def references(css: str) -> Iterator[str]:
    """Yield the references of a style sheet or an attribute to other files, as they are written."""
    if "(" not in css and "@" not in css and "\\" not in css:
        return
    for text in dict.fromkeys((css, ESCAPE.sub(_decode, css))):
        yield from (match[0] for match in LOADS.finditer(text))
        for match in TARGET.finditer(text):
            target = match["target"].strip().strip("\"'").strip()
            if not target.startswith("#") and not is_harmless_data(target, fonts=True):
                yield f"{match[0][:LONGEST]})"


def _decode(escape: re.Match[str]) -> str:
    if not escape["hex"]:
        return escape["other"]
    number = int(escape["hex"], 16)
    return chr(number) if 0 < number <= 0x10FFFF else "\N{REPLACEMENT CHARACTER}"
