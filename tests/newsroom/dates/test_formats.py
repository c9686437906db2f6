"""Datetimes in words."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from newsroom.dates.formats import format_day_and_time


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
    assert format_day_and_time(datetime.fromisoformat(date), ZoneInfo(zone)) == text
