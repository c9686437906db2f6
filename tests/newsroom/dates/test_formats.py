"""Datetimes in words."""

from datetime import datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from newsroom.dates.formats import format_day_and_time


@pytest.mark.parametrize(
    ("zone", "text"),
    [
        (ZoneInfo("Asia/Kolkata"), "9 March 2025, 09:05 IST"),
        (ZoneInfo("UTC"), "9 March 2025, 09:05 UTC"),
        (ZoneInfo("Asia/Tehran"), "9 March 2025, 09:05 UTC+03:30"),
        (timezone(timedelta(hours=-3)), "9 March 2025, 09:05 UTC-03:00"),
    ],
)
def test_the_time_of_day_has_its_zone(zone: ZoneInfo | timezone, text: str) -> None:
    assert format_day_and_time(datetime(2025, 3, 9, 9, 5, tzinfo=zone)) == text


def test_midnight_is_a_day_without_a_time() -> None:
    assert format_day_and_time(datetime(2025, 3, 9, tzinfo=ZoneInfo("UTC"))) == "9 March 2025"
