"""The releases of a site in a folder: `releases/000001` and on, and `current`, which leads to one.

Releases are numbered, since clocks may be wrong. Those before the one that readers have are what
readers had, the latest last: what is newer goes before readers get another one. A link, or a file,
with the name of a release is from somebody else: it is never followed, removed or replaced.
"""

import os
import re
import shutil
from pathlib import Path

import click

from newsroom.diagnostics.errors import UserError
from newsroom.output.manifest import file_paths, read_regular_file, sha256

RELEASE = re.compile(r"\d{6,}")
UNFINISHED = ".new"
LOCK = ".lock"
OURS = {"current", "releases", "current.new", LOCK}


def releases(path: Path) -> list[Path]:
    """Return the whole releases, oldest first."""
    below = path / "releases"
    found = [entry for entry in below.iterdir() if is_release(entry)] if below.is_dir() else []
    return sorted(found, key=number)


def is_release(entry: Path) -> bool:
    """Whether an entry of `releases/` is a whole release: a folder, and no link to one."""
    return bool(RELEASE.fullmatch(entry.name)) and entry.is_dir() and not entry.is_symlink()


def number(release: Path) -> int:
    """Return the number of a release."""
    return int(release.name)


def current_number(path: Path) -> int:
    """Return the number that `current` leads to, even where nothing is there; 0 for none."""
    link = path / "current"
    return number(link.readlink()) if link.is_symlink() else 0


def current(path: Path) -> Path | None:
    """Return the release that readers have; None where there is none yet."""
    now = current_number(path)
    return next((release for release in releases(path) if number(release) == now), None)


def hashes(release: Path | None) -> dict[str, str]:
    """Return the SHA-256 of each file of a release, as it is now; "" for what cannot be shared."""
    found = {}
    for path in file_paths(release) if release else ():
        try:
            data = read_regular_file(f"{release}/{path}")
        except OSError:
            data = None
        found[path] = "" if data is None else sha256(data)
    return found


def before(path: Path) -> Path:
    """Return the release before the one that readers have; raise `UserError` for none."""
    now = current_number(path)
    older = [release for release in releases(path) if number(release) < now]
    if not older:
        raise UserError(f"{path} holds no release before the one that readers have")
    return older[-1]


def newer(path: Path) -> list[Path]:
    """What readers have no more, after a rollback, or never had, where a deployment was cut."""
    now = current_number(path)
    return [release for release in releases(path) if number(release) > now]


def next_release(path: Path) -> Path:
    """Return where the next release goes: its number is above all others, and its name is free."""
    below = path / "releases"
    found = max([current_number(path), *map(number, releases(path))]) + 1
    while any(os.path.lexists(below / f"{found:06}{end}") for end in ("", UNFINISHED)):
        found += 1
    return below / f"{found:06}"


def sweep(path: Path) -> None:
    """Remove what cut deployments left half built or half removed; report what is not ours."""
    for entry in sorted((path / "releases").iterdir()):
        if entry.is_symlink() or not entry.is_dir():
            click.echo(f"warning: {entry} is not a release, and is left alone; remove it")
        elif entry.name.endswith(UNFINISHED):
            discard(entry)


def make_readable(*folders: Path) -> None:
    """Let a web server, which is another user, read folders and all below them."""
    for folder in folders:
        for place, _, names in os.walk(folder):
            allow(place, 0o755)
            for name in names:
                allow(f"{place}/{name}", 0o644)


def allow(path: str | Path, mode: int) -> None:
    """Add permissions to a file or folder that lacks some of them."""
    now = os.stat(path).st_mode & 0o7777  # noqa: PTH116
    if now | mode != now:
        os.chmod(path, now | mode)  # noqa: PTH101


def switch(path: Path, release: Path) -> None:
    """Lead `current` to a release in one step."""
    link = path / "current.new"
    link.unlink(missing_ok=True)
    link.symlink_to(Path("releases") / release.name)
    link.replace(path / "current")


def remove(release: Path) -> None:
    """Remove a release; one that is half gone is no release, as one that is half built."""
    discard(release.rename(f"{release}{UNFINISHED}"))


def discard(folder: Path) -> None:
    """Remove a folder that is no release any more; readers lose nothing where that fails."""
    try:
        shutil.rmtree(folder)
    except OSError as error:
        click.echo(f"warning: cannot remove {folder}: {error.strerror or error}; remove it")


def refuse_others(path: Path) -> None:
    """Raise `UserError` for a folder that holds what no deployment put there."""
    advice = "; name an empty folder"
    others = {entry.name for entry in path.iterdir()} - OURS if path.exists() else set()
    link, below = path / "current", path / "releases"
    if others:
        raise UserError(f"{path} holds {min(others)}, which no deployment put there{advice}")
    if link.is_symlink() and not leads_to_release(link):
        raise UserError(f"{link} leads to {link.readlink()}, which is no release{advice}")
    if link.exists() and not link.is_symlink():
        raise UserError(f"{link} is no link to a release{advice}")
    strange = [e.name for e in below.iterdir() if not ours(e.name)] if below.is_dir() else []
    if strange:
        raise UserError(f"{below} holds {min(strange)}, which is no release{advice}")


def leads_to_release(link: Path) -> bool:
    """Whether a link is what `switch` makes: `releases/000001`."""
    target = link.readlink()
    return target.parent == Path("releases") and bool(RELEASE.fullmatch(target.name))


def ours(name: str) -> bool:
    """Whether a deployment gives a release that name, while or after it is built."""
    return bool(RELEASE.fullmatch(name.removesuffix(UNFINISHED)))


def refuse_closed(path: Path) -> None:
    """Raise `UserError` for a folder that cannot be made or written to."""
    there = next(place for place in (path, *path.parents) if os.path.lexists(place))
    if not there.is_dir():
        raise UserError(f"{there} is no folder; name another place")
    if not os.access(there, os.R_OK | os.W_OK | os.X_OK):
        raise UserError(f"{there} is closed to you; make it yours, or name another folder")
