"""The folder that a preview builds into, the same one each time, so that little is written."""

import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from newsroom.cache.store import FOLDER, PRIVATE
from newsroom.files.scratch import scratch_folder

NAME, LOCK = "preview", "preview.lock"  # in the folder of the cache
SITE, COPIES = "site", "good"  # the built site, and copies of sources
PREFIX = "blog-preview-"  # of folders among the temporary files of the system


@contextmanager
def preview_folder(project: Path) -> Iterator[Path]:
    """Yield a folder that belongs to one preview of a project alone.

    A second preview at the same time, and one where the cache cannot be written, have a temporary
    one, in which all of the site is built.
    """
    lock = FileLock(project / FOLDER / LOCK)
    try:
        try:
            folder = prepare(project / FOLDER, lock)
        except Timeout:
            sys.stderr.write(
                "another preview of this site is running; this one starts with no pages\n"
            )
            folder = None
        except OSError:  # the cache warns of it
            folder = None
        if folder:
            yield folder
        else:
            with scratch_folder(Path(tempfile.gettempdir()), PREFIX) as folder:
                yield folder
    finally:
        lock.release()


def prepare(cache: Path, lock: FileLock) -> Path:
    """Return the folder below that of the cache; raise `Timeout` if another preview has it.

    Raises `OSError` where it cannot be written. Copies of an earlier preview are removed.
    """
    cache.mkdir(mode=PRIVATE, exist_ok=True)
    lock.acquire(blocking=False)
    folder = cache / NAME
    folder.mkdir(exist_ok=True)
    shutil.rmtree(folder / COPIES, ignore_errors=True)
    return folder
