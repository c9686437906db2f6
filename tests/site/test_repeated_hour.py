"""Sites across the hour that occurs twice: what is published, listed and due goes by instants."""

import re
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import cast
from zoneinfo import ZoneInfo

import feedparser
import pytest

from newsroom.build.dry_run import read_content
from newsroom.checks.site_reader import read_built_site
from newsroom.checks.suite import check_built_site
from newsroom.dates.local_time import format_datetime, in_zone
from tests.conftest import MakeSite, build_here, call

# Each zone with the instant at which its clocks are set back, by an hour or half of one.
SET_BACK = {
    "America/New_York": datetime(2025, 11, 2, 6, tzinfo=UTC),
    "Europe/Berlin": datetime(2025, 10, 26, 1, tzinfo=UTC),
    "Europe/London": datetime(2025, 10, 26, 1, tzinfo=UTC),
    "Australia/Lord_Howe": datetime(2025, 4, 5, 15, tzinfo=UTC),
}
POST = """---
title: {slug}
date: {date}
authors: [Ada Writer]
category: Practice
{more}---

Text of {slug}.
"""


class Newsroom:
    """A site in one zone; its dates and its clock are in minutes after clocks are set back."""

    def __init__(self, name: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        with (folder / "pelicanconf.py").open("a", encoding="utf-8") as settings:
            settings.write(f'\nTIMEZONE = "{name}"\n')
        self.folder, self.monkeypatch = folder, monkeypatch
        self.zone, self.middle = ZoneInfo(name), SET_BACK[name]

    def at(self, minutes: float) -> datetime:
        """An instant."""
        return self.middle + timedelta(minutes=minutes)

    def spelled(self, minutes: float) -> str:
        """An instant as a writer spells it, with its offset."""
        return format_datetime(in_zone(self.at(minutes), self.zone))

    def post(self, slug: str, minutes: float, more: str = "") -> None:
        """Write a post."""
        text = POST.format(slug=slug, date=self.spelled(minutes), more=more)
        (self.folder / f"content/posts/{slug}.md").write_text(text, encoding="utf-8")

    def set_clock(self, minutes: float) -> None:
        """Set what commands take for now."""
        self.monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(self.at(minutes).timestamp())))

    def build(self, minutes: float) -> Path:
        """The site as it is built at an instant."""
        self.set_clock(minutes)
        return build_here()


@pytest.fixture(params=SET_BACK)
def newsroom(
    request: pytest.FixtureRequest, make_site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> Newsroom:
    return Newsroom(request.param, make_site(), monkeypatch)


def is_public(output: Path, slug: str) -> bool:
    """Whether a post has a page."""
    return any(output.glob(f"2025/*/{slug}/index.html"))


def test_an_embargo_holds_and_a_published_post_stays(newsroom: Newsroom) -> None:
    newsroom.post("published", -15)  # by wall clock after 5 minutes later
    newsroom.post("embargoed", 15)  # by wall clock before 5 minutes earlier
    before = newsroom.build(-5)
    assert (is_public(before, "published"), is_public(before, "embargoed")) == (True, False)
    after = newsroom.build(5)
    assert (is_public(after, "published"), is_public(after, "embargoed")) == (True, False)
    assert is_public(newsroom.build(15), "embargoed")


def test_posts_on_both_sides_are_listed_in_order_and_can_be_published(
    newsroom: Newsroom, capfd: pytest.CaptureFixture[str]
) -> None:
    correction = f'corrections: [{{date: {newsroom.spelled(5)}, text: "Forty racks."}}]\n'
    newsroom.post("first", -10, correction)
    newsroom.post("second", 10)
    output = newsroom.build(12)
    entries = feedparser.parse((output / "feeds/all.atom.xml").read_bytes()).entries
    assert [entry.link.split("/")[-2] for entry in entries][:2] == ["second", "first"]
    front = (output / "index.html").read_text(encoding="utf-8")
    assert front.index("/second/") < front.index("/first/")
    news = (output / "news-sitemap.xml").read_text(encoding="utf-8")
    assert [loc.split("/")[-2] for loc in re.findall("<loc>(.*?)</loc>", news)] == [
        "second", "first",
    ]  # fmt: skip
    diagnostics = check_built_site(read_built_site(output, newsroom.at(12)))
    assert [str(d) for d in diagnostics if d.severity == "error"] == []
    assert "occurs twice" not in capfd.readouterr().err


def test_news_is_48_hours_old_by_the_clock_that_is_never_set(newsroom: Newsroom) -> None:
    newsroom.post("news", -60)
    two_days = 48 * 60 - 60
    for minutes, count in ((two_days - 1, 1), (two_days, 0)):
        newsroom.set_clock(minutes)
        site = read_content("pelicanconf.py").site
        file = site.files.get("news-sitemap.xml")
        assert file is not None
        assert len(cast(list[object], file.values()["items"])) == count
        assert [*site.report.news_until.values()] == [newsroom.at(two_days)] * count
    newsroom.set_clock(0)
    (due,) = read_content("pelicanconf.py").site.report.news_until.values()
    assert due is not None
    assert due.isoformat() == in_zone(newsroom.at(two_days), newsroom.zone).isoformat()


@pytest.mark.parametrize(
    ("since", "now", "status"),
    [(-20, -5, 1), (-20, 5, 1), (-5, 5, 1), (-5, 15, 0), (5, 14.9, 1), (14.9, 15, 0), (15, 16, 1)],
)
def test_what_is_due_goes_by_instants(
    newsroom: Newsroom,
    capsys: pytest.CaptureFixture[str],
    since: float,
    now: float,
    status: int,
) -> None:
    newsroom.post("due", 15)
    newsroom.set_clock(now)
    assert call("next-change", "--since", newsroom.spelled(since)) == status
    change = f"{newsroom.spelled(15)} content/posts/due.md is due\n"
    line = change if status == 0 else f"nothing is due; next: {change}"
    line = "nothing is due; next: " if since == 15 else line
    out, err = capsys.readouterr()
    assert (out.startswith(line), err) == (True, "")


def test_no_datetime_of_a_build_has_the_zone_itself(newsroom: Newsroom) -> None:
    correction = f'corrections: [{{date: {newsroom.spelled(5)}, text: "Forty."}}]\n'
    newsroom.post("new", -10, f"modified: {newsroom.spelled(-5)}\n{correction}")
    newsroom.post("later", 30)
    newsroom.set_clock(12)
    site = read_content("pelicanconf.py").site
    datetimes: list[datetime | None] = [site.settings.now]
    for article in site.all_articles:
        front = article.front_matter
        datetimes += [article.date, front.date, front.modified]
        datetimes += [
            *front.correction_dates,
            front.updated,
            *(noted.date for noted in front.corrections),
        ]
    report = site.report
    datetimes += [*report.withheld.values(), *report.news_until.values()]
    assert len(report.withheld) == len(report.news_until) == 1
    assert {type(moment.tzinfo) for moment in datetimes if moment} == {timezone}


def test_a_wall_time_that_occurs_twice_or_never_is_a_warning_with_its_line(
    make_site: MakeSite, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    text = POST.format(
        slug="a",
        date="2025-03-09 02:30",
        more="modified: 2025-11-02 01:30\n"
        'corrections:\n  - date: 2025-11-02 01:45:30\n    text: "T"\n',
    )
    newsroom = Newsroom("America/New_York", make_site({"content/posts/a.md": text}), monkeypatch)
    newsroom.build(60)
    lines = [line for line in capfd.readouterr().err.splitlines() if "New_York" in line]
    assert [line.removesuffix(" [front-matter/ambiguous-date]") for line in lines] == [
        'content/posts/a.md:3: warning: date "2025-03-09 02:30" does not exist in America/New_York '
        "and is read as 2025-03-09 03:30 -04:00; write 2025-03-09 03:30 -04:00",
        'content/posts/a.md:6: warning: modified "2025-11-02 01:30" occurs twice in '
        "America/New_York and is read as the first; write 2025-11-02 01:30 -04:00, or "
        "2025-11-02 01:30 -05:00 for the second",
        'content/posts/a.md:8: warning: date of a correction "2025-11-02 01:45:30" occurs twice in '
        "America/New_York and is read as the first; write 2025-11-02 01:45:30 -04:00, or "
        "2025-11-02 01:45:30 -05:00 for the second",
    ]
