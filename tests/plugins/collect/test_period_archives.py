"""Years and months."""

from datetime import UTC, datetime
from types import SimpleNamespace

from plugins.collect.period_archives import group_by_year


def post(year: int, month: int) -> SimpleNamespace:
    return SimpleNamespace(date=datetime(year, month, 5, tzinfo=UTC))


def test_years_hold_months_newest_first() -> None:
    years = group_by_year([post(2025, 3), post(2025, 1), post(2025, 1), post(2024, 12)])
    assert [(year.url, len(year.articles)) for year in years] == [("2025/", 3), ("2024/", 1)]
    months = [(month.url, len(month.articles)) for year in years for month in year.months]
    assert months == [("2025/03/", 1), ("2025/01/", 2), ("2024/12/", 1)]


def test_each_month_is_listed_once_where_clocks_are_set_back_into_the_old_one() -> None:
    # St. John's, 1 November 2009: 00:01 -02:30 was followed by 23:01 -03:30 of October.
    dates = ["2009-11-01T00:30-03:30", "2009-10-31T23:30-03:30", "2009-11-01T00:00:30-02:30",
               "2009-10-31T23:59-02:30"]  # fmt: skip
    posts = [SimpleNamespace(date=datetime.fromisoformat(text)) for text in dates]
    (year,) = group_by_year(posts)
    assert [(month.url, [*month.articles]) for month in year.months] == [
        ("2009/11/", [posts[0], posts[2]]),
        ("2009/10/", [posts[1], posts[3]]),
    ]


def test_no_posts_no_years() -> None:
    assert group_by_year([]) == ()
