"""Which other files a style sheet would have a browser load (CSS Values 4, CSS Cascade 5).

The text is searched as it is written and with its escapes decoded, comments and strings included:
a reference that no browser would follow may be reported, one that a browser follows is.
"""

import re
from collections.abc import Iterator

from newsroom.attachments.data_urls import is_harmless_data

ESCAPE = re.compile(r"\\(?:(?P<hex>[0-9a-f]{1,6})\s?|(?P<other>[^\n]))", re.IGNORECASE)
LOADS = re.compile(r"@import|image-set\s*\(|(?<![\w-])image\s*\(", re.IGNORECASE)
TARGET = re.compile(r"""(?:url|src)\(\s*(?P<written>"[^"]*|'[^']*|[^)]*)""", re.IGNORECASE)
LONGEST = 60  # characters of a reference in a sentence


def references(css: str) -> Iterator[str]:
    """Yield what in a style sheet or an attribute refers to other files, as it is written."""
    if "(" not in css and "@" not in css and "\\" not in css:
        return
    for text in dict.fromkeys((css, ESCAPE.sub(_decoded, css))):
        yield from (match[0] for match in LOADS.finditer(text))
        for match in TARGET.finditer(text):
            target = match["written"].strip().strip("\"'").strip()
            if not target.startswith("#") and not is_harmless_data(target, fonts=True):
                yield f"{match[0][:LONGEST]})"


def _decoded(escape: re.Match[str]) -> str:
    if not escape["hex"]:
        return escape["other"]
    number = int(escape["hex"], 16)
    return chr(number) if 0 < number <= 0x10FFFF else "\N{REPLACEMENT CHARACTER}"
