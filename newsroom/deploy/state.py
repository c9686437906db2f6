"""What this project keeps of each place it deploys to, in `.deployed/`: a folder a place.

The folder is named after the place, without a login. A record that cannot be read counts as none,
and that is told: at worst something is sent, or told, twice.
"""

import json
import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from newsroom.files.atomic import replace_file
from newsroom.output.manifest import sha256
from newsroom.urls.credentials import without_logins

RECORDS = Path(".deployed")
SIGNS = 40  # of the name of a place; a hash tells apart those that start alike


@dataclass(frozen=True)
class Records:
    """The records of a place, each a JSON object by its name, and the file to lock."""

    folder: Path

    @property
    def lock(self) -> Path:
        """The file whose lock says that a deployment there is running."""
        return self.folder / "lock"

    def read(self, name: str, kind: type) -> dict[str, Any]:
        """A record with values of this kind; an empty one where there is none."""
        file = self.folder / f"{name}.json"
        try:
            found = json.loads(file.read_bytes())
        except FileNotFoundError:
            return {}
        except (ValueError, RecursionError, OSError):
            found = None
        if isinstance(found, dict) and all(isinstance(value, kind) for value in found.values()):
            return found
        sys.stderr.write(f"warning: {file} cannot be read, and counts as none\n")
        return {}

    def write(self, name: str, record: Mapping[str, Any]) -> None:
        """Keep a record in place of the one before; an empty one is none."""
        file = self.folder / f"{name}.json"
        if not record:
            file.unlink(missing_ok=True)
            return
        self.folder.mkdir(parents=True, exist_ok=True)
        replace_file(file, json.dumps(record))


def records_of(target: str, place: str) -> Records:
    """The records of a place of a target."""
    shown = without_logins(place)
    name = re.sub(r"[^A-Za-z0-9.]+", "-", shown)[:SIGNS].strip("-")
    mark = sha256(shown.encode(errors="surrogateescape"))[:8]
    return Records(RECORDS / f"{target}-{name}-{mark}")
