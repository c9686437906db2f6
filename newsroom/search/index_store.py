"""The indexes of earlier builds: files in a folder, which may be deleted at any time.

An index is a list of files, under a name that is a hash of all that it was made of; it is written
when all its files are there. Two indexes share the files of posts that both have. A folder that
cannot be written costs the next build the time of making the index, and is reported as a warning.
"""

import json
import os
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

from newsroom.cache.store import PRIVATE
from newsroom.diagnostics.errors import UserError
from newsroom.files.atomic import replace_file
from newsroom.search.index_files import IndexFiles

LIST = ".index.json"  # the ending of a list of files
CHECKSUM = 8  # bytes, before the content of each file
INDEXES = 3  # that are in the folder at most, such as those of two output folders

_memory: dict[Path | None, Mapping[str, bytes]] = {}
"""The files of the last index that this process has made, by the folder that they are for."""


@dataclass(frozen=True)
class StoredIndex:
    """An index whose files are on the disk or in memory: their paths, its script and its entry."""

    paths: tuple[str, ...]
    script: str
    entry: str


@dataclass(frozen=True)
class IndexStore:
    """Indexes in a folder; None keeps the last one in memory."""

    folder: Path | None

    def get(self, digest: str, make: Callable[[], IndexFiles]) -> StoredIndex:
        """Return an index, which is made where the folder does not have all of it."""
        if self.folder and (stored := self._find(digest)):
            with suppress(OSError):
                os.utime(self.folder / f"{digest}{LIST}")
            return stored
        index = make()
        _memory.clear()
        _memory[self.folder] = index.files
        if self.folder:
            try:
                self._write(self.folder, digest, index)
                self._prune(self.folder)
            except OSError as error:
                advice = "the index of the search is made again by each build"
                reason = f"cannot use the cache {self.folder}/: {error.strerror}"
                sys.stderr.write(f"warning: {reason}; {advice}\n")
        return StoredIndex(tuple(index.files), index.script, index.entry)

    def _find(self, digest: str) -> StoredIndex | None:
        """Return an index of which every file is there with its size, None otherwise."""
        if not self.folder:
            return None
        with suppress(OSError, ValueError, KeyError, TypeError):
            content = json.loads((self.folder / f"{digest}{LIST}").read_bytes())
            sizes: dict[str, int] = content["sizes"]
            with os.scandir(self.folder) as entries:
                present = {entry.name: entry.stat().st_size for entry in entries}
            if all(present.get(stored_name(path)) == size for path, size in sizes.items()):
                return StoredIndex(tuple(sizes), content["script"], content["entry"])
        return None

    def _write(self, folder: Path, digest: str, index: IndexFiles) -> None:
        """Write the files that are not there, then their list."""
        folder.parent.mkdir(mode=PRIVATE, exist_ok=True)
        folder.mkdir(exist_ok=True)
        for path, data in index.files.items():
            target = folder / stored_name(path)
            with suppress(FileNotFoundError):
                if target.read_bytes() == with_checksum(data):
                    continue
            draft = folder / f".new-{os.getpid()}"
            draft.write_bytes(with_checksum(data))  # what is damaged is found by its checksum
            draft.replace(target)
        sizes = {path: len(with_checksum(data)) for path, data in index.files.items()}
        content = {"sizes": sizes, "script": index.script, "entry": index.entry}
        replace_file(folder / f"{digest}{LIST}", json.dumps(content))

    def _prune(self, folder: Path) -> None:
        """Remove the indexes that were used before the last few, and files that no index has."""
        lists = sorted(folder.glob(f"*{LIST}"), key=lambda path: path.stat().st_mtime)
        for path in lists[:-INDEXES]:
            path.unlink()
        used = {path.name for path in lists[-INDEXES:]}
        for path in lists[-INDEXES:]:
            used |= {stored_name(name) for name in json.loads(path.read_bytes())["sizes"]}
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.name not in used:
                    os.unlink(entry.path)  # noqa: PTH108


def read_index_file(folder: Path | None, path: str) -> bytes:
    """Return a file of an index by its path; raise `UserError` where it is missing or damaged."""
    files = _memory.get(folder, {})
    if path in files:
        return files[path]
    if folder:
        file = folder / stored_name(path)
        with suppress(OSError):
            content = file.read_bytes()
            if with_checksum(content[CHECKSUM:]) == content:
                return content[CHECKSUM:]
            file.unlink()  # so that the next build makes it again
    raise UserError(f"the file {path} of the search is damaged in the cache; build again")


def with_checksum(data: bytes) -> bytes:
    """Return the content of a file in the folder."""
    return blake2b(data, digest_size=CHECKSUM).digest() + data


def stored_name(path: str) -> str:
    """Return the name of a file in the folder by its path in an index."""
    return path.replace("/", "-")
