"""Gives templates `period_archives`: the posts of each year and month, `/2025/` and `/2025/11/`.

Pelican can build these pages too, by searching the list of all posts once for each post.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any, Protocol

from pelican import signals

from plugins.adapter import Generator, IndexedList


class Dated(Protocol):
    """Anything with a date."""

    date: datetime


@dataclass(frozen=True)
class Month:
    """A month that has posts: the date of the newest, its URL, its posts."""

    date: datetime
    url: str
    articles: Sequence[Any]


@dataclass(frozen=True)
class Year:
    """A year that has posts, and its months, newest first."""

    date: datetime
    url: str
    articles: Sequence[Any]
    months: tuple[Month, ...]


def group_by_year(articles: Iterable[Dated]) -> tuple[Year, ...]:
    """Return years and their months, newest first, from articles that are sorted newest first.

    They are sorted by month once more: where clocks are set back at midnight, an instant of the
    old month comes after one of the new.
    """
    by_month = sorted(articles, key=lambda a: (a.date.year, a.date.month), reverse=True)
    return tuple(_year(list(group)) for _, group in groupby(by_month, lambda a: a.date.year))


def _year(articles: list[Any]) -> Year:
    months = tuple(
        Month(members[0].date, f"{members[0].date:%Y/%m}/", members)
        for _, group in groupby(articles, lambda a: a.date.month)
        for members in [IndexedList(group)]
    )
    return Year(articles[0].date, f"{articles[0].date:%Y}/", IndexedList(articles), months)


def _archive(period: Year | Month, name: tuple[Any, ...]) -> Mapping[str, Any]:
    """Return an entry of Pelican's `period_archives`."""
    return {
        "period": name,
        "period_num": name,
        "articles": period.articles,
        "dates": period.articles,
        "url": period.url,
        "save_as": period.url + "index.html",
    }


def attach_period_archives(generator: Generator) -> None:
    """Give Pelican the periods to write, and templates the years with their months."""
    years = group_by_year(generator.articles)
    generator.period_archives = {
        "year": [_archive(year, (year.date.year,)) for year in years],
        "month": [_archive(m, (m.date.year, m.date.month)) for year in years for m in year.months],
    }
    generator.context["period_archives"] = years


def register() -> None:
    """Connect to Pelican's signal after it has sorted its articles."""
    signals.article_generator_finalized.connect(attach_period_archives)
