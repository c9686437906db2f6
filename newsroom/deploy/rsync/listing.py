"""What stands in a folder that rsync reaches, and what of it is in the way of our files.

rsync replaces a link by the file of its name, and a file by the folder of its name, without a word.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping

LINE = re.compile(
    r"(?P<kind>\S)\S{9} +[\d,.]+ \d{4}/\d\d/\d\d \d\d:\d\d:\d\d (?P<path>.+?)(?P<target> -> .*)?"
)
FILE, FOLDER = "-", "d"


def read_listing(said: bytes) -> dict[str, str]:
    """Paths and their kinds, by the first sign of each line of `rsync --list-only`."""
    lines = said.decode(errors="surrogateescape").splitlines()
    found = filter(None, map(LINE.fullmatch, lines))
    return {row["path"]: row["kind"] for row in found}


def in_the_way(
    new: Iterable[str], there: Mapping[str, str], ours: Callable[[str], bool]
) -> list[str]:
    """What others put where new files, or the folders for them, have to be."""
    return sorted({place for path in new for place in _in_the_way(path, there, ours)})


def _in_the_way(path: str, there: Mapping[str, str], ours: Callable[[str], bool]) -> Iterator[str]:
    for place in (path, *parents(path)):
        kind = there.get(place, FOLDER)
        if kind != FOLDER and not (kind == FILE and ours(place)):
            yield place
    if there.get(path) == FOLDER:
        below = [place for place in there if place.startswith(f"{path}/")]
        files = [place for place in below if there[place] != FOLDER]
        yield from (place for place in files if not (there[place] == FILE and ours(place)))
        if not files:
            yield f"{path}/"


def parents(path: str) -> list[str]:
    """`a/b` and `a` for `a/b/c.html`."""
    parts = path.split("/")[:-1]
    return ["/".join(parts[:count]) for count in range(len(parts), 0, -1)]
