"""A folder of this machine, which a web server serves from `PATH/current`.

`PATH/releases/000001` and on hold whole sites; `current` is a symbolic link to one of them and is
replaced in one step, so that readers have the old site or the new one. Files that did not change
are shared with the release before. Releases are numbered, since clocks may be wrong. `rollback`
leads `current` back to the release before.
"""

import re
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from plugins.support.report import SiteError
from plugins.support.site import Site
from tools.support.changes import Changes, plan
from tools.support.manifest import Built, paths, sha256, share

RELEASE = re.compile(r"\d{6}")
UNFINISHED = ".new"


@dataclass(frozen=True)
class Folder:
    """The folder that holds `current` and `releases`, and how many of them stay."""

    path: Path
    keep: int
    built: Built

    def mark(self, data: bytes) -> str:
        """The hash of the file."""
        return sha256(data)

    def compare(self, marks: Mapping[str, str]) -> Changes:
        """Against the files of the current release, as they are now."""
        refuse_others(self.path)
        now = current(self.path)
        there = {path: sha256((now / path).read_bytes()) for path in paths(now)} if now else {}
        return plan(marks, there)

    def send(self, changes: Changes) -> None:
        """A release beside the others, then the switch, then the oldest go."""
        before = current(self.path)
        below = self.path / "releases"
        below.mkdir(parents=True, exist_ok=True)
        for leftover in below.glob(f"*{UNFINISHED}"):
            shutil.rmtree(leftover)
        number = max((int(release.name) for release in releases(self.path)), default=0) + 1
        release = below / f"{number:06}"
        building = below / f"{release.name}{UNFINISHED}"
        building.mkdir()
        new = set(changes.sent)
        for path in self.built.manifest.files:
            target = building / path
            target.parent.mkdir(parents=True, exist_ok=True)
            if path in new or before is None:
                target.write_bytes(self.built.read(path))
            else:
                share(before / path, target)
        building.rename(release)
        switch(self.path, release)
        for old in [r for r in releases(self.path) if r != release][: -self.keep or None]:
            shutil.rmtree(old)


def open_target(site: Site, built: Built) -> Folder:
    """The folder that the settings name."""
    to = site.deploy.folder
    if not to.path:
        raise SiteError('DEPLOY["folder"]["path"] names no folder; set it in pelicanconf.py')
    path = Path(to.path).expanduser().absolute()
    for inside, outside in ((path, built.folder.resolve()), (Path.cwd(), path.resolve())):
        if inside.resolve().is_relative_to(outside):
            raise SiteError(f"{to.path} is this project or in its output; name another folder")
    return Folder(path, to.keep, built)


def releases(path: Path) -> list[Path]:
    """The whole releases, oldest first."""
    below = path / "releases"
    found = below.iterdir() if below.is_dir() else iter(())
    return sorted(release for release in found if RELEASE.fullmatch(release.name))


def current(path: Path) -> Path | None:
    """The release that readers have; None where there is none yet."""
    link = path / "current"
    return path / link.readlink() if link.is_symlink() and link.is_dir() else None


def refuse_others(path: Path) -> None:
    """Raise `SiteError` for a folder that holds what no deployment put there."""
    advice = "; name an empty folder"
    if path.exists() and not path.is_dir():
        raise SiteError(f"{path} is a file{advice}")
    others = {entry.name for entry in path.iterdir()} - OURS if path.exists() else set()
    link, below = path / "current", path / "releases"
    if others:
        raise SiteError(f"{path} holds {min(others)}, which no deployment put there{advice}")
    if link.is_symlink() and link.readlink().parent != Path("releases"):
        raise SiteError(f"{link} leads to {link.readlink()}, which is no release{advice}")
    if link.exists() and not link.is_symlink():
        raise SiteError(f"{link} is no link to a release{advice}")
    strange = [e.name for e in below.iterdir() if not ours(e.name)] if below.is_dir() else []
    if strange:
        raise SiteError(f"{below} holds {min(strange)}, which is no release{advice}")


OURS = {"current", "releases", "current.new"}


def ours(name: str) -> bool:
    """Whether a deployment gives a release that name, while or after it is built."""
    return bool(RELEASE.fullmatch(name.removesuffix(UNFINISHED)))


def switch(path: Path, release: Path) -> None:
    """Lead `current` to a release in one step."""
    link = path / "current.new"
    link.unlink(missing_ok=True)
    link.symlink_to(Path("releases") / release.name)
    link.replace(path / "current")


def rollback(site: Site) -> str:
    """Lead `current` back to the release before; gives the name of that release."""
    path = Path(site.deploy.folder.path).expanduser().absolute()
    refuse_others(path)
    now = current(path)
    before = [release for release in releases(path) if now and release.name < now.name]
    if not before:
        raise SiteError(f"{path} holds no release before the one that readers have")
    switch(path, before[-1])
    return before[-1].name
