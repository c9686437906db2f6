"""What a production build wrote: `.manifest.json`, with the SHA-256 of every file.

Written last and atomically. A folder that is not, file for file, what its manifest says is not
deployed. The manifest itself stays here: it would name posts that are public and stand in no list.
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

NAME = ".manifest.json"
BUILT = ".built"  # the list of files that newsroom/output/output_folder.py keeps
NOT_OF_THE_SITE = frozenset([NAME, BUILT, ".gitkeep"])  # at the top of the folder
NAMED = 3  # files that a sentence names
READING = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
READING |= getattr(os, "O_BINARY", 0)  # on Windows
IRREGULAR = (errno.ELOOP, errno.EMLINK, errno.ENXIO)  # a link, as BSD calls it, and a socket


@dataclass(frozen=True)
class Manifest:
    """The address of the site, and the SHA-256 of each file by its path."""

    site: str
    files: Mapping[str, str]


@dataclass(frozen=True)
class Built:
    """A built site: its folder, its manifest, and a folder for drafts that is thrown away."""

    folder: Path
    manifest: Manifest
    scratch: Path

    def read(self, path: str) -> bytes:
        """A file, unless it has changed meanwhile."""
        data = read(f"{self.folder}/{path}")
        if data is None or sha256(data) != self.manifest.files[path]:
            raise UserError(f"{self.folder / path} changed while it was deployed; run this again")
        return data


def sha256(data: bytes) -> str:
    """In hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def paths(folder: Path) -> Iterator[str]:
    """The path of each file of the site, in no order; links to folders are not followed."""
    waiting = [(str(folder), "")]
    while waiting:
        place, prefix = waiting.pop()
        with os.scandir(place) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    waiting.append((entry.path, f"{prefix}{entry.name}/"))
                elif prefix or entry.name not in NOT_OF_THE_SITE:
                    yield prefix + entry.name


def write_manifest(folder: Path, site: str) -> None:
    """Write the manifest of a folder that is complete."""
    files = {path: sha256((folder / path).read_bytes()) for path in sorted(paths(folder))}
    text = json.dumps({"site": site, "files": files}, ensure_ascii=False, indent=0)
    replace_file(folder / NAME, f"{text}\n")


def read_manifest(folder: Path) -> Manifest:
    """The manifest of a folder; raises `UserError` where it has none that can be read."""
    advice = "; run `make publish` first"
    try:
        found = json.loads((folder / NAME).read_bytes())
        return Manifest(found["site"], dict(found["files"]))
    except (FileNotFoundError, NotADirectoryError):
        there = next(paths(folder), "") if folder.is_dir() else ""
        why = "was built for reading here" if there else "holds no site"
        raise UserError(f"{folder}/ {why}{advice}") from None
    except (ValueError, TypeError, KeyError, OSError):
        raise UserError(f"{folder}/{NAME} cannot be read{advice}") from None


def read(path: str) -> bytes | None:
    """Return a whole regular file; None for a link, a pipe or a device, which is never followed.

    Of ten thousand files, in half the time that `Path` and a buffer need.
    """
    try:
        number = os.open(path, READING)
    except OSError as error:
        if error.errno in IRREGULAR:
            return None
        raise
    with open(number, "rb", buffering=0) as file:  # noqa: PTH123
        return file.read() if stat.S_ISREG(os.fstat(number).st_mode) else None


def verify(folder: Path, manifest: Manifest, mark: Callable[[bytes, str], str]) -> dict[str, str]:
    """`mark` of each file by its bytes and their SHA-256.

    Raises `UserError` unless the folder is what its manifest says. Each file is read and hashed
    once, so a target's own way to tell files apart costs no second reading.
    """
    marks, altered, extra = {}, [], []
    for path in paths(folder):
        data = read(f"{folder}/{path}")
        digest = "" if data is None else sha256(data)
        if path not in manifest.files:
            extra.append(path)
        elif digest != manifest.files[path]:
            altered.append(path)
        if data is None:
            marks[path] = ""
            continue
        marks[path] = mark(data, digest)
    missing = [path for path in manifest.files if path not in marks]
    wrong = [("altered", altered), ("missing", missing), ("added", extra)]
    if told := ", ".join(f"{named(found)} {verb}" for verb, found in wrong if found):
        raise UserError(
            f"{folder}/ is not what `make publish` wrote ({told}); run `make publish` again"
        )
    return marks


def named(found: Sequence[str], at_most: int = NAMED) -> str:
    """`3 files (a.html, b.html, …)`."""
    first = ", ".join(sorted(found)[:at_most]) + (", …" if len(found) > at_most else "")
    return f"{plural(len(found), 'file')} ({first})"


def share(old: Path, new: Path) -> None:
    """One file under two names, or a copy where the file system cannot."""
    try:
        os.link(old, new)
    except OSError:
        shutil.copyfile(old, new)
