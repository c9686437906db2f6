"""The datetimes at which a site changes by itself, with nothing saved."""

from dataclasses import dataclass
from datetime import datetime

from newsroom.dates.local_time import format_datetime
from newsroom.diagnostics.report import Report


@dataclass(frozen=True, order=True)
class ScheduledChange:
    """A datetime from which the output of a build differs, because of a file."""

    due: datetime
    path: str
    event: str

    def __str__(self) -> str:
        """`2026-02-01 09:00 +05:30 content/posts/a.md is due`."""
        return f"{format_datetime(self.due)} {self.path} {self.event}"


def scheduled_changes(report: Report) -> list[ScheduledChange]:
    """Return the changes that a build knows of, the earliest first.

    They are posts and pages that are published later, and posts that leave the news sitemap.
    """
    events = {"is due": report.withheld, "leaves the news sitemap": report.news_until}
    return sorted(
        ScheduledChange(due, path, event)
        for event, datetimes in events.items()
        for path, due in datetimes.items()
        if due
    )


def next_changes(report: Report) -> list[ScheduledChange]:
    """Return the earliest change of each kind, the earliest first."""
    earliest: dict[str, ScheduledChange] = {}
    for change in scheduled_changes(report):
        earliest.setdefault(change.event, change)
    return list(earliest.values())
