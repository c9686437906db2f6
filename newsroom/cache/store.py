"""The cache of a project: bytes by kind and key in a SQLite file, which may be deleted at any time.

Nothing in it is needed: whoever does not find a value makes it again. Each value has a checksum of
itself, its kind and its key, so that a damaged file is a build without a cache, and never a wrong
page: where an index is damaged, SQLite finds the value of another key.
"""

import os
import shutil
import sqlite3
import stat
import sys
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import cache
from hashlib import blake2b
from pathlib import Path

FOLDER = Path(".cache")  # in the folder of the project
FOLDERS_OF_FILES = ("cards", "images", "search")  # in it, of values that are files
FILE = "site.sqlite"
CHECKSUM = 8  # bytes, before each value
WAIT = 60  # seconds for another process that writes
SCHEMA = """
CREATE TABLE IF NOT EXISTS kept (kind TEXT, key BLOB, value BLOB, PRIMARY KEY (kind, key))
"""
PRIVATE = 0o700  # other users could give us objects that run code


class Cache:
    """Bytes by kind and key, in a file in a folder or, with None, in memory.

    What has been put must be committed before this process is copied, or copies wait for it.

    Reading never fails: a missing or damaged value is None. A cache that cannot be written is
    reported once as a warning, and this build goes on without.

    >>> cache = Cache(None)
    >>> cache.put("document", {b"a": b"text"})
    >>> cache.get("document", b"a")
    b'text'
    """

    def __init__(self, folder: Path | None) -> None:
        self.folder = folder
        self._opened, self._process = _open(folder), os.getpid()

    @property
    def _connection(self) -> sqlite3.Connection:
        """The connection of this process: a copy (fork) must not use that of its parent."""
        if self._process != os.getpid():
            self._inherited = self._opened  # closing it would end the transaction of the parent
            self._opened, self._process = _open(self.folder), os.getpid()
        return self._opened

    def get(self, kind: str, key: bytes) -> bytes | None:
        """Return a value, None where the cache has none or a damaged one."""
        query = "SELECT value FROM kept WHERE kind = ? AND key = ?"
        with suppress(sqlite3.Error):
            for (value,) in self._connection.execute(query, (kind, key)):
                return _verified(kind, key, value)
        return None

    def get_all(self, kind: str) -> dict[bytes, bytes]:
        """Return all intact values of a kind by key."""
        query, values = "SELECT key, value FROM kept WHERE kind = ?", {}
        with suppress(sqlite3.Error):
            for key, value in self._connection.execute(query, (kind,)):
                if (verified := _verified(kind, key, value)) is not None:
                    values[key] = verified
        return values

    def keys(self, kind: str) -> set[bytes]:
        """Return the keys of all values of a kind."""
        with suppress(sqlite3.Error):
            rows = self._connection.execute("SELECT key FROM kept WHERE kind = ?", (kind,))
            return {key for (key,) in rows if isinstance(key, bytes)}
        return set()

    def put(self, kind: str, values: Mapping[bytes, bytes]) -> None:
        """Set values by key; they are on the disk after `commit`."""
        rows = ((kind, key, _checksum(kind, key, value) + value) for key, value in values.items())
        with self._reported_failure():
            self._connection.executemany("INSERT OR REPLACE INTO kept VALUES (?, ?, ?)", rows)

    def keep(self, kind: str, keys: Collection[bytes]) -> None:
        """Remove the values of a kind that do not have one of these keys."""
        with self._reported_failure():
            unused = [(kind, key) for key in self.keys(kind) if key not in keys]
            self._connection.executemany("DELETE FROM kept WHERE kind = ? AND key = ?", unused)

    def commit(self) -> None:
        """Write what has been put to the disk, all of it or nothing."""
        with self._reported_failure():
            self._connection.commit()

    def close(self) -> None:
        """Close the file; what was not committed is discarded."""
        self._connection.close()

    def folder_of(self, kind: str) -> Path | None:
        """Return the folder for values of a kind that are files; None for a cache in memory.

        It may not exist yet, or not be writable.
        """
        return self.folder and self.folder / kind

    def clear(self) -> None:
        """Remove everything."""
        for folder in filter(None, map(self.folder_of, FOLDERS_OF_FILES)):
            shutil.rmtree(folder, ignore_errors=True)
        with self._reported_failure():
            self._connection.execute("DELETE FROM kept")

    @contextmanager
    def _reported_failure(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            _warn(self.folder, str(error))
            self._opened.close()
            self._opened = _open(None)


def existing_cache() -> Cache | None:
    """Return the cache of the project in the current folder, None where it has none yet."""
    try:
        return Cache(FOLDER) if (FOLDER / FILE).is_file() else None
    except OSError:  # what writes into it warns that it cannot be read
        return None


def _open(folder: Path | None) -> sqlite3.Connection:
    """Return a connection to the file in a folder, to memory where that cannot be used."""
    if folder is None:
        return _connect(":memory:")
    path = folder / FILE
    try:
        folder.mkdir(mode=PRIVATE, exist_ok=True)
        if problem := _ownership_problem(folder, path):
            _warn(folder, problem)
            return _connect(":memory:")
        try:
            return _connect(os.fspath(path))
        except sqlite3.DatabaseError as error:
            if error.sqlite_errorcode == sqlite3.SQLITE_BUSY:  # another process writes, for long
                raise
            if path.is_file():
                _remove(path)
            return _connect(os.fspath(path))
    except (OSError, sqlite3.Error) as error:
        _warn(folder, str(error))
        return _connect(":memory:")


def _connect(path: str) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=WAIT)
    try:
        # A crash of the system may damage the file, which checksums find; waiting for the disk
        # would take longer than a small build.
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("PRAGMA journal_mode = TRUNCATE")
        connection.execute(SCHEMA)
        connection.commit()
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _remove(path: Path) -> None:
    for file in (path, *path.parent.glob(f"{path.name}-*")):
        file.unlink(missing_ok=True)


def _ownership_problem(*paths: Path) -> str:
    """Return why files cannot be trusted, whose objects are loaded; "" for our own."""
    if not hasattr(os, "getuid"):
        return ""
    for path in paths:
        with suppress(FileNotFoundError):
            status = path.stat()
            if status.st_uid != os.getuid() or status.st_mode & (stat.S_IWOTH):
                return "other users can write it"
    return ""


@cache
def _warn(folder: Path | None, reason: str) -> None:
    """Write a warning, once in a process and in its copies, each of which opens the file again."""
    advice = "this build keeps nothing for the next one"
    sys.stderr.write(f"warning: cannot use the cache {folder}/: {reason}; {advice}\n")


def _checksum(kind: str, key: bytes, value: bytes) -> bytes:
    digest = blake2b(f"{kind}\0{len(key)}\0".encode(), digest_size=CHECKSUM)
    digest.update(key)
    digest.update(value)
    return digest.digest()


def _verified(kind: str, key: object, value: object) -> bytes | None:
    if not (isinstance(key, bytes) and isinstance(value, bytes)):
        return None
    checksum, content = value[:CHECKSUM], value[CHECKSUM:]
    return content if _checksum(kind, key, content) == checksum else None
