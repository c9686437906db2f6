"""Dates in the words of a language."""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from zoneinfo import ZoneInfo

import pytest

from newsroom.dates.iso_week import Week
from newsroom.locale.catalog import parse_catalog
from newsroom.locale.dates import (
    date_filters,
    format_day,
    format_day_and_month,
    format_day_and_time,
    format_minutes,
    format_month,
    format_month_name,
    format_short_day,
    format_week,
)
from newsroom.locale.words import Words
from tests.interface import WORDS

HINDI = parse_catalog(
    """\
day_pattern: d MMMM y
short_day_pattern: d MMM y
month_pattern: MMMM y
month_name_pattern: LLLL
day_in_month_pattern: d
day_in_year_pattern: d MMMM
days: "{first} से {last}"
day_and_time: "{day}, {time}"
hours: {one: "{count} घंटा", other: "{count} घंटे"}
minutes: "{count} मिनट"
""",
    "hi.yaml",
    "hi",
)[0]
IN_HINDI = Words("hi", HINDI)


@pytest.mark.parametrize(
    ("function", "english", "hindi"),
    [
        (format_day, "9 September 2025", "9 सितंबर 2025"),
        (format_short_day, "9 Sep 2025", "9 सित॰ 2025"),
        (format_month_name, "September", "सितंबर"),
        (format_day_and_month, "9 September", "9 सितंबर"),
        (format_month, "September 2025", "सितंबर 2025"),
        (partial(format_day_and_time, zone=ZoneInfo("UTC")), "9 September 2025, 09:05 UTC",
         "9 सितंबर 2025, 09:05 UTC"),
    ],
)  # fmt: skip
def test_a_date_in_two_languages(
    function: Callable[[Words, datetime], str], english: str, hindi: str
) -> None:
    date = datetime(2025, 9, 9, 9, 5, tzinfo=UTC)
    assert (function(WORDS, date), function(IN_HINDI, date)) == (english, hindi)


@pytest.mark.parametrize(
    ("date", "zone", "text"),
    [
        ("2025-03-09 09:05+05:30", "Asia/Kolkata", "9 March 2025, 09:05 IST"),
        ("2025-03-09 09:05Z", "UTC", "9 March 2025, 09:05 UTC"),
        ("2025-03-09 09:05+01:00", "Europe/Berlin", "9 March 2025, 09:05 CET"),
        ("2025-08-09 09:05+02:00", "Europe/Berlin", "9 August 2025, 09:05 CEST"),
        ("2025-03-09 09:05+03:30", "Asia/Tehran", "9 March 2025, 09:05 UTC+03:30"),
        ("2025-03-09 09:05-03:00", "Asia/Kolkata", "9 March 2025, 09:05 UTC-03:00"),
        ("2025-03-09 00:00+05:30", "Asia/Kolkata", "9 March 2025"),
    ],
)
def test_the_time_of_day_has_its_zone_and_midnight_is_a_day(
    date: str, zone: str, text: str
) -> None:
    instant = datetime.fromisoformat(date)
    assert format_day_and_time(WORDS, instant, zone=ZoneInfo(zone)) == text


@pytest.mark.parametrize(
    ("minutes", "text"),
    [(0, "0 min"), (1, "1 min"), (59, "59 min"), (60, "1 h"), (61, "1 h 1 min"),
     (183, "3 h 3 min")],
)  # fmt: skip
def test_long_times_are_in_hours(minutes: int, text: str) -> None:
    assert format_minutes(WORDS, minutes) == text


def test_times_have_plural_forms() -> None:
    assert format_minutes(IN_HINDI, 61) == "1 घंटा 1 मिनट"
    assert format_minutes(IN_HINDI, 183) == "3 घंटे 3 मिनट"


@pytest.mark.parametrize(
    ("week", "english", "hindi"),
    [
        (Week(2025, 47), "17 to 23 November 2025", "17 से 23 नवंबर 2025"),
        (Week(2025, 44), "27 October to 2 November 2025", "27 अक्टूबर से 2 नवंबर 2025"),
        (Week(2026, 1), "29 December 2025 to 4 January 2026", "29 दिसंबर 2025 से 4 जनवरी 2026"),
    ],
)
def test_the_days_of_a_week(week: Week, english: str, hindi: str) -> None:
    assert (format_week(WORDS, week), format_week(IN_HINDI, week)) == (english, hindi)


def test_filters_of_templates_are_in_one_language() -> None:
    filters = date_filters(IN_HINDI, ZoneInfo("UTC"))
    assert filters["month"](datetime(2025, 9, 9, tzinfo=UTC)) == "सितंबर 2025"
    names = "date short_date month month_name day_and_month day_and_time minutes week"
    assert filters.keys() == {*names.split()}
