"""The drawn cards of earlier builds: files in a folder that may be deleted at any time.

Each file starts with the checksum of its card. One that is missing, damaged or cannot be read is
drawn again; a folder that cannot be written
costs the next build the time of drawing.
"""

import os
import time
from collections.abc import Callable, Collection
from contextlib import suppress
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

CHECKSUM = 16  # bytes
DAY = 86_400  # seconds
UNUSED = 30 * DAY  # after which a card is removed


def card_checksum(data: bytes) -> bytes:
    """Return the checksum of a card."""
    return blake2b(data, digest_size=CHECKSUM).digest()


@dataclass(frozen=True)
class CardStore:
    """Files of cards by name, in a folder; None keeps nothing."""

    folder: Path | None

    def get(self, name: str, draw: Callable[[], bytes]) -> bytes:
        """Return a card, which is drawn where the folder does not have it."""
        if self.folder is None:
            return draw()
        path = self.folder / name
        with suppress(OSError):
            content = path.read_bytes()
            if content[:CHECKSUM] == card_checksum(content[CHECKSUM:]):
                return content[CHECKSUM:]
        data = draw()
        with suppress(OSError):
            self._write(path, card_checksum(data) + data)
        return data

    def _write(self, path: Path, data: bytes) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_name(f".new-{os.getpid()}-{path.name}")
        try:
            draft.write_bytes(data)  # without waiting for the disk: what is damaged is drawn again
            draft.replace(path)
        finally:
            draft.unlink(missing_ok=True)

    def prune(self, used: Collection[str]) -> None:
        """Remove the cards that no build has used for 30 days; `used` are those of this one."""
        if self.folder is None:
            return
        now = time.time()
        with suppress(OSError), os.scandir(self.folder) as entries:
            for entry in entries:
                age = now - entry.stat().st_mtime
                with suppress(OSError):
                    if entry.name in used:
                        if age > DAY:
                            os.utime(entry.path)
                    elif age > UNUSED:
                        os.unlink(entry.path)  # noqa: PTH108
