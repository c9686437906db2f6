"""What a production build wrote: `.manifest.json`, with the SHA-256 of every file.

It is written last and atomically. A folder that differs from its manifest in any file is not
deployed. The manifest itself is not deployed: it would name posts that are public but unlisted.
"""

import errno
import hashlib
import json
import os
import shutil
import stat
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from newsroom.diagnostics.errors import UserError
from newsroom.diagnostics.rendering import plural
from newsroom.files.atomic import replace_file

MANIFEST = ".manifest.json"
BUILT_LIST = ".built"  # the list of files that newsroom/output/output_folder.py writes
BUILD_FILES = frozenset([MANIFEST, BUILT_LIST, ".gitkeep"])  # at the top; not part of the site
MAX_NAMED = 3  # files that a message names
READING = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
READING |= getattr(os, "O_BINARY", 0)  # on Windows
IRREGULAR = (errno.ELOOP, errno.EMLINK, errno.ENXIO)  # a link, as BSD calls it, and a socket


@dataclass(frozen=True)
class Manifest:
    """The URL of the site, and the SHA-256 of each file by its path."""

    site: str
    files: Mapping[str, str]


@dataclass(frozen=True)
class BuiltFolder:
    """A built site: its folder, its manifest, and a folder for temporary files."""

    folder: Path
    manifest: Manifest
    scratch: Path

    def read(self, path: str) -> bytes:
        """Return the bytes of a file; raise `UserError` if they differ from the manifest."""
        data = read_regular_file(f"{self.folder}/{path}")
        if data is None or sha256(data) != self.manifest.files[path]:
            raise UserError(f"{self.folder / path} changed while it was deployed; run this again")
        return data


def sha256(data: bytes) -> str:
    """Return the SHA-256 of some bytes in hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def file_paths(folder: Path) -> Iterator[str]:
    """Yield the path of each file of the site, in no order; links to folders are not followed."""
    waiting = [(str(folder), "")]
    while waiting:
        current, prefix = waiting.pop()
        with os.scandir(current) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    waiting.append((entry.path, f"{prefix}{entry.name}/"))
                elif prefix or entry.name not in BUILD_FILES:
                    yield prefix + entry.name


def write_manifest(folder: Path, site: str) -> None:
    """Write the manifest of a complete folder for the site with this URL."""
    files = {path: sha256((folder / path).read_bytes()) for path in sorted(file_paths(folder))}
    text = json.dumps({"site": site, "files": files}, ensure_ascii=False, indent=0)
    replace_file(folder / MANIFEST, f"{text}\n")


def read_manifest(folder: Path) -> Manifest:
    """Return the manifest of a folder; raise `UserError` for a missing or an unreadable one."""
    advice = "run `python3 blog.py publish` first"
    try:
        manifest = json.loads((folder / MANIFEST).read_bytes())
        return Manifest(manifest["site"], dict(manifest["files"]))
    except (FileNotFoundError, NotADirectoryError):
        is_preview = folder.is_dir() and any(file_paths(folder))
        problem = "is not a production build" if is_preview else "contains no site"
        raise UserError(f"{folder}/ {problem}; {advice}") from None
    except (ValueError, TypeError, KeyError, OSError):
        raise UserError(f"{folder}/{MANIFEST} cannot be read; {advice}") from None


def read_regular_file(path: str) -> bytes | None:
    """Return a whole regular file; None for a link, a pipe or a device, which is never followed.

    This takes half the time of `Path` and a buffer, which counts for ten thousand files.
    """
    try:
        number = os.open(path, READING)
    except OSError as error:
        if error.errno in IRREGULAR:
            return None
        raise
    with open(number, "rb", buffering=0) as file:  # noqa: PTH123
        return file.read() if stat.S_ISREG(os.fstat(number).st_mode) else None


def verify_files(
    folder: Path, manifest: Manifest, checksum: Callable[[bytes, str], str]
) -> dict[str, str]:
    """Return the `checksum` of each file, called with its bytes and their SHA-256.

    Raises `UserError` if the folder differs from its manifest. Each file is read and hashed once,
    so the kind of checksum that a destination uses costs no second reading.
    """
    checksums, altered, extra = {}, [], []
    for path in file_paths(folder):
        data = read_regular_file(f"{folder}/{path}")
        digest = "" if data is None else sha256(data)
        if path not in manifest.files:
            extra.append(path)
        elif digest != manifest.files[path]:
            altered.append(path)
        checksums[path] = "" if data is None else checksum(data, digest)
    missing = [path for path in manifest.files if path not in checksums]
    differences = [("altered", altered), ("missing", missing), ("added", extra)]
    if text := ", ".join(f"{name_files(paths)} {verb}" for verb, paths in differences if paths):
        raise UserError(
            f"{folder}/ differs from its manifest ({text}); run `python3 blog.py publish` again"
        )
    return checksums


def name_files(paths: Sequence[str], at_most: int = MAX_NAMED) -> str:
    """Return the number of files and the first of their names: `3 files (a.html, b.html, …)`."""
    first = ", ".join(sorted(paths)[:at_most]) + (", …" if len(paths) > at_most else "")
    return f"{plural(len(paths), 'file')} ({first})"


def link_or_copy(old: Path, new: Path) -> None:
    """Give a file a second name, or make a copy where the file system has no hard links."""
    try:
        os.link(old, new)
    except OSError:
        shutil.copyfile(old, new)
