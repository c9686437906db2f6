"""Datetimes as readers and machines (RFC 3339) read them."""

import calendar
from datetime import datetime, time
from zoneinfo import ZoneInfo

from newsroom.dates.local_time import offset_name

MONTHS = tuple(calendar.month_name)  # looked up once: calendar works a name out at each use
SHORT_MONTHS = tuple(calendar.month_abbr)


def format_day(instant: datetime) -> str:
    """Return the day of a datetime, `21 November 2025`, in English whatever the locale."""
    return f"{instant.day} {MONTHS[instant.month]} {instant.year}"


def format_short_day(instant: datetime) -> str:
    """Return the day of a datetime, `21 Nov 2025`, in English whatever the locale."""
    return f"{instant.day} {SHORT_MONTHS[instant.month]} {instant.year}"


def format_day_and_month(instant: datetime) -> str:
    """Return the day of a datetime under a heading with its year: `21 November`."""
    return f"{instant.day} {MONTHS[instant.month]}"


def format_day_and_time(instant: datetime, zone: ZoneInfo) -> str:
    """Return day and time of a datetime: `21 November 2025, 09:00 IST`.

    A datetime at midnight is one of a day alone, and has no time.
    """
    if instant.time() == time.min:
        return format_day(instant)
    return f"{format_day(instant)}, {instant:%H:%M} {offset_name(instant, zone)}"


def format_month(instant: datetime) -> str:
    """Return the month of a datetime, `November 2025`, in English whatever the locale."""
    return f"{MONTHS[instant.month]} {instant.year}"


def format_month_name(instant: datetime) -> str:
    """Return the month of a datetime under a heading with its year: `November`."""
    return MONTHS[instant.month]


def format_iso(instant: datetime) -> str:
    """Return a datetime as RFC 3339 and the `datetime` attribute have it.

    >>> format_iso(datetime.fromisoformat("2025-11-21 09:00+05:30"))
    '2025-11-21T09:00:00+05:30'
    """
    return instant.isoformat(timespec="seconds")


def parse_rfc3339(text: object) -> datetime | None:
    """Return the datetime of a text with an offset; None for anything else."""
    try:
        instant = datetime.fromisoformat(text if isinstance(text, str) else "")
    except ValueError:
        return None
    return instant if instant.tzinfo else None


def parse_rfc3339_to_seconds(text: object) -> datetime | None:
    """Return the datetime of a text without its fraction of a second; None for anything else.

    Feeds add a fraction to datetimes so that readers can sort by them.
    """
    instant = parse_rfc3339(text)
    return instant and instant.replace(microsecond=0)
