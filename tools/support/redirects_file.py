"""Reads `/_redirects`, in the form of Netlify and Cloudflare: `/old /new 301`, one a line.

A `*` at the end of the old path stands for anything, and `:splat` in the new one for what it was.
"""

import re
from dataclasses import dataclass

STATUSES = (301, 302, 303, 307, 308)
PLACEHOLDER = re.compile(r"/:[A-Za-z]")


@dataclass(frozen=True)
class Redirect:
    """From a path, or from all below it where it ends in `*`, to an address."""

    old: str
    new: str
    status: int


def read_redirects(text: str) -> tuple[list[Redirect], list[int]]:
    """The redirects, the first of each old path, and the lines that ask for more than that."""
    found: dict[str, Redirect] = {}
    unusable = []
    for number, line in enumerate(text.split("\n"), start=1):
        words = line.split("#")[0].split() if line.startswith("#") else line.split()
        if not words:
            continue
        old, new, status = (*words, "301")[:3] if len(words) > 1 else (words[0], "", "")
        plain = "*" not in old[:-1] and not PLACEHOLDER.search(old)
        if len(words) in (2, 3) and plain and old.startswith("/") and code(status) in STATUSES:
            found.setdefault(old, Redirect(old, new, code(status)))
        else:
            unusable.append(number)
    return list(found.values()), unusable


def code(written: str) -> int:
    """`301` and `301!`, which means even where there is a file; 0 for no number."""
    digits = written.removesuffix("!")
    return int(digits) if digits.isascii() and digits.isdigit() else 0
