"""Files under `content/` that no build can use, whatever is in them."""

import re
from collections.abc import Iterable, Iterator
from fnmatch import fnmatch
from pathlib import Path

LOST = re.compile("[\ud800-\udfff]")  # how Python hands over bytes of a name that it cannot read
NO_FILE = "this is a link to a file that is not there; remove it, or put that file there"
NO_NAME = "the name of this file is not in UTF-8; give it another"


def unusable(content: Path, ignored: Iterable[str]) -> Iterator[str]:
    """A sentence for each link that leads nowhere, and for each name that is no text."""
    patterns = tuple(ignored)
    for path in content.rglob("*"):
        name = path.relative_to(content.parent).as_posix()
        if any(fnmatch(path.name, pattern) for pattern in patterns):
            continue
        if LOST.search(name):
            shown = LOST.sub("\N{REPLACEMENT CHARACTER}", name)
            yield f"{shown}:1: {NO_NAME}"
        elif path.is_symlink() and not path.exists():
            yield f"{name}:1: {NO_FILE}"
