"""Datetimes as readers and machines see them."""

import calendar
from datetime import datetime

MONTHS = tuple(calendar.month_name)  # looked up once: calendar works a name out at each use


def day(moment: datetime) -> str:
    """`21 November 2025`, in English whatever the machine's locale."""
    return f"{moment.day} {MONTHS[moment.month]} {moment.year}"


def month(moment: datetime) -> str:
    """`November 2025`."""
    return f"{MONTHS[moment.month]} {moment.year}"


def iso(moment: datetime) -> str:
    """`2025-11-21T09:00:00+05:30`, a valid `datetime` attribute and RFC 3339."""
    return moment.isoformat(timespec="seconds")
