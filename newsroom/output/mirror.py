"""A second folder with the files of the output, in which the next build changes what it must.

Both folders have the same files (hard links), so that it takes no space. When the next site is
complete, the folders are exchanged: readers of the output see the old site or the new one, and no
build has to link ten thousands of files.
"""

import os
import shutil
from collections.abc import Collection, Iterable
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path

from newsroom.cache.stamp import output_states
from newsroom.output.manifest import link_or_copy

PREFIX = "mirror-"
SITE, IDENTITY = "site", "identity"


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

    def take(
        self, building: Path, identity: str, paths: Collection[str], others: Collection[str]
    ) -> None:
        """Make `building` a folder with the files that the output has at some paths.

        It may have files at the paths of `others` too.
        """
        site, mark = self.folder / SITE, self.folder / IDENTITY
        with suppress(OSError):
            is_ours = bool(identity) and mark.read_text() == identity
            mark.unlink()
            if is_ours and self.is_intact(paths, others):
                site.rename(building)
                return
        building.mkdir()
        for path in paths:
            file = building / path
            file.parent.mkdir(parents=True, exist_ok=True)
            link_or_copy(self.output / path, file)

    def is_intact(self, paths: Collection[str], others: Collection[str]) -> bool:
        """Return whether the files at some paths are those of the output, under a second name."""
        states, expected = output_states(self.folder / SITE), output_states(self.output)
        files = {path for path in states if not path.endswith("/")}
        if not states.keys().isdisjoint(f"{path}/" for path in others):
            return False
        return files <= {*paths, *others} and all(
            path in states and states[path] == expected.get(path) for path in paths
        )

    def keep(self, old: Path, identity: str, paths: Iterable[str], same: Collection[str]) -> None:
        """Keep the folder of the old site with the files of the new one at some paths.

        The files and folders at the paths of `same` are those of both already.
        """
        with suppress(OSError):  # on another file system, or read-only: the next build makes it
            others = [path for path in output_states(old) if path not in same]
            remove_files(old, [path for path in others if not path.endswith("/")])
            remove_folders(old, [path for path in others if path.endswith("/")])
            for path in (path for path in paths if path not in same):
                file = old / path
                file.parent.mkdir(parents=True, exist_ok=True)
                os.link(self.output / path, file)
            self.folder.mkdir(exist_ok=True)
            shutil.rmtree(self.folder / SITE, ignore_errors=True)
            old.rename(self.folder / SITE)
            (self.folder / IDENTITY).write_text(identity)


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
