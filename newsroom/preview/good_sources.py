"""The last version without errors of each post, page and profile, while the preview runs.

It is what the preview shows while a writer is in the middle of a sentence that does not parse yet.
"""

import os
import shutil
from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from newsroom.content.source_files import is_source

Version = tuple[int, int, int]  # of a file: its inode, its size, and when it was last changed


class GoodSources:
    """Copies, in a folder of their own, of the sources below `content`."""

    def __init__(self, content: Path, folder: Path) -> None:
        self.content, self.folder = content, folder
        self.versions: dict[str, Version] = {}

    def read(self, path: str) -> bytes | None:
        """Return the last good bytes of a source, by its path below the content; None for none."""
        with suppress(OSError):
            return (self.folder / path).read_bytes()
        return None

    def keep(self, saved: Iterable[str], excluded: Collection[str], started: int) -> None:
        """Copy what a build has read that succeeded, and that began at `started`, in nanoseconds.

        `saved` are the paths of files from the project's root that may have changed since the last
        build, none for all; `excluded` are the paths below the content of those with errors. A file
        that was changed after the build began is left out, because the build may have read another
        version of it.
        """
        for path in self.sources(saved):
            if path in excluded:
                continue
            with suppress(OSError):
                status = (self.content / path).stat()
                version = status.st_ino, status.st_size, status.st_ctime_ns
                if self.versions.get(path) != version and status.st_ctime_ns < started:
                    copy = self.folder / path
                    copy.parent.mkdir(parents=True, exist_ok=True)
                    shutil.copyfile(self.content / path, copy)
                    self.versions[path] = version

    def sources(self, saved: Iterable[str]) -> Iterator[str]:
        """Yield the paths below the content of sources among files, of all where there are none."""
        top = f"{self.content.name}/"
        paths = [path.removeprefix(top) for path in saved if path.startswith(top)]
        files = [path for path in paths if is_source(path)]
        if files and len(files) == len(paths):
            yield from files
            return
        for folder, _, names in os.walk(self.content, followlinks=False):
            for name in names:
                if is_source(name):
                    yield (Path(folder) / name).relative_to(self.content).as_posix()
