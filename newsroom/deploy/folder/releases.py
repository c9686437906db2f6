"""The releases of a site in a folder: `releases/000001` and on, and the link `current` to one.

Releases are numbered, since clocks may be wrong. Those before the current one are what readers had,
the latest last; newer ones are removed before readers get another one. A link, or a file, with the
name of a release is foreign: it is never followed, removed or replaced.
"""

import os
import re
import shutil
from collections.abc import Iterable
from pathlib import Path

import click

from newsroom.diagnostics.errors import UserError
from newsroom.output.manifest import file_paths, read_regular_file, sha256

RELEASE = re.compile(r"\d{6,}")
UNFINISHED = ".new"
LOCK = ".lock"
OWN_NAMES = {"current", "releases", "current.new", LOCK}


def list_releases(path: Path) -> list[Path]:
    """Return the complete releases, oldest first."""
    folder = path / "releases"
    entries = [e for e in folder.iterdir() if is_release(e)] if folder.is_dir() else []
    return sorted(entries, key=release_number)


def is_release(entry: Path) -> bool:
    """Return whether an entry of `releases/` is a complete release: a folder, not a link to one."""
    return bool(RELEASE.fullmatch(entry.name)) and entry.is_dir() and not entry.is_symlink()


def release_number(release: Path) -> int:
    """Return the number of a release."""
    return int(release.name)


def current_number(path: Path) -> int:
    """Return the number that `current` points to, even to a missing release; 0 without a link."""
    link = path / "current"
    return release_number(link.readlink()) if link.is_symlink() else 0


def current_release(path: Path) -> Path | None:
    """Return the release that readers have; None where there is none yet."""
    number = current_number(path)
    return next((r for r in list_releases(path) if release_number(r) == number), None)


def file_checksums(release: Path | None) -> dict[str, str]:
    """Return the SHA-256 of each file of a release, as it is now; "" for what is unreadable."""
    checksums = {}
    for path in file_paths(release) if release else ():
        try:
            data = read_regular_file(f"{release}/{path}")
        except OSError:
            data = None
        checksums[path] = "" if data is None else sha256(data)
    return checksums


def previous_release(path: Path) -> Path:
    """Return the release before the current one; raise `UserError` where there is none."""
    number = current_number(path)
    older = [release for release in list_releases(path) if release_number(release) < number]
    if not older:
        raise UserError(f"{path} contains no earlier release to roll back to")
    return older[-1]


def newer_releases(path: Path) -> list[Path]:
    """Return the releases that a rollback has taken from readers, or that they never got."""
    number = current_number(path)
    return [release for release in list_releases(path) if release_number(release) > number]


def start_release(path: Path, missing: Iterable[Path]) -> Path:
    """Return an empty folder for the next release; what interrupted deployments left is removed.

    `missing` are those of `path` and its parents that do not exist yet.
    """
    folder = path / "releases"
    new_folders = [*missing, *([] if folder.exists() else [folder])]
    folder.mkdir(parents=True, exist_ok=True)
    for new_folder in new_folders:
        add_permissions(new_folder, 0o755)
    remove_unfinished(path)
    building = folder / f"{next_release_path(path).name}{UNFINISHED}"
    building.mkdir()
    return building


def finish_release(path: Path, building: Path, keep: int) -> None:
    """Switch to the release that was built in a folder, and remove the oldest but `keep` others.

    Newer releases are removed before the switch: a rollback must not lead to them.
    """
    make_readable(building)
    for newer in newer_releases(path):
        remove_release(newer)
    release = building.rename(building.with_name(building.name.removesuffix(UNFINISHED)))
    switch_to(path, release)
    for old in [r for r in list_releases(path) if r != release][: -keep or None]:
        remove_release(old)


def next_release_path(path: Path) -> Path:
    """Return the path of the next release: its number is above all others, and its name free."""
    folder = path / "releases"
    number = max([current_number(path), *map(release_number, list_releases(path))]) + 1
    while any(os.path.lexists(folder / f"{number:06}{end}") for end in ("", UNFINISHED)):
        number += 1
    return folder / f"{number:06}"


def remove_unfinished(path: Path) -> None:
    """Remove what interrupted deployments left half built or half removed; report foreign files."""
    for entry in sorted((path / "releases").iterdir()):
        if entry.is_symlink() or not entry.is_dir():
            click.echo(f"warning: {entry} is not a release; remove it")
        elif entry.name.endswith(UNFINISHED):
            remove_tree(entry)


def make_readable(*folders: Path) -> None:
    """Let a web server, which is another user, read folders and all files below them."""
    for folder in folders:
        for parent, _, names in os.walk(folder):
            add_permissions(parent, 0o755)
            for name in names:
                add_permissions(f"{parent}/{name}", 0o644)


def add_permissions(path: str | Path, mode: int) -> None:
    """Add permissions to a file or folder that lacks some of them."""
    current = os.stat(path).st_mode & 0o7777  # noqa: PTH116
    if current | mode != current:
        os.chmod(path, current | mode)  # noqa: PTH101


def switch_to(path: Path, release: Path) -> None:
    """Point `current` to a release in one step."""
    link = path / "current.new"
    link.unlink(missing_ok=True)
    link.symlink_to(Path("releases") / release.name)
    link.replace(path / "current")


def remove_release(release: Path) -> None:
    """Remove a release; half removed, it is as unfinished as one that is half built."""
    remove_tree(release.rename(f"{release}{UNFINISHED}"))


def remove_tree(folder: Path) -> None:
    """Remove an unfinished release; a failure is a warning, for readers lose nothing."""
    try:
        shutil.rmtree(folder)
    except OSError as error:
        click.echo(f"warning: cannot remove {folder}: {error.strerror or error}; remove it")


def refuse_foreign_folder(path: Path) -> None:
    """Raise `UserError` for a folder with files that no deployment put there."""
    advice = "; use an empty folder"
    names = {entry.name for entry in path.iterdir()} - OWN_NAMES if path.exists() else set()
    link, folder = path / "current", path / "releases"
    if names:
        raise UserError(f"{path} contains {min(names)}, which no deployment put there{advice}")
    if link.is_symlink() and not is_release_link(link):
        raise UserError(f"{link} points to {link.readlink()}, not to a release{advice}")
    if link.exists() and not link.is_symlink():
        raise UserError(f"{link} is not a link to a release{advice}")
    entries = [entry.name for entry in folder.iterdir()] if folder.is_dir() else []
    if foreign := [name for name in entries if not is_release_name(name)]:
        raise UserError(f"{folder} contains {min(foreign)}, which is not a release{advice}")


def is_release_link(link: Path) -> bool:
    """Return whether a link is one that `switch_to` makes, such as to `releases/000001`."""
    target = link.readlink()
    return target.parent == Path("releases") and bool(RELEASE.fullmatch(target.name))


def is_release_name(name: str) -> bool:
    """Return whether a deployment gives a release this name, while or after it is built."""
    return bool(RELEASE.fullmatch(name.removesuffix(UNFINISHED)))


def refuse_unwritable(path: Path) -> None:
    """Raise `UserError` for a folder that cannot be made or written to."""
    nearest = next(parent for parent in (path, *path.parents) if os.path.lexists(parent))
    if not nearest.is_dir():
        raise UserError(f"{nearest} is not a folder; use another path")
    if not os.access(nearest, os.R_OK | os.W_OK | os.X_OK):
        raise UserError(f"permission denied: {nearest}")
