"""The posts of the last two days, for search engines that show news."""

from datetime import datetime, timedelta

import pytest

from newsroom.site.articles import Article
from plugins.publish.news_sitemap import (
    NewsItem,
    declare_news_sitemap,
    news_language,
    recent_articles,
)
from tests.model import NOW, make_article, make_site

SECOND = timedelta(seconds=1)
TWO_DAYS = timedelta(days=2)


def article(date: datetime, slug: str = "x", lang: str = "en") -> Article:
    return make_article(slug, date=date, lang=lang)


@pytest.mark.parametrize(
    ("age", "is_news"),
    [
        (-SECOND, False),
        (timedelta(0), True),
        (SECOND, True),
        (timedelta(days=1), True),
        (TWO_DAYS - SECOND, True),
        (TWO_DAYS, False),
        (TWO_DAYS + SECOND, False),
        (timedelta(days=365), False),
    ],
)
def test_news_is_younger_than_two_days(age: timedelta, is_news: bool) -> None:
    assert bool(recent_articles([article(NOW - age)], NOW)) is is_news


def test_two_days_are_48_hours_in_any_zone() -> None:
    date = datetime.fromisoformat("2025-12-30T05:30:01+05:30")
    assert recent_articles([article(date)], datetime.fromisoformat("2025-12-31T19:00:00-05:00"))
    assert not recent_articles([article(date)], datetime.fromisoformat("2025-12-31T19:00:01-05:00"))


def test_the_newest_come_first_and_a_thousand_at_most() -> None:
    posts = [article(NOW - number * SECOND, f"s{number:04}") for number in range(1_001)]
    newest = recent_articles([*reversed(posts)], NOW)
    assert newest == posts[:1_000]
    assert recent_articles(posts, NOW, limit=2) == posts[:2]


def test_ties_are_in_order_of_slug_and_language() -> None:
    posts = [article(NOW, slug, lang) for slug, lang in (("b", "en"), ("a", "hi"), ("a", "en"))]
    assert [(a.slug, a.lang) for a in recent_articles(posts, NOW)] == [
        ("a", "en"),
        ("a", "hi"),
        ("b", "en"),
    ]


@pytest.mark.parametrize(
    ("tag", "language"),
    [("en", "en"), ("pt-br", "pt"), ("zh", "zh-cn"), ("zh-cn", "zh-cn"), ("zh-hans", "zh-cn"),
     ("zh-tw", "zh-tw"), ("zh-hant-hk", "zh-tw"), ("zha", "zha"), ("gsw-ch", "gsw")],
)  # fmt: skip
def test_languages_as_the_schema_wants_them(tag: str, language: str) -> None:
    assert news_language(tag) == language


def test_the_file_has_recent_articles_that_are_indexed_and_reports_when_they_leave() -> None:
    yesterday = NOW - timedelta(days=1)
    site = make_site(
        articles=(
            make_article("a", date=yesterday, url="2025/12/ü/"),
            make_article("old", date=NOW - TWO_DAYS),
            make_article("elsewhere", date=yesterday, canonical="https://elsewhere.example/"),
            make_article("draft", date=yesterday, unpublished="draft"),
        ),
        translations=(make_article("b", date=yesterday, lang="pt-br"),),
        hidden_articles=(make_article("hidden", date=yesterday, status="hidden"),),
    )
    (file,) = declare_news_sitemap(site)
    top = "https://example.org/blog/2025/12"
    assert file.values()["items"] == [
        NewsItem(f"{top}/%C3%BC/", "en", yesterday, "A"),
        NewsItem(f"{top}/b/", "pt", yesterday, "B"),
    ]
    leave = NOW + timedelta(days=1)
    assert site.report.news_until == {"content/posts/a.md": leave, "content/posts/b.md": leave}
