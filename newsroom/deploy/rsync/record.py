"""The file `.deployed`, which says what we put into a folder that rsync reaches.

It may be public, so it names files by the hashes of their paths: a line a file, `+` before one that
is still on its way.
"""

import re
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from newsroom.deploy.rsync.program import MISSING, run
from newsroom.output.manifest import sha256

RECORD = ".deployed"
LINE = re.compile(r"\+?[0-9a-f]{32}")


@dataclass(frozen=True)
class Record:
    """What stands for the files that are there, and for those on their way."""

    ours: set[str] = field(default_factory=set)
    coming: set[str] = field(default_factory=set)

    def __bool__(self) -> bool:
        return bool(self.ours or self.coming)

    def knows(self, path: str) -> bool:
        """Whether a file of that path is ours."""
        return digest(path) in self.ours or digest(path) in self.coming


def digest(path: str) -> str:
    """What stands for a path in `.deployed`."""
    return sha256(path.encode(errors="surrogateescape"))[:32]


def read_record(place: str) -> Record:
    """What we put there; nothing where there is no record."""
    with tempfile.TemporaryDirectory() as scratch:
        copy = Path(scratch) / RECORD
        run(place, "-s", "--", f"{place}/{RECORD}", str(copy), fine=(0, *MISSING))
        text = copy.read_text(encoding="ascii", errors="replace") if copy.is_file() else ""
    lines = [line for line in text.split() if LINE.fullmatch(line)]
    ours = {line for line in lines if not line.startswith("+")}
    return Record(ours, {line[1:] for line in lines if line.startswith("+")})


def write_record(place: str, record: Record) -> None:
    """Put the record there."""
    lines = [*sorted(record.ours), *(f"+{name}" for name in sorted(record.coming))]
    with tempfile.TemporaryDirectory() as scratch:
        file = Path(scratch) / RECORD
        file.write_text("\n".join(lines) + "\n", encoding="ascii")
        run(place, "-s", "--checksum", "--", str(file), f"{place}/")
