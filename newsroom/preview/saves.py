"""Waits for saves of the sources of a project, and misses none.

What is saved while nobody waits, as during a build, is there at the next wait.
"""

import os
import platform
import stat
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from threading import Event

from watchfiles._rust_notify import RustNotify

from newsroom.diagnostics.errors import UserError
from newsroom.preview.watched_paths import WatchedPaths, find_watched_paths

QUIET = 5  # milliseconds without a change after which a save is complete; looks for one as often
LONGEST = 200  # milliseconds after which changes are reported, though there are more and more
INCOMPLETE = 0.25  # seconds for a file that is gone or empty, as between two steps of a save
POLL = 300  # milliseconds between two looks where the system reports no changes
MANY = 500  # changes, among which a system may have dropped some


def saves(project: Path, stop: Event | None = None) -> Iterator[frozenset[str]]:
    """Yield an empty set once changes are seen, then the paths of each save, until `stop` is set.

    Paths are relative to the project, absolute for what links lead to outside of it; a folder
    stands for all in it. Raises `UserError` where the system cannot watch so many folders.
    """
    watched = find_watched_paths(project)
    notify = start_watching(watched)
    yield frozenset()
    while (changes := changed_paths(notify, 0, stop)) is not None:
        paths = {path for path in changes if watched.has(path)}
        if not paths:
            continue
        wait_until_complete(paths)
        if len(changes) > MANY or any(may_change_folders(path, watched) for path in paths):
            current = find_watched_paths(project)
            if current != watched:
                last, notify = notify, start_watching(current)
                late = changed_paths(last, 1) or set()
                paths |= {path for path in late if watched.has(path) or current.has(path)}
                last.close()
                watched = current
        yield frozenset(relative(path, watched.project) for path in paths)


def changed_paths(notify: RustNotify, timeout: int, stop: Event | None = None) -> set[str] | None:
    """Return the next changed paths; None after so many milliseconds, or once `stop` is set.

    A `timeout` of 0 stands for none. Raises `KeyboardInterrupt`.
    """
    changes = notify.watch(LONGEST, QUIET if not timeout else 1, timeout, stop)
    if changes == "signal":
        raise KeyboardInterrupt
    return None if isinstance(changes, str) else {path for _, path in changes}


def start_watching(watched: WatchedPaths) -> RustNotify:
    """Return what collects the changes of watched paths from now on; raise `UserError`."""
    polls = bool(os.environ.get("WATCHFILES_FORCE_POLLING")) or "microsoft" in platform.release()
    while True:
        paths = [path for path in watched.to_watch if Path(path).is_dir()]
        try:
            return RustNotify(paths, False, polls, POLL, False, True)
        except FileNotFoundError:
            continue  # a folder that has gone meanwhile
        except OSError as error:
            advice = "close other programs that watch files, or set WATCHFILES_FORCE_POLLING=1"
            raise UserError(f"cannot watch {len(paths):,} folders: {error}; {advice}") from None


def wait_until_complete(paths: set[str]) -> None:
    """Wait a little for files that are gone or empty to be there again.

    An editor that moves the old file away first, or empties it, is about to write the new one.
    """
    end = time.monotonic() + INCOMPLETE
    while time.monotonic() < end and not all(map(is_complete, paths)):
        time.sleep(QUIET / 1000)


def is_complete(path: str) -> bool:
    """Return whether a path is a file with something in it, or a folder."""
    with suppress(OSError):
        status = Path(path).stat()
        return stat.S_ISDIR(status.st_mode) or status.st_size > 0
    return False


def may_change_folders(path: str, watched: WatchedPaths) -> bool:
    """Return whether a change of a path may change what is to be watched."""
    if path in watched.folders or path in watched.targets:
        return True
    entry = Path(path)
    return entry.is_symlink() or entry.is_dir() or not entry.exists()


def relative(path: str, project: str) -> str:
    """Return a path from the project, as it is if it is outside."""
    inside = Path(path).is_relative_to(project)
    return Path(path).relative_to(project).as_posix() if inside else path
