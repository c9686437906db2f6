"""Which folders are watched for saves, and which changes in them are saves.

Folders are watched, never files: an atomic save gives a path another file, and a system that
watches the old one says nothing of the new one.
"""

import os
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

TOPS = ("content", "theme", "plugins", "newsroom")
SKIPPED = frozenset(["__pycache__", "node_modules", ".git", ".mypy_cache", ".ruff_cache"])
# What editors and systems write beside a file: swap files, locks, backups, probes.
TEMPORARY = re.compile(
    r".*~|\..*\.sw[a-z]|4913|\.#.*|#.*#|\.DS_Store|.*\.py[cod]|.*___jb_(tmp|old)___|\.new-.*|\.~.*"
)
Identity = tuple[int, int]  # device and inode of a folder


@dataclass
class WatchedPaths:
    """The folders to watch, each with its identity, and the paths that count outside of these.

    Paths are absolute and have no links in them.
    """

    project: str
    folders: dict[str, Identity] = field(default_factory=dict)
    targets: set[str] = field(default_factory=set)
    """What links lead to, and the paths of the project that are watched, as far as they exist."""

    @property
    def to_watch(self) -> list[str]:
        """The folders, and those that contain a target."""
        return sorted({self.project, *self.folders, *map(os.path.dirname, self.targets)})

    def has(self, path: str) -> bool:
        """Return whether a change of a path is a save."""
        folder, name = os.path.split(path)
        if path in self.targets or path in self.folders:
            return True
        if TEMPORARY.fullmatch(name) or name in SKIPPED:
            return False
        if folder in self.folders:
            return True
        return folder == self.project and (name in TOPS or name.endswith(".py"))


def find_watched_paths(project: Path) -> WatchedPaths:
    """Return what is to be watched of a project now."""
    watched = WatchedPaths(os.path.realpath(project))
    for name in TOPS:
        add_folder(watched, f"{watched.project}/{name}")
    for entry in scan(watched.project):
        if entry.name.endswith(".py") and entry.is_symlink():
            watched.targets.add(os.path.realpath(entry.path))
    return watched


def add_folder(watched: WatchedPaths, path: str) -> None:
    """Add a folder with all below it, and what links in it lead to.

    A link to a folder above itself, such as `/` or the project, is not followed: it is an error,
    and would have everything watched.
    """
    real = os.path.realpath(path)
    if real != path:
        watched.targets.add(real)
        if is_above(real, path) or is_above(real, watched.project):
            return
    identity = folder_identity(real)
    if identity is None or real in watched.folders:
        return
    watched.folders[real] = identity
    for entry in scan(real):
        if entry.is_symlink():
            add_link(watched, entry)
        elif entry.is_dir(follow_symlinks=False) and entry.name not in SKIPPED:
            add_folder(watched, entry.path)


def add_link(watched: WatchedPaths, link: os.DirEntry[str]) -> None:
    """Add what a link below a watched folder leads to, as far as that exists."""
    try:
        is_folder = link.is_dir()
    except OSError:  # a circle of links
        return
    if is_folder:
        add_folder(watched, link.path)
    elif Path(link.path).exists():
        watched.targets.add(os.path.realpath(link.path))


def is_above(folder: str, path: str) -> bool:
    """Return whether a folder is a path itself or above it, by their names."""
    return Path(path).is_relative_to(folder)


def folder_identity(path: str) -> Identity | None:
    """Return device and inode of a folder, None where there is none."""
    try:
        status = Path(path).stat()
    except OSError:
        return None
    return (status.st_dev, status.st_ino) if stat.S_ISDIR(status.st_mode) else None


def scan(folder: str) -> Iterator[os.DirEntry[str]]:
    """Yield the entries of a folder, none where it cannot be read."""
    try:
        with os.scandir(folder) as entries:
            yield from entries
    except OSError:
        return
