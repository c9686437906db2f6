"""Filters of the templates."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from newsroom.dates.formats import (
    format_day,
    format_day_and_month,
    format_day_and_time,
    format_iso,
    format_month,
    format_month_name,
    format_short_day,
)
from plugins.read.template_filters import join_url


@pytest.mark.parametrize(
    ("path", "base", "expected"),
    [
        ("2025/11/x/", "", "/2025/11/x/"),
        ("2025/11/x/", "/blog", "/blog/2025/11/x/"),
        ("/", "/blog", "/blog/"),
        ("", "", "/"),
        ("/about/", "https://example.org/blog", "https://example.org/blog/about/"),
    ],
)
def test_urls(path: str, base: str, expected: str) -> None:
    assert join_url(path, base) == expected


def test_dates_in_words_and_for_machines() -> None:
    kolkata = ZoneInfo("Asia/Kolkata")
    date = datetime(2025, 3, 9, 9, 5, tzinfo=kolkata)
    assert format_day(date) == "9 March 2025"
    assert format_short_day(date) == "9 Mar 2025"
    assert format_month(date) == "March 2025"
    assert format_day_and_month(date) == "9 March"
    assert format_month_name(date) == "March"
    assert format_day_and_time(date, kolkata) == "9 March 2025, 09:05 IST"
    assert format_iso(date) == "2025-03-09T09:05:00+05:30"
