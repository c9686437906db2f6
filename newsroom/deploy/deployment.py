"""A deployment with its target open, and the way back: say what will be done, do it, say what was.

One at a time to a place. What the world has to be told is kept until it was told, for a run may be
cut, and servers may not answer.
"""

import sys
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from pathlib import Path

import click

from newsroom.cli.prompts import confirm
from newsroom.config.schema import Site
from newsroom.deploy.folder.releases import LOCK, before, current, hashes, switch
from newsroom.deploy.notifications import announce, to_tell
from newsroom.deploy.plan import Changes, listing, plan
from newsroom.deploy.state import Records, hold_lock, records_of
from newsroom.deploy.target import Target, scrub
from newsroom.diagnostics.errors import UserError
from newsroom.diagnostics.rendering import plural
from newsroom.output.manifest import BuiltFolder, verify_files

UNFINISHED = "no page that readers have names a missing file; run this again to finish"
SHOWN = 20  # addresses of a kind, where it is not a dry run
UNTOLD = "untold"


def tell(lines: Iterable[str]) -> None:
    """Print lines, without the secrets of the environment."""
    for line in lines:
        click.echo(scrub(line))


def summary(changes: Changes) -> str:
    """`3 files to send, 1 to remove`."""
    return f"{plural(len(changes.sent), 'file')} to send, {len(changes.removed):,} to remove"


def guard(file: Path, place: str, *, dry_run: bool) -> AbstractContextManager[None]:
    """The lock of a place; a dry run, which writes nothing, needs none."""
    return nullcontext() if dry_run else hold_lock(file, place)


def compare(target: Target, built: BuiltFolder) -> Changes:
    """What would change; the target looks at what is there while the built files are read."""
    with ThreadPoolExecutor(1) as pool:
        looking = pool.submit(target.look)
        marks = verify_files(built.folder, built.manifest, target.mark)
        looking.result()
    return target.compare(marks)


@dataclass(frozen=True)
class Options:
    """Whether a deployment only lists what it would do, and whether questions are answered yes."""

    dry_run: bool = False
    yes: bool = False


def deploy(name: str, site: Site, target: Target, built: BuiltFolder, options: Options) -> None:
    """Make the place of the target into the site that is built."""
    dry_run = options.dry_run
    with guard(target.lock, target.place, dry_run=dry_run):
        changes = compare(target, built)
        if not changes:
            tell([*listing(changes, site.url, SHOWN), f"{name}: nothing changed, no file is sent"])
        else:
            tell([f"{name}: {summary(changes)}"])
            tell(listing(changes, site.url, sys.maxsize if dry_run else SHOWN))
        if dry_run:
            tell(["dry run: nothing was sent"] if changes else [])
            return
        if changes.question and changes:
            confirm(scrub(f"{name}: {changes.question}"), yes=options.yes)
        records = records_of(name, target.place)
        untold = note(changes, site, records)
        if changes:
            try:
                target.send(changes)
            except UserError as error:
                raise UserError(f"{error}; {UNFINISHED}") from error
            done = f"{plural(len(changes.sent), 'file')} sent, {len(changes.removed):,} removed"
            tell([f"{name}: {done}; readers find them at {site.url}/"])
        tell_the_world(changes, site, records, untold)


def roll_back(path: Path, site: Site, *, dry_run: bool) -> None:
    """Give readers the release before in the folder of the target `folder`."""
    before(path)
    with guard(path / LOCK, str(path), dry_run=dry_run):
        release = before(path)
        changes = plan(hashes(release), hashes(current(path)))
        tell([f"folder: back to release {release.name}"])
        tell(listing(changes, site.url, sys.maxsize if dry_run else SHOWN))
        if dry_run:
            tell(["dry run: nothing was changed"])
            return
        records = records_of("folder", str(path))
        untold = note(changes, site, records)
        switch(path, release)
        tell([f"folder: readers have release {release.name} again"])
        tell_the_world(changes, site, records, untold)


def note(changes: Changes, site: Site, records: Records) -> dict[str, list[str]]:
    """What is to be told once the changes are made, kept for a later run should this one be cut."""
    earlier = records.read(UNTOLD, list)
    untold = to_tell(changes, site, earlier)
    if untold != earlier:
        records.write(UNTOLD, untold)
    return untold


def tell_the_world(
    changes: Changes, site: Site, records: Records, untold: Mapping[str, list[str]]
) -> None:
    """Tell it, and keep what could not be told."""
    said, left = announce(site, untold)
    if changes.unknown:
        said.insert(0, "nobody was told: it is not known here what was there before")
    tell(said)
    if left != untold:
        records.write(UNTOLD, left)
