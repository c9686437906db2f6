"""The releases of a site in a folder: `releases/000001` and on, and `current`, which leads to one.

Releases are numbered, since clocks may be wrong. Those before the one that readers have are what
readers had, the latest last: what is newer goes before readers get another one.
"""

import os
import re
import shutil
from pathlib import Path

from plugins.support.report import SiteError
from tools.support.manifest import paths, read, sha256

RELEASE = re.compile(r"\d{6}")
UNFINISHED = ".new"
LOCK = ".lock"
OURS = {"current", "releases", "current.new", LOCK}


def releases(path: Path) -> list[Path]:
    """The whole releases, oldest first."""
    below = path / "releases"
    found = below.iterdir() if below.is_dir() else iter(())
    return sorted(release for release in found if RELEASE.fullmatch(release.name))


def current(path: Path) -> Path | None:
    """The release that readers have; None where there is none yet."""
    link = path / "current"
    return path / link.readlink() if link.is_symlink() and link.is_dir() else None


def hashes(release: Path | None) -> dict[str, str]:
    """The SHA-256 of each file of a release, as it is now; nothing for none."""
    return {path: sha256(read(f"{release}/{path}")) for path in paths(release)} if release else {}


def before(path: Path) -> Path:
    """The release before the one that readers have; raises `SiteError` where there is none."""
    now = current(path)
    older = [release for release in releases(path) if now and release.name < now.name]
    if not older:
        raise SiteError(f"{path} holds no release before the one that readers have")
    return older[-1]


def newer(path: Path) -> list[Path]:
    """What readers have no more, after a rollback, or never had, where a deployment was cut."""
    link = path / "current"
    now = link.readlink().name if link.is_symlink() else ""
    return [release for release in releases(path) if release.name > now]


def switch(path: Path, release: Path) -> None:
    """Lead `current` to a release in one step."""
    link = path / "current.new"
    link.unlink(missing_ok=True)
    link.symlink_to(Path("releases") / release.name)
    link.replace(path / "current")


def remove(release: Path) -> None:
    """Remove a release; one that is half gone is no release, as one that is half built."""
    shutil.rmtree(release.rename(f"{release}{UNFINISHED}"))


def refuse_others(path: Path) -> None:
    """Raise `SiteError` for a folder that holds what no deployment put there."""
    advice = "; name an empty folder"
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


def ours(name: str) -> bool:
    """Whether a deployment gives a release that name, while or after it is built."""
    return bool(RELEASE.fullmatch(name.removesuffix(UNFINISHED)))


def refuse_closed(path: Path) -> None:
    """Raise `SiteError` for a folder that cannot be made or written to."""
    there = next(place for place in (path, *path.parents) if os.path.lexists(place))
    if not there.is_dir():
        raise SiteError(f"{there} is no folder; name another place")
    if not os.access(there, os.R_OK | os.W_OK | os.X_OK):
        raise SiteError(f"{there} is closed to you; make it yours, or name another folder")
