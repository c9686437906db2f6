"""Weeks at the edges of years."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.dates.iso_week import Week, parse_week, week_of


@pytest.mark.parametrize(
    ("day", "week"),
    [
        ("2024-01-01", "2024-W01"), ("2023-12-31", "2023-W52"), ("2021-01-03", "2020-W53"),
        ("2020-12-28", "2020-W53"), ("2024-12-30", "2025-W01"), ("2025-11-23", "2025-W47"),
        ("2027-01-01", "2026-W53"), ("0999-01-01", "0999-W01"),
    ],
)  # fmt: skip
def test_the_week_of_a_day(day: str, week: str) -> None:
    assert str(week_of(date.fromisoformat(day))) == week


def test_the_week_of_a_datetime_is_that_of_its_zone() -> None:
    instant = datetime(2024, 12, 29, 19, 0, tzinfo=UTC)  # Sunday there, Monday in India
    assert str(week_of(instant)) == "2024-W52"
    assert str(week_of(instant.astimezone(ZoneInfo("Asia/Kolkata")))) == "2025-W01"


@pytest.mark.parametrize(
    "text",
    ["", "2025-W00", "2025-W53", "2025-W54", "2025-47", "2025-w47", "25-W47", "2025-W47 ",
     "0000-W01", "9999-W52", "2025-W4７", "2025-W47\n"],
)  # fmt: skip
def test_an_invalid_week_is_none(text: str) -> None:
    assert parse_week(text) is None


@given(st.dates(date(1900, 1, 1), date(2200, 1, 1)))
def test_each_day_is_in_one_week(day: date) -> None:
    week = week_of(day)
    assert week.monday <= day < week.monday + timedelta(days=7)
    assert parse_week(str(week)) == week
    assert week.before() < week
    assert week.before().monday == week.monday - timedelta(days=7)


@pytest.mark.parametrize(
    ("week", "days"),
    [
        (Week(2025, 47), "17 to 23 November 2025"),
        (Week(2025, 49), "1 to 7 December 2025"),
        (Week(2025, 48), "24 to 30 November 2025"),
        (Week(2025, 44), "27 October to 2 November 2025"),
        (Week(2025, 1), "30 December 2024 to 5 January 2025"),
    ],
)
def test_its_days_in_words(week: Week, days: str) -> None:
    assert week.days == days
