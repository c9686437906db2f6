"""Years and months."""

from datetime import UTC, datetime

import pytest

from newsroom.site.articles import Article
from plugins.collect.period_archives import attach_years, copyright_years, group_by_year
from tests.model import make_article, make_site


def post(year: int, month: int) -> Article:
    return make_article(date=datetime(year, month, 5, tzinfo=UTC))


def test_years_hold_months_newest_first() -> None:
    years = group_by_year([post(2025, 3), post(2025, 1), post(2025, 1), post(2024, 12)])
    assert [(year.url, len(year.articles)) for year in years] == [("2025/", 3), ("2024/", 1)]
    months = [(month.url, len(month.articles)) for year in years for month in year.months]
    assert months == [("2025/03/", 1), ("2025/01/", 2), ("2024/12/", 1)]


def test_a_period_has_the_date_of_its_newest_post() -> None:
    newest, older = post(2025, 3), post(2025, 1)
    (year,) = group_by_year([newest, older])
    assert (year.date, year.months[1].date) == (newest.date, older.date)


def test_each_month_is_listed_once_where_clocks_are_set_back_into_the_old_one() -> None:
    # St. John's, 1 November 2009: 00:01 -02:30 was followed by 23:01 -03:30 of October.
    dates = ["2009-11-01T00:30-03:30", "2009-10-31T23:30-03:30", "2009-11-01T00:00:30-02:30",
               "2009-10-31T23:59-02:30"]  # fmt: skip
    posts = [make_article(date=datetime.fromisoformat(text)) for text in dates]
    (year,) = group_by_year(posts)
    assert [(month.url, month.articles) for month in year.months] == [
        ("2009/11/", (posts[0], posts[2])),
        ("2009/10/", (posts[1], posts[3])),
    ]


def test_no_posts_no_years() -> None:
    assert group_by_year([]) == ()


def test_the_years_of_a_site_are_those_of_its_listed_posts() -> None:
    site = make_site(articles=(post(2025, 3),), hidden_articles=(post(2024, 1),))
    attach_years(site)
    assert [year.url for year in site.years] == ["2025/"]
    assert site.copyright_years == "2025"


@pytest.mark.parametrize(
    ("years", "text"),
    [([], ""), ([2025], "2025"), ([2026, 2025], "2025–2026"), ([2026, 2024, 2021], "2021–2026")],
)
def test_the_copyright_is_of_the_first_and_the_last_year(years: list[int], text: str) -> None:
    assert copyright_years(years) == text
