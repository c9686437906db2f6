"""The output folder: which folder a build may replace, and how it replaces it.

The folder `output/` of the project belongs to the builds. Any other one, as well as what a link
leads to, is replaced only if it holds nothing but files that a build has listed there: in its
manifest, or in `.built` where it has none.
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
from newsroom.output.manifest import BUILT, NAME, NAMED, paths, read_manifest

SOURCES = ("content", "theme", "plugins", "tools", "tests", "benchmarks", ".git", ".venv")
OF_THE_SYSTEM = frozenset([".DS_Store", "Thumbs.db", "desktop.ini"])  # file managers write them
ASIDE = "old"  # where the old site is between two renames


@dataclass
class Outcome:
    """What a build has done so far, by the folder that is in the place of the output."""

    output: Path
    folder: tuple[int, int] | None = None

    def expect(self, building: Path) -> None:
        """Note the folder that is to become the output."""
        self.folder = identity(building)

    def __str__(self) -> str:
        there = self.folder and identity(self.output) == self.folder
        return f"the new site is in {self.output}/" if there else "nothing was built"


def identity(folder: Path) -> tuple[int, int] | None:
    """Device and number of a folder, which it keeps when it is renamed; None for none."""
    try:
        status = folder.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino


def resolve_output(output: Path) -> Path:
    """The output folder without links; raises `UserError` for links that lead in a circle."""
    try:
        return output.resolve()
    except (OSError, RuntimeError):  # Python 3.11 and 3.12 raise the latter
        raise UserError(f"{output} is a link that leads to itself; remove it") from None


def refuse_output(output: Path, project: Path) -> None:
    """Raise `UserError` for a folder that a build must not replace: the project, or other work."""
    folder = resolve_output(output)
    link = f"{output} is a link to {folder}, which" if output.is_symlink() else str(folder)
    sources = [(project / name).resolve() for name in SOURCES]
    inside = any(folder.is_relative_to(source) for source in sources)
    if project.is_relative_to(folder) or inside:
        raise UserError(f"{link} holds what the site is made of; build into another folder")
    if Path.home().resolve().is_relative_to(folder):
        raise UserError(f"{link} holds your home folder; build into another folder")
    if folder.exists() and not folder.is_dir():
        raise UserError(f"{link} is a file; build into a folder")
    if (folder / ".git").exists():
        raise UserError(f"{link} is a git repository; build into another folder")
    if not is_own_output(folder, project) and (names := [*islice(foreign(folder), NAMED + 1)]):
        listed = ", ".join(names[:NAMED]) + (", …" if len(names) > NAMED else "")
        advice = "remove the link" if output.is_symlink() else "build into another folder"
        raise UserError(f"{link} holds files that no build wrote ({listed}); {advice}")


def is_own_output(folder: Path, project: Path) -> bool:
    """Whether a folder is `output/` of the project, itself and not by a link."""
    own = project / "output"
    if own.is_symlink():
        return False
    return own.resolve() == folder or (own.exists() and identity(own) == identity(folder))


def foreign(folder: Path) -> Iterator[str]:
    """The files of a folder that no build has written, one by one."""
    if not folder.exists():
        return
    known = {*OF_THE_SYSTEM, *built_files(folder)}
    for path in paths(folder):
        if path not in known and Path(path).name not in OF_THE_SYSTEM:
            yield path


def built_files(folder: Path) -> list[str]:
    """The files that a build wrote into a folder; none where no build did."""
    try:
        listed = json.loads((folder / BUILT).read_bytes())
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
    if (folder / NAME).exists():
        return
    text = json.dumps(sorted(paths(folder)), ensure_ascii=False, indent=0)
    (folder / BUILT).write_bytes(f"{text}\n".encode(errors="surrogateescape"))


def replace_folder(new: Path, old: Path, aside: Path) -> None:
    """Put the folder `new` where `old` is; git's `.gitkeep` stays.

    Where the system can exchange folders, there is never a moment without one, and the old folder
    is then at `new`. Elsewhere it is moved into `aside` first, from where `put_back` takes it.
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
    """Put a folder back that a build had moved aside when it ended, unless another one is there."""
    for old in (scratch / ASIDE).glob("*"):
        if not os.path.lexists(scratch.parent / old.name):
            old.rename(scratch.parent / old.name)


def repair_output(output: Path) -> None:
    """Remove what killed builds have left beside the output folder; put back what they moved."""
    remove_leftovers(resolve_output(output).parent, OUTPUT, put_back)
