"""Datetimes and lengths of time as readers have them, in the words of a language."""

from collections.abc import Callable
from datetime import date, datetime, time
from functools import partial
from zoneinfo import ZoneInfo

from newsroom.dates.iso_week import Week
from newsroom.dates.local_time import offset_name
from newsroom.locale.languages import format_pattern
from newsroom.locale.words import Words


def format_by(key: str, words: Words, instant: date) -> str:
    """Return a date, or the one of a datetime, in the pattern with a key."""
    day = instant.date() if isinstance(instant, datetime) else instant
    return format_pattern(day, getattr(words, key), words.dates[key])


def format_day(words: Words, instant: date) -> str:
    """Return the day of a date, `21 November 2025`."""
    return format_by("day_pattern", words, instant)


def format_short_day(words: Words, instant: date) -> str:
    """Return the day of a date, `21 Nov 2025`."""
    return format_by("short_day_pattern", words, instant)


def format_month(words: Words, instant: date) -> str:
    """Return the month of a date, `November 2025`."""
    return format_by("month_pattern", words, instant)


def format_month_name(words: Words, instant: date) -> str:
    """Return the month of a date under a heading with its year: `November`."""
    return format_by("month_name_pattern", words, instant)


def format_day_and_month(words: Words, instant: date) -> str:
    """Return the day of a date under a heading with its year: `21 November`."""
    return format_by("day_in_year_pattern", words, instant)


def format_day_and_time(words: Words, instant: datetime, *, zone: ZoneInfo) -> str:
    """Return day and time of a datetime: `21 November 2025, 09:00 IST`.

    A datetime at midnight is one of a day alone, and has no time.
    """
    day = format_day(words, instant)
    if instant.time() == time.min:
        return day
    clock = f"{instant:%H:%M} {offset_name(instant, zone)}"
    return words.text("day_and_time", day=day, time=clock)


def format_minutes(words: Words, minutes: int) -> str:
    """Return minutes as readers say them: `4 min`, `1 h`, `3 h 3 min`."""
    hours, rest = divmod(minutes, 60)
    parts = [words.text("hours", count=hours)] if hours else []
    parts += [words.text("minutes", count=rest)] if rest or not hours else []
    return " ".join(parts)


def format_week(words: Words, week: Week) -> str:
    """Return the days of a week: `17 to 23 November 2025`, `27 October to 2 November 2025`."""
    first, last = week.monday, week.sunday
    key = "day_pattern"
    if first.month == last.month:
        key = "day_in_month_pattern"
    elif first.year == last.year:
        key = "day_in_year_pattern"
    texts = {"first": format_by(key, words, first), "last": format_day(words, last)}
    return words.text("days", **texts)


def date_filters(words: Words, zone: ZoneInfo) -> dict[str, Callable[..., object]]:
    """Return the filters of templates that print dates and times in a language."""
    return {
        "date": partial(format_day, words),
        "short_date": partial(format_short_day, words),
        "month": partial(format_month, words),
        "month_name": partial(format_month_name, words),
        "day_and_month": partial(format_day_and_month, words),
        "day_and_time": partial(format_day_and_time, words, zone=zone),
        "minutes": partial(format_minutes, words),
        "week": partial(format_week, words),
    }
