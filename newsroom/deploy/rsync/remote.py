"""A folder that rsync reaches: how rsync is run, what the folder contains, and our record there.

rsync replaces a link by the file of its name, and a file by the folder of its name, without a word.
The record, `.deployed`, says which files are ours. It may be public, so it names files by hashes of
their paths: one a line, with a `+` before those that are still on their way.
"""

import os
import re
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from newsroom.deploy.target import SSH, run_program
from newsroom.output.manifest import sha256

CHANGE = re.compile(r"(?P<code>\*deleting|[<>]f\S+) *\|(?P<path>.+)")  # a line of a dry run
LISTED = re.compile(  # a line of `rsync --list-only`
    r"(?P<kind>\S)\S{9} +[\d,.]+ \d{4}/\d\d/\d\d \d\d:\d\d:\d\d (?P<path>.+?)(?P<target> -> .*)?"
)
FILE, FOLDER = "-", "d"
FROM_LIST = ("--from0", "--files-from=-")
MISSING = (23,)  # rsync's status where a file that was asked for is missing
RECORD = ".deployed"
RECORDED = re.compile(r"\+?[0-9a-f]{32}")


def run_rsync(
    destination: str, *words: str, data: bytes | None = None, accepted: Sequence[int] = (0,)
) -> bytes:
    """Return what rsync prints; raise `UserError` that starts with the destination."""
    shell = {} if "RSYNC_RSH" in os.environ else {"RSYNC_RSH": SSH}
    return run_program(
        "rsync", *words, context=destination, data=data, environment=shell, accepted=accepted
    )


def join_paths(paths: Iterable[str]) -> bytes:
    """Return paths for `--files-from` with `--from0`."""
    return b"".join(path.encode(errors="surrogateescape") + b"\0" for path in paths)


def escape_pattern(path: str) -> str:
    """Return a pattern of rsync that matches just this path, from the top."""
    pattern = f"/{path}"
    if not re.search(r"[*?\[]", pattern):  # a backslash escapes only in a pattern with wildcards
        return pattern
    return re.sub(r"([\\*?\[])", r"\\\1", pattern)


def parse_listing(output: bytes) -> dict[str, str]:
    """Return paths and their kinds, the first character of each line of `rsync --list-only`."""
    lines = output.decode(errors="surrogateescape").splitlines()
    rows = filter(None, map(LISTED.fullmatch, lines))
    return {row["path"]: row["kind"] for row in rows}


def blocking_paths(
    new: Iterable[str], kinds: Mapping[str, str], is_ours: Callable[[str], bool]
) -> list[str]:
    """Return foreign files at the paths of new files or of folders for them.

    `kinds` are those of all paths at the destination.
    """
    return sorted({blocking for path in new for blocking in _blocking(path, kinds, is_ours)})


def _blocking(path: str, kinds: Mapping[str, str], is_ours: Callable[[str], bool]) -> Iterator[str]:
    for name in (path, *parent_paths(path)):
        kind = kinds.get(name, FOLDER)
        if kind != FOLDER and not (kind == FILE and is_ours(name)):
            yield name
    if kinds.get(path) == FOLDER:
        below = [name for name in kinds if name.startswith(f"{path}/")]
        files = [name for name in below if kinds[name] != FOLDER]
        yield from (name for name in files if not (kinds[name] == FILE and is_ours(name)))
        if not files:
            yield f"{path}/"


def parent_paths(path: str) -> list[str]:
    """Return the folders of a path, the nearest first: `a/b` and `a` for `a/b/c.html`."""
    parts = path.split("/")[:-1]
    return ["/".join(parts[:count]) for count in range(len(parts), 0, -1)]


@dataclass(frozen=True)
class Record:
    """Hashes of the paths of our files at the destination, and of those on their way to it."""

    present: set[str] = field(default_factory=set)
    coming: set[str] = field(default_factory=set)

    def __bool__(self) -> bool:
        return bool(self.present or self.coming)

    def is_ours(self, path: str) -> bool:
        """Return whether a deployment has put a file with this path there."""
        return path_digest(path) in self.present or path_digest(path) in self.coming


def path_digest(path: str) -> str:
    """Return the hash by which the record names a path: 32 hexadecimal digits of its SHA-256."""
    return sha256(path.encode(errors="surrogateescape"))[:32]


def read_record(destination: str) -> Record:
    """Return the record at a destination; an empty one where there is none."""
    with tempfile.TemporaryDirectory() as scratch:
        copy = Path(scratch) / RECORD
        source = f"{destination}/{RECORD}"
        run_rsync(destination, "-s", "--", source, str(copy), accepted=(0, *MISSING))
        text = copy.read_text(encoding="ascii", errors="replace") if copy.is_file() else ""
    lines = [line for line in text.split() if RECORDED.fullmatch(line)]
    present = {line for line in lines if not line.startswith("+")}
    return Record(present, {line[1:] for line in lines if line.startswith("+")})


def write_record(destination: str, record: Record) -> None:
    """Replace the record at a destination."""
    lines = [*sorted(record.present), *(f"+{name}" for name in sorted(record.coming))]
    with tempfile.TemporaryDirectory() as scratch:
        file = Path(scratch) / RECORD
        file.write_text("\n".join(lines) + "\n", encoding="ascii")
        run_rsync(destination, "-s", "--checksum", "--", str(file), f"{destination}/")
