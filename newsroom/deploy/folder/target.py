"""A folder of this machine, which a web server serves from `PATH/current`.

`PATH/releases/000001` and on are whole sites; `current` is a symbolic link to one of them and is
replaced in one step, so that readers have the old site or the new one. Files that did not change
are shared with the release before. A rollback makes the previous release current; releases that
were rolled back, or that readers never got, are removed by the next deployment.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from newsroom.config.schema import Settings
from newsroom.deploy.folder.releases import (
    LOCK,
    current_release,
    file_checksums,
    finish_release,
    refuse_foreign_folder,
    refuse_unwritable,
    start_release,
)
from newsroom.deploy.plan import Changes, plan_changes
from newsroom.deploy.target import refuse_project
from newsroom.diagnostics.errors import UserError
from newsroom.output.manifest import BuiltFolder, file_paths, link_or_copy


@dataclass(frozen=True)
class Folder:
    """The folder of `current` and `releases`, and how many old releases are kept.

    `missing` are it and its parents that a deployment has to make.
    """

    path: Path
    keep: int
    built: BuiltFolder
    missing: Sequence[Path] = ()

    @property
    def destination(self) -> str:
        """The path of the folder."""
        return str(self.path)

    @property
    def lock(self) -> Path:
        """A lock in the folder itself, for other projects may deploy there."""
        return self.path / LOCK

    def checksum(self, data: bytes, digest: str) -> str:
        """Return the SHA-256 of a file."""
        return digest

    def inspect(self) -> None:
        """Do nothing: files of this machine are read in `compare`."""

    def compare(self, checksums: Mapping[str, str]) -> Changes:
        """Return the changes from the files of the current release, as they are now."""
        return plan_changes(checksums, file_checksums(current_release(self.path)))

    def transfer(self, changes: Changes) -> None:
        """Build a release beside the others, and switch to it."""
        building = start_release(self.path, self.missing)
        self.fill(building, set(changes.uploads))
        if difference := {*file_paths(building)} ^ self.built.manifest.files.keys():
            raise UserError(f"{building} changed while it was built ({min(difference)})")
        finish_release(self.path, building, self.keep)

    def fill(self, building: Path, new: set[str]) -> None:
        """Put the files of the site into a folder; those that are not new come from `current`."""
        before = current_release(self.path)
        for path in self.built.manifest.files:
            target = building / path
            target.parent.mkdir(parents=True, exist_ok=True)
            if path in new or before is None:
                target.write_bytes(self.built.read(path))
            else:
                link_or_copy(before / path, target)


def open_target(settings: Settings, built: BuiltFolder) -> Folder:
    """Return the folder that the settings name."""
    path = resolve_folder(settings)
    refuse_project(path, built.folder)
    missing = [folder for folder in (path, *path.parents) if not folder.exists()]
    return Folder(path, settings.deploy.folder.keep, built, missing)


def resolve_folder(settings: Settings) -> Path:
    """Return the folder that the settings name, without links and `..`.

    Raises `UserError` for a missing, unwritable or foreign one.
    """
    to = settings.deploy.folder.path
    if not to:
        raise UserError('missing DEPLOY["folder"]["path"]; set it in pelicanconf.py')
    path = Path(to).expanduser().absolute()
    refuse_unwritable(path)
    path = path.resolve()
    refuse_foreign_folder(path)
    return path
