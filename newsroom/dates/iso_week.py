"""Weeks of ISO 8601: from Monday to Sunday, named by the year that has their Thursday."""

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

MONTHS = tuple(calendar.month_name)
NAME = re.compile(r"([0-9]{4})-W([0-9]{2})")


@dataclass(frozen=True, order=True)
class Week:
    """One week, such as 2025-W47."""

    year: int
    number: int

    def __str__(self) -> str:
        return f"{self.year:04}-W{self.number:02}"

    @property
    def monday(self) -> date:
        """The first day of the week."""
        return date.fromisocalendar(self.year, self.number, 1)

    @property
    def sunday(self) -> date:
        """The last day of the week."""
        return self.monday + timedelta(days=6)

    @property
    def days(self) -> str:
        """The first to the last day: `17 to 23 November 2025`, `27 October to 2 November 2025`."""
        first, last = self.monday, self.monday + timedelta(days=6)
        start = f"{first.day}"
        if first.month != last.month:
            start += f" {MONTHS[first.month]}"
        if first.year != last.year:
            start += f" {first.year}"
        return f"{start} to {last.day} {MONTHS[last.month]} {last.year}"

    def before(self) -> "Week":
        """Return the week that precedes this one."""
        return week_of(self.monday - timedelta(days=1))


def week_of(day: date) -> Week:
    """Return the week of a day, or of a datetime by the calendar of its own time zone."""
    year, number, _ = day.isocalendar()
    return Week(year, number)


def parse_week(text: str) -> Week | None:
    """Return the week of a name such as `2025-W47`; None for one that no year has (2025-W53)."""
    match = NAME.fullmatch(text)
    if not match:
        return None
    year, number = int(match[1]), int(match[2])
    try:
        date.fromisocalendar(year, number, 7)
    except ValueError:
        return None
    return Week(year, number)
