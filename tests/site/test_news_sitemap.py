"""The posts of the last two days, for search engines that show news."""

from datetime import datetime
from pathlib import Path

import pytest
from lxml import etree

from tests.conftest import MakeSite, build_here

SPACES = {
    "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "n": "http://www.google.com/schemas/sitemap-news/0.9",
}


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
    lines = capfd.readouterr().out.splitlines()
    assert "next change: 2026-01-01 05:31 +05:30 content/posts/scheduled.md is due" in lines
    assert (
        "next change: 2026-01-01 05:31 +05:30 content/posts/c.md leaves the news sitemap" in lines
    )


def test_the_datetime_that_is_reported_is_the_one_at_which_the_file_changes(
    make_site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_site({"content/posts/c.md": POSTS["content/posts/c.md"]})
    expiry = int(datetime.fromisoformat("2026-01-01T05:31+05:30").timestamp())
    for epoch, count in ((expiry - 1, 1), (expiry, 0)):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", str(epoch))
        assert len(news(build_here())) == count


def test_on_a_quiet_day_the_file_is_there_and_empty(
    make_site: MakeSite, capfd: pytest.CaptureFixture[str]
) -> None:
    make_site()
    assert news(build_here()) == []
    assert "leaves the news sitemap" not in capfd.readouterr().out
