"""The state of this project's deployments: a folder in `.deployed/` for each destination.

The folder is named after the destination, without a login. A record that cannot be read counts as
missing, with a warning: at worst a file is uploaded, or a notification sent, twice.
"""

import errno
import json
import re
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from newsroom.diagnostics.errors import UserError
from newsroom.files.atomic import replace_file
from newsroom.output.manifest import sha256
from newsroom.urls.credentials import without_logins

STATE_FOLDER = Path(".deployed")
NAME_LENGTH = 40  # characters of a destination; a hash tells apart those that start alike
NO_LOCKS = (errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP)  # what some network folders answer


@dataclass(frozen=True)
class Records:
    """The records of a destination, each a JSON object by its name, and the file to lock."""

    folder: Path

    @property
    def lock(self) -> Path:
        """The file that is locked while a deployment to the destination is running."""
        return self.folder / "lock"

    def read(self, name: str, kind: type) -> dict[str, Any]:
        """Return a record, whose values are of this kind; an empty one where there is none."""
        file = self.folder / f"{name}.json"
        try:
            record = json.loads(file.read_bytes())
        except FileNotFoundError:
            return {}
        except (ValueError, RecursionError, OSError):
            record = None
        if isinstance(record, dict) and all(isinstance(value, kind) for value in record.values()):
            return record
        sys.stderr.write(f"warning: {file} cannot be read; continuing without it\n")
        return {}

    def write(self, name: str, record: Mapping[str, object]) -> None:
        """Replace a record; an empty one is removed."""
        file = self.folder / f"{name}.json"
        if not record:
            file.unlink(missing_ok=True)
            return
        self.folder.mkdir(parents=True, exist_ok=True)
        replace_file(file, json.dumps(record))


def records_of(target: str, destination: str) -> Records:
    """Return the records of a destination of a target."""
    public = without_logins(destination)
    name = re.sub(r"[^A-Za-z0-9.]+", "-", public)[:NAME_LENGTH].strip("-")
    checksum = sha256(public.encode(errors="surrogateescape"))[:8]
    return Records(STATE_FOLDER / f"{target}-{name}-{checksum}")


@contextmanager
def hold_lock(file: Path, destination: str) -> Iterator[None]:
    """Lock a file while the block runs; raise `UserError` where another process has locked it.

    The lock ends with its process, however that ends; the file stays. On a file system without
    locks the block runs unguarded.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    lock = FileLock(file, blocking=False, fallback_to_soft=False)
    try:
        lock.acquire()
    except Timeout:
        raise UserError(
            f"another deployment to {destination} is running; wait for it to end"
        ) from None
    except OSError as error:
        if error.errno not in NO_LOCKS:
            raise
    try:
        yield
    finally:
        lock.release()
