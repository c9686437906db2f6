"""Runs a deployment or a rollback: prints what will change, changes it, sends notifications.

There is one deployment at a time to a destination. Notifications are recorded before the first file
is sent, and until they have been sent, for a run may be interrupted, and servers may not answer.
"""

import sys
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from pathlib import Path

import click

from newsroom.cli.prompts import confirm
from newsroom.config.schema import Settings
from newsroom.deploy.folder.releases import (
    LOCK,
    current_release,
    file_checksums,
    previous_release,
    switch_to,
)
from newsroom.deploy.notifications import record_notifications, send_recorded
from newsroom.deploy.plan import Changes, plan_changes, render_changes
from newsroom.deploy.state import hold_lock, records_of
from newsroom.deploy.target import Target
from newsroom.diagnostics.errors import UserError
from newsroom.diagnostics.rendering import plural
from newsroom.output.manifest import BuiltFolder, verify_files
from newsroom.urls.credentials import scrub

UNFINISHED = "no live page links to a missing file; run this again to finish"
MAX_LISTED = 20  # URLs of a kind, unless it is a dry run


@dataclass(frozen=True)
class Options:
    """Whether a deployment only lists what it would do, and whether questions are answered yes."""

    dry_run: bool = False
    yes: bool = False

    @property
    def max_listed(self) -> int:
        """How many URLs of a kind are printed."""
        return sys.maxsize if self.dry_run else MAX_LISTED


def print_scrubbed(lines: Iterable[str]) -> None:
    """Print lines, without the secrets of the environment."""
    for line in lines:
        click.echo(scrub(line))


def summary(changes: Changes) -> str:
    """Return `3 files to send, 1 to remove`."""
    return f"{plural(len(changes.uploads), 'file')} to send, {len(changes.removed):,} to remove"


def lock_destination(
    file: Path, destination: str, *, dry_run: bool
) -> AbstractContextManager[None]:
    """Return the lock of a destination; a dry run, which writes nothing, needs none."""
    return nullcontext() if dry_run else hold_lock(file, destination)


def compare_with_destination(target: Target, built: BuiltFolder) -> Changes:
    """Return what would change; the destination is read while the built files are hashed."""
    with ThreadPoolExecutor(1) as pool:
        inspection = pool.submit(target.inspect)
        checksums = verify_files(built.folder, built.manifest, target.checksum)
        inspection.result()
    return target.compare(checksums)


def run_deployment(
    name: str, settings: Settings, target: Target, built: BuiltFolder, options: Options
) -> None:
    """Deploy a built site to the destination of a target."""
    with lock_destination(target.lock, target.destination, dry_run=options.dry_run):
        changes = compare_with_destination(target, built)
        listing = render_changes(changes, settings.url, options.max_listed)
        if changes:
            print_scrubbed([f"{name}: {summary(changes)}", *listing])
        else:
            print_scrubbed([*listing, f"{name}: nothing changed; no files sent"])
        if options.dry_run:
            print_scrubbed(["dry run: no files sent"] if changes else [])
            return
        if changes.question and changes:
            confirm(scrub(f"{name}: {changes.question}"), yes=options.yes)
        records = records_of(name, target.destination)
        pending = record_notifications(changes, settings, records)
        if changes:
            transfer(name, target, changes, settings)
        if changes.is_unknown:
            print_scrubbed(["notifications skipped: no record of the previous deployment"])
        print_scrubbed(send_recorded(pending, settings, records))


def transfer(name: str, target: Target, changes: Changes, settings: Settings) -> None:
    """Make the changes, and print what they were."""
    try:
        target.transfer(changes)
    except UserError as error:
        raise UserError(f"{error}; {UNFINISHED}") from error
    done = f"{plural(len(changes.uploads), 'file')} sent, {len(changes.removed):,} removed"
    print_scrubbed([f"{name}: {done}; live at {settings.url}/"])


def run_rollback(path: Path, settings: Settings, *, dry_run: bool) -> None:
    """Make the previous release in the folder of the target `folder` the current one."""
    previous_release(path)
    with lock_destination(path / LOCK, str(path), dry_run=dry_run):
        release = previous_release(path)
        changes = plan_changes(file_checksums(release), file_checksums(current_release(path)))
        print_scrubbed([f"folder: rolling back to release {release.name}"])
        print_scrubbed(render_changes(changes, settings.url, Options(dry_run).max_listed))
        if dry_run:
            print_scrubbed(["dry run: nothing changed"])
            return
        records = records_of("folder", str(path))
        pending = record_notifications(changes, settings, records)
        switch_to(path, release)
        print_scrubbed([f"folder: rolled back to release {release.name}"])
        print_scrubbed(send_recorded(pending, settings, records))
