"""Corrections: their ids, their order, and dates that cannot be."""

from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest

from newsroom.content.front_matter.nested_fields import Correction
from newsroom.content.front_matter.schema import FrontMatter
from newsroom.site.articles import Article
from plugins.collect.corrections import (
    attach_corrections,
    collect_corrections,
    correction_ids,
    misdated_corrections,
    misdated_modification,
)
from tests.model import make_article, make_page, make_site

ZONE = ZoneInfo("Asia/Kolkata")
POST = "6a1c2b9e-33f5-4a52-8f0a-7b1f0d1c9e02"
NOW = datetime(2025, 12, 1, 12, tzinfo=ZONE)


def at(day: int, hour: int = 0) -> datetime:
    return datetime(2025, 11, day, hour, tzinfo=ZONE)


def front(*corrections: Correction, modified: datetime | None = None) -> FrontMatter:
    return FrontMatter(
        "content/posts/a.md", date=at(20, 9), corrections=corrections, modified=modified
    )


def article(slug: str, *corrections: Correction) -> Article:
    return make_article(slug, date=at(20, 9), corrections=corrections, permanent_id=POST)


FIRST, SECOND, LATER = (
    Correction(at(21), "A"), Correction(at(21), "B"), Correction(at(23), "C"),
)  # fmt: skip


def test_each_correction_has_an_id_of_its_own() -> None:
    ids = correction_ids(POST, [FIRST, SECOND, LATER])
    assert len(set(ids)) == 3
    assert {UUID(id_).version for id_ in ids} == {5}


@pytest.mark.parametrize(
    ("corrections", "index"),
    [
        ([FIRST], 0),
        ([Correction(FIRST.date, "Another text")], 0),
        ([Correction(at(21, 15), "A")], 0),
        ([FIRST, SECOND], 0),
        ([LATER, FIRST], 1),
    ],
)
def test_an_id_stays_when_the_text_the_hour_or_other_corrections_change(
    corrections: list[Correction], index: int
) -> None:
    assert correction_ids(POST, corrections)[index] == correction_ids(POST, [FIRST])[0]


def test_another_post_or_another_day_has_another_id() -> None:
    lists = [(POST, FIRST), (POST, LATER), ("0b6c1a52-2f5e-4f55-9f0e-3d9d0c4a7b21", FIRST)]
    assert len({id_ for post, item in lists for id_ in correction_ids(post, [item])}) == 3


def test_the_newest_come_first_and_the_last_of_a_day_before_the_first() -> None:
    articles = [article("x", FIRST, SECOND), article("y", LATER), article("z")]
    corrections = collect_corrections(articles)
    assert [(c.article.slug, c.text) for c in corrections] == [("y", "C"), ("x", "B"), ("x", "A")]


@pytest.mark.parametrize(
    ("date", "instant"),
    [
        (at(20), "2025-11-20T09:00:01+05:30"),
        (at(20, 15), "2025-11-20T15:00:00+05:30"),
        (at(21), "2025-11-21T00:00:00+05:30"),
    ],
)
def test_a_correction_of_the_day_of_publication_came_after_it(date: datetime, instant: str) -> None:
    post = front(Correction(date, "A"))
    assert collect_corrections([article("x", *post.corrections)])[0].instant.isoformat() == instant
    assert post.updated is not None
    assert post.updated.isoformat() == instant


@pytest.mark.parametrize(
    ("date", "messages"),
    [
        (at(20), []),
        (at(20, 10), []),
        (NOW, []),
        (at(19), ["correction is dated 2025-11-19 00:00 +05:30, before its post "
                  "(2025-11-20 09:00 +05:30); change one"]),
        (at(20, 8), ["correction is dated 2025-11-20 08:00 +05:30, before its post "
                     "(2025-11-20 09:00 +05:30); change one"]),
        (NOW.replace(hour=13), ["correction is dated 2025-12-01 13:00 +05:30, which is in the "
                                "future; write when it was made"]),
    ],
)  # fmt: skip
def test_a_correction_is_made_after_its_post_and_before_now(
    date: datetime, messages: list[str]
) -> None:
    diagnostics = [*misdated_corrections(front(Correction(date, "A", 7)), NOW)]
    assert [d.text for d in diagnostics] == messages
    assert {(d.line, d.code) for d in diagnostics} <= {(7, "correction/invalid-date")}


@pytest.mark.parametrize(
    ("modified", "codes"),
    [
        (None, []), (at(20), []), (at(21), []), (at(19, 23), ["modified/before-date"]),
        (datetime(2026, 1, 1, tzinfo=ZONE), ["modified/in-future"]),
    ],
)  # fmt: skip
def test_a_modification_is_made_after_the_post_and_before_now(
    modified: datetime | None, codes: list[str]
) -> None:
    assert [d.code for d in misdated_modification(front(modified=modified), NOW)] == codes


def test_the_messages_of_a_misdated_modification() -> None:
    dates = (at(19), datetime(2026, 1, 1, tzinfo=ZONE))
    lists = [[*misdated_modification(front(modified=date), NOW)] for date in dates]
    assert [str(diagnostic) for [diagnostic] in lists] == [
        "content/posts/a.md:1: warning: modified is before date, and is ignored; correct one "
        "[modified/before-date]",
        "content/posts/a.md:1: error: modified is in the future; write when the post was changed "
        "[modified/in-future]",
    ]


@pytest.mark.parametrize(
    ("modified", "dates", "instants"),
    [
        (None, [at(20)], ["20 09:00:01"]),
        (None, [at(21), at(21)], ["21 00:00:00", "21 00:00:01"]),
        (at(21, 10), [at(21)], ["21 10:00:01"]),
        (at(21, 10), [at(21), at(21, 9), at(22)], ["21 10:00:01", "21 09:00:00", "22 00:00:00"]),
    ],
)
def test_a_correction_of_a_day_comes_last_of_what_is_known_of_it(
    modified: datetime | None, dates: list[datetime], instants: list[str]
) -> None:
    post = front(*(Correction(date, "A") for date in dates), modified=modified)
    assert [f"{instant:%d %H:%M:%S}" for instant in post.correction_dates] == instants


def test_the_page_with_the_slug_lists_the_corrections_of_public_posts() -> None:
    page, about = make_page("corrections"), make_page("about")
    site = make_site(
        articles=(article("x", FIRST),), translations=(article("y", LATER),),
        hidden_articles=(article("z", SECOND),), pages=(about, page),
    )  # fmt: skip
    attach_corrections(site)
    assert [correction.text for correction in site.corrections] == ["C", "A"]
    assert (page.template, about.template) == ("corrections", "page")
    assert site.report.diagnostics == set()


@pytest.mark.parametrize(("corrections", "count"), [((FIRST,), 1), ((), 0)])
def test_a_page_is_missing_where_there_are_corrections(
    corrections: tuple[Correction, ...], count: int
) -> None:
    site = make_site(articles=(article("x", *corrections),), pages=(make_page("about"),))
    attach_corrections(site)
    assert [str(warning) for warning in site.report.warnings] == [
        "content/pages/corrections.md:1: warning: missing page `corrections` to list corrections; "
        "add this file [correction/missing-page]"
    ] * count


def test_dates_are_judged_in_every_post() -> None:
    early, late = article("x", Correction(at(19), "A")), article("y", Correction(at(19), "A"))
    site = make_site(articles=(early,), hidden_articles=(late,), pages=(make_page("corrections"),))
    attach_corrections(site)
    paths = sorted(diagnostic.path for diagnostic in site.report.errors)
    assert paths == ["content/posts/x.md", "content/posts/y.md"]
