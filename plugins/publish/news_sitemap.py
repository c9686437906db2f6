"""Writes `/news-sitemap.xml` (Google's news schema 0.9): the posts of the last two days.

Two days before `SITE.now`, by the date of publication: a correction makes no post new again. A
translation is an article in its own language. On a quiet day the file is empty. The report gets
`news_until`, the datetime at which each post leaves the file, for `next_change`.

Needs: front_matter, translations.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from pelican import signals

from newsroom.content.article import Article, is_indexed
from newsroom.dates.local_time import in_zone
from newsroom.urls.urls import encode_url
from plugins.adapter import (
    Generator,
    all_articles,
    articles_generator,
    claim_urls,
    get_report,
    get_site,
)

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


def attach_news_sitemap(generators: list[Generator]) -> None:
    """Attach the articles of the file, and report when they leave it."""
    site, report = get_site(generators), get_report(generators)
    public = (article for article in all_articles(generators) if is_indexed(article, site))
    recent = recent_articles(public, site.now)
    report.news_until |= {
        article.front_matter.file: in_zone(article.date + AGE, site.timezone) for article in recent
    }
    articles_generator(generators).context["news_sitemap"] = [
        NewsItem(encode_url(f"{site.url}/{a.url}"), news_language(a.lang), a.date, a.title)
        for a in recent
    ]


def claim_news_sitemap(generator: Generator) -> None:
    """Claim the URL early, so that links to the file can be checked."""
    claim_urls(generator, "news-sitemap.xml")


def write_news_sitemap(generator: Generator, writer: Any) -> None:
    """Write the file."""
    template = generator.get_template("news_sitemap")
    writer.write_file("news-sitemap.xml", template, generator.context)


def register() -> None:
    """Connect to signals: the URL early, the file after Pelican has written its own."""
    signals.article_generator_finalized.connect(claim_news_sitemap)
    signals.all_generators_finalized.connect(attach_news_sitemap)
    signals.article_writer_finalized.connect(write_news_sitemap)
