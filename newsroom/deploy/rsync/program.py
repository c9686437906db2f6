"""How rsync is run, and told of files whatever signs their names hold."""

import os
import re
from collections.abc import Iterable, Sequence

from newsroom.deploy.target import SSH, command

ITEM = re.compile(r"(?P<code>\*deleting|[<>]f\S+) *\|(?P<path>.+)")
LISTED = ("--from0", "--files-from=-")
MISSING = (23,)  # rsync's status where a file that was asked for is not there


def run(place: str, *words: str, data: bytes | None = None, fine: Sequence[int] = (0,)) -> bytes:
    """Run rsync; `place` starts the sentence of what goes wrong."""
    shell = {} if "RSYNC_RSH" in os.environ else {"RSYNC_RSH": SSH}
    return command("rsync", *words, what=place, data=data, environment=shell, fine=fine)


def listed(paths: Iterable[str]) -> bytes:
    """Paths for --files-from with --from0."""
    return b"".join(path.encode(errors="surrogateescape") + b"\0" for path in paths)


def pattern(path: str) -> str:
    """A path as a pattern of rsync's: from the top, its own signs taken as they are."""
    found = f"/{path}"
    return re.sub(r"([\\*?\[])", r"\\\1", found) if re.search(r"[*?\[]", found) else found
