"""A folder of this machine, which a web server serves from `PATH/current`.

`PATH/releases/000001` and on hold whole sites; `current` is a symbolic link to one of them and is
replaced in one step, so that readers have the old site or the new one. Files that did not change
are shared with the release before. The way back is by the releases that readers had: one that they
were led back from, or never got, goes when the next one comes.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from newsroom.config.schema import Site
from newsroom.deploy.folder.releases import (
    LOCK,
    UNFINISHED,
    allow,
    current,
    hashes,
    make_readable,
    newer,
    next_release,
    refuse_closed,
    refuse_others,
    releases,
    remove,
    sweep,
    switch,
)
from newsroom.deploy.plan import Changes, plan
from newsroom.deploy.target import refuse_project
from newsroom.diagnostics.errors import UserError
from newsroom.output.manifest import BuiltFolder, file_paths, link_or_copy


@dataclass(frozen=True)
class Folder:
    """The folder that holds `current` and `releases`, and how many of them stay.

    `missing` are it and the folders above it that a deployment has to make.
    """

    path: Path
    keep: int
    built: BuiltFolder
    missing: Sequence[Path] = ()

    @property
    def place(self) -> str:
        """The folder, as sentences name it."""
        return str(self.path)

    @property
    def lock(self) -> Path:
        """In the folder itself, for other projects may deploy there."""
        return self.path / LOCK

    def mark(self, data: bytes, digest: str) -> str:
        """The hash of the file."""
        return digest

    def look(self) -> None:
        """Nothing: reading files of this machine is no waiting."""

    def compare(self, marks: Mapping[str, str]) -> Changes:
        """Against the files of the current release, as they are now."""
        return plan(marks, hashes(current(self.path)))

    def send(self, changes: Changes) -> None:
        """A release beside the others; those not on the way back go; the switch; the oldest go."""
        below = self.path / "releases"
        fresh = [*self.missing, *([] if below.exists() else [below])]
        below.mkdir(parents=True, exist_ok=True)
        for folder in fresh:
            allow(folder, 0o755)
        sweep(self.path)
        release = next_release(self.path)
        building = below / f"{release.name}{UNFINISHED}"
        building.mkdir()
        self.fill(building, set(changes.sent))
        if there := {*file_paths(building)} ^ self.built.manifest.files.keys():
            raise UserError(f"{building} is not what was put there ({min(there)})")
        make_readable(building)
        for aside in newer(self.path):
            remove(aside)
        building.rename(release)
        switch(self.path, release)
        for old in [r for r in releases(self.path) if r != release][: -self.keep or None]:
            remove(old)

    def fill(self, building: Path, new: set[str]) -> None:
        """Put the files of the site into a folder; those that are not new come from `current`."""
        before = current(self.path)
        for path in self.built.manifest.files:
            target = building / path
            target.parent.mkdir(parents=True, exist_ok=True)
            if path in new or before is None:
                target.write_bytes(self.built.read(path))
            else:
                link_or_copy(before / path, target)


def open_target(site: Site, built: BuiltFolder) -> Folder:
    """The folder that the settings name."""
    path = folder_of(site)
    refuse_project(path, built.folder)
    missing = [folder for folder in (path, *path.parents) if not folder.exists()]
    return Folder(path, site.deploy.folder.keep, built, missing)


def folder_of(site: Site) -> Path:
    """The folder, without links and `..`; raises `UserError` for none, or one that is of no use."""
    to = site.deploy.folder.path
    if not to:
        raise UserError('DEPLOY["folder"]["path"] names no folder; set it in pelicanconf.py')
    path = Path(to).expanduser().absolute()
    refuse_closed(path)
    path = path.resolve()
    refuse_others(path)
    return path
