"""A second folder with the files of the output, in which the next build changes what it must.

Both folders have the same files (hard links), so that it takes no space. When the next site is
complete, the folders are exchanged: readers of the output see the old site or the new one, and no
build has to link ten thousands of files.
"""

import os
import shutil
from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

from newsroom.cache.stamp import INODE, State
from newsroom.output.manifest import link_or_copy

PREFIX = "mirror-"
SITE, IDENTITY = "site", "identity"


class OldOutput(NamedTuple):
    """An output folder before a build: states of its files and folders, and the intact of these.

    One that `is_whole` is as the last build left it.
    """

    states: Mapping[str, State]
    intact: set[str]
    is_whole: bool = False


class Mirror:
    """The second folder of an output folder, kept in a cache folder.

    It belongs to the build that has its identity; whatever happens to it, it is made again.
    """

    def __init__(self, cache: Path, output: Path) -> None:
        key = blake2b(os.fsencode(output), digest_size=6).hexdigest()
        self.folder, self.output = cache / f"{PREFIX}{key}", output

    @staticmethod
    def forget_others(cache: Path, outputs: Iterable[Path]) -> None:
        """Remove all second folders but those of some output folders."""
        folders = {Mirror(cache, output).folder for output in outputs}
        for folder in {*cache.glob(f"{PREFIX}*")} - folders:
            shutil.rmtree(folder, ignore_errors=True)

    def take(self, building: Path, identity: str, old: OldOutput, paths: Collection[str]) -> bool:
        """Make `building` a folder with those files of the old output that are intact.

        `paths` are those of all files that the build with this identity wrote; the folder may have
        other files at paths where the output is not intact. Returns whether the intact ones have
        the states that they have in the output: new links to a file change its times.
        """
        site, mark = self.folder / SITE, self.folder / IDENTITY
        intact = [path for path in paths if path in old.intact]
        with suppress(OSError):
            is_ours = bool(identity) and mark.read_bytes() == identity.encode()
            mark.unlink()
            if is_ours and self.has_files(old.states, intact, paths):
                site.rename(building)
                return True
        building.mkdir()
        for path in intact:
            file = building / path
            file.parent.mkdir(parents=True, exist_ok=True)
            link_or_copy(self.output / path, file)
        return False

    def has_files(
        self, expected: Mapping[str, State], intact: Iterable[str], paths: Iterable[str]
    ) -> bool:
        """Return whether the folder has files at some paths alone, the intact ones as expected."""
        inodes = file_inodes(self.folder / SITE)
        return inodes.keys() == {*paths} and all(
            inodes[path] == expected[path][INODE] for path in intact
        )

    def keep(
        self, folder: Path, identity: str, changed: Iterable[str], others: Collection[str]
    ) -> None:
        """Keep the folder of the old site with the changed files of the new one.

        `others` are the paths of files and folders in it that the new site has not, or not so.
        """
        with suppress(OSError):  # on another file system, or read-only: the next build makes it
            remove_files(folder, [path for path in others if not path.endswith("/")])
            remove_folders(folder, [path for path in others if path.endswith("/")])
            for path in changed:
                file = folder / path
                file.parent.mkdir(parents=True, exist_ok=True)
                os.link(self.output / path, file)
            self.folder.mkdir(exist_ok=True)
            shutil.rmtree(self.folder / SITE, ignore_errors=True)
            folder.rename(self.folder / SITE)
            (self.folder / IDENTITY).write_text(identity)


def file_inodes(folder: Path) -> dict[str, int]:
    """Return the inode of each file in a folder by its path there: links to one file share it."""
    inodes, top = dict[str, int](), len(os.fspath(folder)) + 1
    waiting = [os.fspath(folder)]
    while waiting:
        with os.scandir(waiting.pop()) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(entry.path)
                else:
                    inodes[entry.path[top:]] = entry.inode()
    return inodes


def remove_files(folder: Path, paths: Iterable[str]) -> None:
    """Remove the files at some paths, and the folders that are empty afterwards."""
    for path in paths:
        file = folder / path
        file.unlink(missing_ok=True)
        for parent in file.parents:
            if parent == folder:
                break
            try:
                parent.rmdir()
            except OSError:  # it has files, or is gone
                break


def remove_folders(folder: Path, paths: Iterable[str]) -> None:
    """Remove the folders at some paths that are empty."""
    for path in sorted(paths, reverse=True):
        with suppress(OSError):
            (folder / path).rmdir()
