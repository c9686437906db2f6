"""Temporary folders, which the next run removes where a killed process has left one.

A folder is locked (flock) as long as its process lives, however that ends. It gets its final name
once it is locked, so nobody takes the folder of a living process for a leftover. Where the system
cannot lock folders, as on Windows, leftovers stay.
"""

import os
import re
import shutil
import stat
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

try:
    import fcntl
except ModuleNotFoundError:  # on Windows
    fcntl = None  # type: ignore[assignment]

OUTPUT = ".output-"  # beside the output folder
UNNAMED = "new-"  # between the prefix and the rest of the name, until the folder is locked
UNNAMED_AGE = 60  # seconds after which a folder without its name belongs to a killed process

Repair = Callable[[Path], None]


def no_repair(folder: Path) -> None:
    """Leave a folder as it is before it is removed."""


@contextmanager
def scratch_folder(parent: Path, prefix: str, repair: Repair = no_repair) -> Iterator[Path]:
    """Yield a new folder in `parent`, removed at the end; remove those of killed processes first.

    `repair` is called with each folder before it is removed, to save what belongs elsewhere.
    """
    remove_leftovers(parent, prefix, repair)
    unnamed = Path(tempfile.mkdtemp(prefix=f"{prefix}{UNNAMED}", dir=parent))
    lock = lock_folder(unnamed)
    folder = unnamed.rename(parent / unnamed.name.replace(UNNAMED, "", 1))
    try:
        yield folder
    finally:
        try:
            repair(folder)
            remove_folder(folder)
        finally:
            if lock is not None:
                os.close(lock)


def remove_leftovers(parent: Path, prefix: str, repair: Repair = no_repair) -> None:
    """Remove the folders with this prefix whose processes were killed."""
    name = re.compile(rf"{re.escape(prefix)}(?P<unnamed>{UNNAMED})?[a-z0-9_]{{8}}")
    for folder in sorted(parent.iterdir()) if parent.is_dir() else ():
        if not (match := name.fullmatch(folder.name)) or not is_own_folder(folder):
            continue
        if match["unnamed"]:
            remove_unnamed(folder)
        elif (lock := lock_folder(folder)) is not None:
            repair(folder)
            shutil.rmtree(folder, ignore_errors=True)
            os.close(lock)


def is_own_folder(path: Path) -> bool:
    """Return whether a path is a folder, not a link to one, that belongs to this user."""
    with suppress(OSError):
        status = path.lstat()
        mine = not hasattr(os, "getuid") or status.st_uid == os.getuid()
        return mine and stat.S_ISDIR(status.st_mode)
    return False


def remove_unnamed(folder: Path) -> None:
    """Remove an empty folder whose process was killed before it could lock it."""
    with suppress(OSError):
        if time.time() - folder.stat().st_mtime > UNNAMED_AGE:
            folder.rmdir()


def lock_folder(folder: Path) -> int | None:
    """Lock a folder; return the open file that keeps the lock, None where that is impossible."""
    if fcntl is None:
        return None
    with suppress(OSError):
        opened = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            os.close(opened)
            raise
        return opened
    return None


def remove_folder(folder: Path) -> None:
    """Remove a folder; warn where that fails, since the next run tries again."""
    try:
        shutil.rmtree(folder)
    except FileNotFoundError:
        return
    except OSError as error:
        sys.stderr.write(
            f"warning: cannot remove {folder}: {error.strerror or error}; "
            "the next run tries again\n"
        )
