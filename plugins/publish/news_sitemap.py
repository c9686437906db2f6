"""Writes `/news-sitemap.xml` (Google's news schema 0.9): the posts of the last two days.

Two days before `settings.now`, by the date of publication: a correction makes no post new again. A
translation is an article in its own language. On a quiet day the file is empty. The report gets
`news_until`, the datetime at which each post leaves the file, for `next_change`.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from newsroom.config.schema import Settings
from newsroom.dates.local_time import in_zone
from newsroom.pipeline.plugin import Plugin, unaffected
from newsroom.site.articles import Article
from newsroom.site.model import Site
from newsroom.site.output_files import OutputFile
from newsroom.urls.urls import encode_url

AGE = timedelta(days=2)  # developers.google.com/search/docs/crawling-indexing/sitemaps/news-sitemap
LIMIT = 1_000  # articles, the same page


@dataclass(frozen=True)
class NewsItem:
    """One article of the file."""

    loc: str
    language: str
    date: datetime
    title: str


def recent_articles(
    articles: Iterable[Article], now: datetime, limit: int = LIMIT
) -> list[Article]:
    """Return articles younger than two days, newest first, ties by slug and language."""
    young = [article for article in articles if timedelta(0) <= now - article.date < AGE]
    by_name = sorted(young, key=lambda article: (article.slug, article.lang))
    return sorted(by_name, key=lambda article: article.date, reverse=True)[:limit]


def news_language(tag: str) -> str:
    """Return `pt` for `pt-br`: Google wants ISO 639 alone, but for the two scripts of Chinese."""
    language, *rest = tag.split("-")
    if language != "zh":
        return language
    return "zh-tw" if {"hant", "tw", "hk", "mo"} & {*rest} else "zh-cn"


def news_items(articles: Iterable[Article], settings: Settings) -> list[NewsItem]:
    """Return the entries of articles."""
    return [
        NewsItem(encode_url(f"{settings.url}/{a.url}"), news_language(a.lang), a.date, a.title)
        for a in articles
    ]


def news_values(articles: Sequence[Article], settings: Settings) -> dict[str, object]:
    """Return what the template of the file prints."""
    return {"items": news_items(articles, settings)}


def declare_news_sitemap(site: Site) -> Iterator[OutputFile]:
    """Yield the file, and report when each article leaves it."""
    settings = site.settings
    public = (article for article in site.public_articles if article.is_indexed(settings))
    recent = recent_articles(public, settings.now)
    site.report.news_until |= {
        article.front_matter.file: in_zone(article.date + AGE, settings.timezone)
        for article in recent
    }
    yield OutputFile(
        "news-sitemap.xml",
        "sitemap",
        "the news sitemap",
        template="news_sitemap",
        values=partial(news_values, recent, settings),
    )


PLUGIN = Plugin(
    __name__,
    phase="publish",
    needs=["site.articles", "site.translations", "article.unpublished"],
    provides=["report.news_until"],
    files=declare_news_sitemap,
    update=unaffected,
)
register = PLUGIN.register
