"""Weeks by ISO 8601: from Monday to Sunday, named by the year that has their Thursday."""

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
        """Its first day."""
        return date.fromisocalendar(self.year, self.number, 1)

    @property
    def days(self) -> str:
        """`17 to 23 November 2025`, with the month and year twice where they change."""
        first, last = self.monday, self.monday + timedelta(days=6)
        start = f"{first.day}"
        if first.month != last.month:
            start += f" {MONTHS[first.month]}"
        if first.year != last.year:
            start += f" {first.year}"
        return f"{start} to {last.day} {MONTHS[last.month]} {last.year}"

    def before(self) -> "Week":
        """The week before."""
        return week_of(self.monday - timedelta(days=1))


def week_of(day: date) -> Week:
    """The week of a day, or of a moment by the calendar of its own zone."""
    year, number, _ = day.isocalendar()
    return Week(year, number)


def read_week(written: str) -> Week | None:
    """`2025-W47` as a week; None where there is none of that name, such as 2025-W53."""
    match = NAME.fullmatch(written)
    if not match:
        return None
    try:
        date.fromisocalendar(int(match[1]), int(match[2]), 7)
    except ValueError:
        return None
    return Week(int(match[1]), int(match[2]))
