"""The posts of the last two days, for search engines that show news."""

from datetime import datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from lxml import etree

from plugins.publish.news_sitemap import news_language, recent
from tests.conftest import NOW, MakeSite, build_here

SPACES = {
    "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "n": "http://www.google.com/schemas/sitemap-news/0.9",
}
SECOND = timedelta(seconds=1)
TWO_DAYS = timedelta(days=2)


def article(date: datetime, slug: str = "x", lang: str = "en") -> SimpleNamespace:
    return SimpleNamespace(date=date, slug=slug, lang=lang)


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
    assert bool(recent([article(NOW - age)], NOW)) is is_news


def test_two_days_are_48_hours_in_any_zone() -> None:
    written = datetime.fromisoformat("2025-12-30T05:30:01+05:30")
    assert recent([article(written)], datetime.fromisoformat("2025-12-31T19:00:00-05:00"))
    assert not recent([article(written)], datetime.fromisoformat("2025-12-31T19:00:01-05:00"))


def test_the_newest_come_first_and_a_thousand_at_most() -> None:
    posts = [article(NOW - number * SECOND, f"s{number:04}") for number in range(1_001)]
    found = recent([*reversed(posts)], NOW)
    assert found == posts[:1_000]
    assert recent(posts, NOW, limit=2) == posts[:2]


def test_ties_are_in_order_of_slug_and_language() -> None:
    posts = [article(NOW, slug, lang) for slug, lang in (("b", "en"), ("a", "hi"), ("a", "en"))]
    assert [(a.slug, a.lang) for a in recent(posts, NOW)] == [("a", "en"), ("a", "hi"), ("b", "en")]


@pytest.mark.parametrize(
    ("tag", "language"),
    [("en", "en"), ("pt-br", "pt"), ("zh", "zh-cn"), ("zh-cn", "zh-cn"), ("zh-hans", "zh-cn"),
     ("zh-tw", "zh-tw"), ("zh-hant-hk", "zh-tw"), ("zha", "zha"), ("gsw-ch", "gsw")],
)  # fmt: skip
def test_languages_as_the_schema_wants_them(tag: str, language: str) -> None:
    assert news_language(tag) == language


def post(date: str, *lines: str, title: str = "T") -> str:
    head = [f"title: '{title}'", f"date: {date}", "authors: [Ada Writer]", "category: Practice"]
    return "---\n" + "\n".join([*head, *lines]) + "\n---\n\nText.\n"


# NOW is 2026-01-01 05:30 +05:30.
POSTS = {
    "content/posts/a.md": post("2025-12-31 09:00", "slug: one", title="A “b” & <c> 中"),
    "content/posts/b.md": post("2025-12-31 10:00", "slug: one", "lang: hi"),
    "content/posts/c.md": post("2025-12-30 05:31", "modified: 2025-12-31 09:00", "slug: नमस"),
    "content/posts/old.md": post("2025-12-30 05:30", "modified: 2025-12-31 09:00"),
    "content/posts/hidden.md": post("2025-12-31", "status: hidden"),
    "content/posts/draft.md": post("2025-12-31", "status: draft"),
    "content/posts/scheduled.md": post("2026-01-01 05:31"),
    "content/posts/elsewhere.md": post("2025-12-31", "canonical: https://elsewhere.example/"),
}


def news(output: Path) -> list[tuple[str, ...]]:
    root = etree.parse(str(output / "news-sitemap.xml")).getroot()
    assert root.tag == f"{{{SPACES['s']}}}urlset"
    paths = ("s:loc", "n:news/n:publication/n:name", "n:news/n:publication/n:language",
             "n:news/n:publication_date", "n:news/n:title")  # fmt: skip
    return [tuple(url.findtext(path, "", SPACES) for path in paths) for url in root]


def test_the_file_says_what_the_schema_asks_for(
    make_site: MakeSite, capfd: pytest.CaptureFixture[str]
) -> None:
    make_site(POSTS)
    top = "http://127.0.0.1:8000"
    name = "Test Gazette"
    assert news(build_here()) == [
        (f"{top}/hi/2025/12/one/", name, "hi", "2025-12-31T10:00:00+05:30", "T"),
        (f"{top}/2025/12/one/", name, "en", "2025-12-31T09:00:00+05:30", "A “b” & <c> 中"),
        (
            f"{top}/2025/12/%E0%A4%A8%E0%A4%AE%E0%A4%B8/",
            name,
            "en",
            "2025-12-30T05:31:00+05:30",
            "T",
        ),
    ]
    told = capfd.readouterr().out.splitlines()
    assert "next scheduled post: 2026-01-01 05:31 +05:30, content/posts/scheduled.md" in told
    assert "next post to be old news: 2026-01-01 05:31 +05:30, content/posts/c.md" in told


def test_the_moment_that_is_told_is_the_one_at_which_the_file_changes(
    make_site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_site({"content/posts/c.md": POSTS["content/posts/c.md"]})
    moment = int(datetime.fromisoformat("2026-01-01T05:31+05:30").timestamp())
    for epoch, count in ((moment - 1, 1), (moment, 0)):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", str(epoch))
        assert len(news(build_here())) == count


def test_on_a_quiet_day_the_file_is_there_and_empty(
    make_site: MakeSite, capfd: pytest.CaptureFixture[str]
) -> None:
    make_site()
    assert news(build_here()) == []
    assert "old news" not in capfd.readouterr().out
