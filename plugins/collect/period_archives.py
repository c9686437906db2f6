"""Sets `site.years`: the posts of each year and of its months, `/2025/` and `/2025/11/`.

Also `site.copyright_years`, the first and the last of them, which every page shows.
"""

from collections.abc import Iterable, Sequence
from itertools import groupby

from newsroom.pipeline.plugin import Plugin, unaffected
from newsroom.site.articles import Article
from newsroom.site.lists import Month, Year
from newsroom.site.model import Site


def group_by_year(articles: Iterable[Article]) -> tuple[Year, ...]:
    """Return years and their months, newest first, from articles that are sorted newest first.

    They are sorted by month once more: where clocks are set back at midnight, an instant of the
    old month comes after one of the new.
    """
    by_month = sorted(articles, key=lambda a: (a.date.year, a.date.month), reverse=True)
    return tuple(_year(tuple(group)) for _, group in groupby(by_month, lambda a: a.date.year))


def _year(articles: Sequence[Article]) -> Year:
    months = tuple(
        Month(members[0].date, f"{members[0].date:%Y/%m}/", members)
        for _, group in groupby(articles, lambda a: a.date.month)
        for members in [tuple(group)]
    )
    return Year(articles[0].date, f"{articles[0].date:%Y}/", tuple(articles), months)


def copyright_years(years: Sequence[int]) -> str:
    """Return `2024–2025` for years, newest first: `2025` for a single one, "" for none."""
    return "–".join(str(year) for year in sorted({*years[:1], *years[-1:]}))


def attach_years(site: Site) -> None:
    """Give the site the years of its listed posts."""
    site.years = group_by_year(site.articles)
    site.copyright_years = copyright_years([year.date.year for year in site.years])


PLUGIN = Plugin(
    __name__,
    phase="collect",
    needs=["site.articles"],
    provides=["site.years", "site.copyright_years"],
    run=attach_years,
    update=unaffected,
)
register = PLUGIN.register
