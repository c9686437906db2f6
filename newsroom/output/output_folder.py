"""The output folder: which folder a build may replace, and how it replaces it.

The folder `output/` of the project belongs to the builds. Any other folder, also one behind a link,
is replaced only if it contains nothing but files that a build has listed there: in its manifest, or
in `.built` where it has none.
"""

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from newsroom.diagnostics.errors import UserError
from newsroom.files.atomic import exchange_folders
from newsroom.files.scratch import OUTPUT, remove_leftovers
from newsroom.output.manifest import BUILT_LIST, MANIFEST, MAX_NAMED, file_paths, read_manifest

SOURCES = ("content", "theme", "plugins", "newsroom", "tests", "benchmarks", ".git", ".venv")
SYSTEM_FILES = frozenset([".DS_Store", "Thumbs.db", "desktop.ini"])  # file managers write them
ASIDE = "old"  # the folder of the old site between two renames


@dataclass
class Outcome:
    """What a build has done so far, judged by the folder that has the path of the output."""

    output: Path
    folder: tuple[int, int] | None = None

    def expect(self, building: Path) -> None:
        """Remember the folder that is to become the output."""
        self.folder = identity(building)

    def __str__(self) -> str:
        is_built = self.folder and identity(self.output) == self.folder
        return f"the new site is in {self.output}/" if is_built else "nothing was built"


def identity(folder: Path) -> tuple[int, int] | None:
    """Return device and inode of a folder, which it keeps when renamed; None if it is missing."""
    try:
        status = folder.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino


def resolve_output(output: Path) -> Path:
    """Return the output folder without links; raise `UserError` for a loop of links."""
    try:
        return output.resolve()
    except (OSError, RuntimeError):  # Python 3.11 and 3.12 raise the latter
        raise UserError(f"{output} is a link to itself; remove it") from None


def refuse_output(output: Path, project: Path) -> None:
    """Raise `UserError` for a folder that a build must not replace: the project, or other work."""
    folder = resolve_output(output)
    link = f"{output} is a link to {folder}, which" if output.is_symlink() else str(folder)
    sources = [(project / name).resolve() for name in SOURCES]
    inside = any(folder.is_relative_to(source) for source in sources)
    if project.is_relative_to(folder) or inside:
        raise UserError(f"{link} contains the sources of the site; build into another folder")
    if Path.home().resolve().is_relative_to(folder):
        raise UserError(f"{link} contains your home folder; build into another folder")
    if folder.exists() and not folder.is_dir():
        raise UserError(f"{link} is a file; build into a folder")
    if (folder / ".git").exists():
        raise UserError(f"{link} is a git repository; build into another folder")
    if not is_own_output(folder, project) and (
        names := [*islice(foreign_files(folder), MAX_NAMED + 1)]
    ):
        listed = ", ".join(names[:MAX_NAMED]) + (", …" if len(names) > MAX_NAMED else "")
        advice = "remove the link" if output.is_symlink() else "build into another folder"
        raise UserError(f"{link} contains files that no build wrote ({listed}); {advice}")


def is_own_output(folder: Path, project: Path) -> bool:
    """Return whether a folder is `output/` of the project, which is not a link."""
    output = project / "output"
    if output.is_symlink():
        return False
    return output.resolve() == folder or (output.exists() and identity(output) == identity(folder))


def foreign_files(folder: Path) -> Iterator[str]:
    """Yield the files of a folder that no build has written."""
    if not folder.exists():
        return
    expected = {*SYSTEM_FILES, *built_files(folder)}
    for path in file_paths(folder):
        if path not in expected and Path(path).name not in SYSTEM_FILES:
            yield path


def built_files(folder: Path) -> list[str]:
    """Return the files that a build wrote into a folder; none where no build did."""
    try:
        listed = json.loads((folder / BUILT_LIST).read_bytes())
    except (OSError, ValueError, RecursionError):
        listed = None
    if isinstance(listed, list) and all(isinstance(path, str) for path in listed):
        return listed
    try:
        return [*read_manifest(folder).files]
    except UserError:
        return []


def list_built_files(folder: Path) -> None:
    """Write `.built`, by which later builds know that a folder without a manifest is theirs."""
    if (folder / MANIFEST).exists():
        return
    text = json.dumps(sorted(file_paths(folder)), ensure_ascii=False, indent=0)
    (folder / BUILT_LIST).write_bytes(f"{text}\n".encode(errors="surrogateescape"))


def replace_folder(new: Path, old: Path, aside: Path) -> None:
    """Give the folder `new` the path of `old`; git's `.gitkeep` stays.

    Where the system can exchange folders, one of them is always there, and the old folder is then
    at `new`. Elsewhere it is moved into `aside` first, from where `put_back` restores it.
    """
    if (old / ".gitkeep").exists():
        (new / ".gitkeep").touch()
    if old.exists():
        if exchange_folders(new, old):
            return
        aside.mkdir()
        old.rename(aside / old.name)
    new.rename(old)


def put_back(scratch: Path) -> None:
    """Restore a folder that an interrupted build has moved aside, unless another one is there."""
    for old in (scratch / ASIDE).glob("*"):
        if not os.path.lexists(scratch.parent / old.name):
            old.rename(scratch.parent / old.name)


def repair_output(output: Path) -> None:
    """Remove what killed builds have left beside the output folder; put back what they moved."""
    remove_leftovers(resolve_output(output).parent, OUTPUT, put_back)
