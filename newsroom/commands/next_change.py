"""`next-change`: print when the site changes by itself."""

import io
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, redirect_stderr
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import click

from newsroom.build.dry_run import read_by_the_clock
from newsroom.build.settings_file import read_settings_file, read_site_settings
from newsroom.content.front_matter import fields as values
from newsroom.dates.local_time import in_zone
from newsroom.diagnostics.errors import UserError
from newsroom.output.next_change import ScheduledChange, scheduled_changes

CONTENT_CHANGED = "the content has changed since"


def run(since: str | None) -> int:
    """Print what has come due since a datetime, or all that is scheduled; return the exit status.

    The exit status is 1 when there is nothing to print.
    """
    file = "publishconf.py"
    raw = read_settings_file(file, Path("output"))
    if not raw["SITEURL"]:
        file = "pelicanconf.py"
        raw = read_settings_file(file, Path("output"))
    settings = read_site_settings(raw)
    if since is None:
        return print_lines(
            list(map(str, changes_known_at(settings.now, file))), "nothing is scheduled"
        )
    lines, next_line = due_since(
        parse_since(since, settings.timezone, settings.now), settings.now, file
    )
    return print_lines(lines, next_line)


def print_lines(lines: Sequence[str], otherwise: str) -> int:
    """Print the lines, or another where there are none; return the exit status, then 1."""
    click.echo("\n".join(lines) or otherwise)
    return 0 if lines else 1


def parse_since(text: str, zone: ZoneInfo, now: datetime) -> datetime:
    """Return a datetime, or when a file was last modified.

    Raises `UserError` for any other text and for a datetime that is still to come. Prints a warning
    for a wall time that occurs twice or never.
    """
    if Path(text).is_file():
        since = in_zone(datetime.fromtimestamp(Path(text).stat().st_mtime, UTC), zone)
    else:
        try:
            since = values.parse_date(text, zone)
        except values.FieldError:
            advice = "write a datetime as 2025-11-20T09:00+05:30"
            raise UserError(f'invalid --since "{text}": not a file or datetime; {advice}') from None
        if problem := values.date_problem(text, zone):
            click.echo(f"--since: warning: {problem.message}; {problem.advice}", err=True)
    if since > now:
        value = since.isoformat(timespec="seconds")
        raise UserError(f"--since {value} is still to come; check the clock of this computer")
    return since


def due_since(since: datetime, now: datetime, settings_file: str) -> tuple[list[str], str]:
    """Return a line for each change that has come due, and what to print when there is none.

    Raises `UserError` when the content has errors now.
    """
    try:
        changes = changes_known_at(since, settings_file)
    except UserError:
        # A correction of today is an error yesterday; what is an error now is raised here.
        changes_known_at(now, settings_file)
        return [CONTENT_CHANGED], ""
    due = [str(change) for change in changes if change.due <= now]
    later = [change for change in changes if change.due > now]
    return due, f"nothing is due; next: {later[0]}" if later else "nothing is due"


def changes_known_at(now: datetime, settings_file: str) -> list[ScheduledChange]:
    """Return the changes that a build at `now` knows of, without its warnings."""
    with clock_at(now), redirect_stderr(io.StringIO()):
        return scheduled_changes(read_by_the_clock(settings_file).report)


@contextmanager
def clock_at(now: datetime) -> Iterator[None]:
    """Have builds inside of the context take `now` for the current time."""
    previous = os.environ.get("SOURCE_DATE_EPOCH")
    os.environ["SOURCE_DATE_EPOCH"] = str(int(now.timestamp()))
    try:
        yield
    finally:
        del os.environ["SOURCE_DATE_EPOCH"]
        if previous is not None:
            os.environ["SOURCE_DATE_EPOCH"] = previous
