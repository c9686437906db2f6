"""Years and months."""

from datetime import UTC, datetime
from types import SimpleNamespace

from plugins.period_archives import years


def post(year: int, month: int) -> SimpleNamespace:
    return SimpleNamespace(date=datetime(year, month, 5, tzinfo=UTC))


def test_years_hold_months_newest_first() -> None:
    found = years([post(2025, 3), post(2025, 1), post(2025, 1), post(2024, 12)])
    assert [(year.url, len(year.articles)) for year in found] == [("2025/", 3), ("2024/", 1)]
    months = [(month.url, len(month.articles)) for year in found for month in year.months]
    assert months == [("2025/03/", 1), ("2025/01/", 2), ("2024/12/", 1)]


def test_no_posts_no_years() -> None:
    assert years([]) == ()
