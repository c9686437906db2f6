"""Tell when the output would change by itself.

MOMENT is when the site was last published, in ISO 8601, or a file last changed then. It may
be earlier: a build does not see what comes after it began. Prints what has come due since then (a
scheduled post, a post that is news no more) with exit status 0; 1 when nothing has, 2 when that
cannot be told. Without --since, prints all that is still to come; 1 when nothing is.
Only heads are read: what is wrong below them is for a build to tell.
"""

import io
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, redirect_stderr
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import click

from newsroom.build.dry_run import read_by_the_clock
from newsroom.build.settings_file import read_settings_file, read_site_settings
from newsroom.cli.runner import reported_errors
from newsroom.content.front_matter import fields as values
from newsroom.dates.local_time import in_zone
from newsroom.diagnostics.errors import UserError
from newsroom.diagnostics.report import Report
from plugins.adapter import report_of


@dataclass(frozen=True, order=True)
class Change:
    """A moment from which on the output differs, and why."""

    moment: datetime
    file: str
    what: str

    def __str__(self) -> str:
        return f"{self.moment.isoformat(timespec='seconds')} {self.file} {self.what}"


def changes(report: Report) -> list[Change]:
    """Every moment that is known, the nearest first."""
    kinds = {"is due": report.withheld, "is news no more": report.news_until}
    return sorted(
        Change(moment, file, what)
        for what, moments in kinds.items()
        for file, moment in moments.items()
        if moment
    )


def read_moment(written: str, zone: ZoneInfo, now: datetime) -> datetime:
    """A moment, or when a file was changed; raises `UserError` for what is neither, or to come.

    Prints a warning for a wall time that occurs twice or never.
    """
    if Path(written).is_file():
        moment = in_zone(datetime.fromtimestamp(Path(written).stat().st_mtime, UTC), zone)
    else:
        try:
            moment = values.parse_date(written, zone)
        except values.FieldError:
            advice = "write a moment as 2025-11-20T09:00+05:30"
            said = f'--since is "{written}", neither a file nor a moment; {advice}'
            raise UserError(said) from None
        if problem := values.date_problem(written, zone):
            sys.stderr.write(f"--since: warning: {problem.message}; {problem.advice}\n")
    if moment > now:
        told = moment.isoformat(timespec="seconds")
        raise UserError(f"--since is {told}, which is still to come; is the clock here right?")
    return moment


@contextmanager
def clock_at(moment: datetime) -> Iterator[None]:
    """Builds take this moment for now."""
    before = os.environ.get("SOURCE_DATE_EPOCH")
    os.environ["SOURCE_DATE_EPOCH"] = str(int(moment.timestamp()))
    try:
        yield
    finally:
        del os.environ["SOURCE_DATE_EPOCH"]
        if before is not None:
            os.environ["SOURCE_DATE_EPOCH"] = before


def known_at(moment: datetime, settings_file: str) -> list[Change]:
    """What a build at some moment would know of; its warnings are for a build to tell."""
    with clock_at(moment), redirect_stderr(io.StringIO()):
        return changes(report_of(read_by_the_clock(settings_file)))


def due(since: datetime, now: datetime, settings_file: str) -> tuple[list[str], str]:
    """What has come due, and "" or what comes next. Raises `UserError` for mistakes of now."""
    try:
        known = known_at(since, settings_file)
    except UserError:
        # A correction of today is a mistake yesterday; one that is a mistake now ends here.
        known_at(now, settings_file)
        return ["the content has changed since"], ""
    past = [str(change) for change in known if change.moment <= now]
    ahead = [change for change in known if change.moment > now]
    return past, f"; next: {ahead[0]}" if ahead else ""


def tell(found: Sequence[str], otherwise: str) -> int:
    """Print a line each; gives the exit status."""
    click.echo("\n".join(found) or otherwise)
    return 0 if found else 1


def look(written: str | None) -> int:
    """Tell what has come due since a moment, or what is to come; raises `UserError`."""
    file = "publishconf.py"
    settings = read_settings_file(file, Path("output"))
    if not settings["SITEURL"]:
        file = "pelicanconf.py"
        settings = read_settings_file(file, Path("output"))
    site = read_site_settings(settings)
    if written is None:
        return tell([str(change) for change in known_at(site.now, file)], "nothing is to come")
    found, ahead = due(read_moment(written, site.timezone, site.now), site.now, file)
    return tell(found, f"nothing is due{ahead}")


def run(since: str | None) -> int:
    """Print what has come due, or what is still to come; return the exit status."""
    with reported_errors(failure=2):
        return look(since)
