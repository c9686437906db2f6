"""Corrections: their ids, their order, and dates that cannot be."""

from datetime import datetime
from types import SimpleNamespace
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest

from newsroom.content.front_matter.nested_fields import Correction
from newsroom.content.front_matter.schema import FrontMatter
from newsroom.diagnostics.report import Report
from plugins.collect.corrections import check_dates, ids, misdated, newest_first

ZONE = ZoneInfo("Asia/Kolkata")
POST = "6a1c2b9e-33f5-4a52-8f0a-7b1f0d1c9e02"
NOW = datetime(2025, 12, 1, 12, tzinfo=ZONE)


def at(day: int, hour: int = 0) -> datetime:
    return datetime(2025, 11, day, hour, tzinfo=ZONE)


def front(*corrections: Correction, modified: datetime | None = None) -> FrontMatter:
    return FrontMatter(
        "content/posts/a.md", date=at(20, 9), corrections=corrections, modified=modified
    )


def article(name: str, *corrections: Correction) -> SimpleNamespace:
    return SimpleNamespace(title=name, permanent_id=POST, front_matter=front(*corrections))


FIRST, SECOND, LATER = (
    Correction(at(21), "A"), Correction(at(21), "B"), Correction(at(23), "C"),
)  # fmt: skip


def test_each_correction_has_an_id_of_its_own() -> None:
    found = ids(POST, [FIRST, SECOND, LATER])
    assert len(set(found)) == 3
    assert {UUID(found_id).version for found_id in found} == {5}


@pytest.mark.parametrize(
    ("corrections", "place"),
    [
        ([FIRST], 0),
        ([Correction(FIRST.date, "Another text")], 0),
        ([Correction(at(21, 15), "A")], 0),
        ([FIRST, SECOND], 0),
        ([LATER, FIRST], 1),
    ],
)
def test_an_id_stays_when_the_text_the_hour_or_other_corrections_change(
    corrections: list[Correction], place: int
) -> None:
    assert ids(POST, corrections)[place] == ids(POST, [FIRST])[0]


def test_another_post_or_another_day_has_another_id() -> None:
    other = ids("0b6c1a52-2f5e-4f55-9f0e-3d9d0c4a7b21", [FIRST])
    assert len({*ids(POST, [FIRST]), *ids(POST, [LATER]), *other}) == 3


def test_the_newest_come_first_and_the_last_of_a_day_before_the_first() -> None:
    found = newest_first([article("x", FIRST, SECOND), article("y", LATER), article("z")])
    assert [(c.article.title, c.text) for c in found] == [("y", "C"), ("x", "B"), ("x", "A")]


@pytest.mark.parametrize(
    ("written", "made"),
    [
        (at(20), "2025-11-20T09:00:01+05:30"),
        (at(20, 15), "2025-11-20T15:00:00+05:30"),
        (at(21), "2025-11-21T00:00:00+05:30"),
    ],
)
def test_a_correction_of_the_day_of_publication_came_after_it(written: datetime, made: str) -> None:
    post = front(Correction(written, "A"))
    assert newest_first([article("x", *post.corrections)])[0].made.isoformat() == made
    assert post.updated is not None
    assert post.updated.isoformat() == made


@pytest.mark.parametrize(
    ("date", "said"),
    [
        (at(20), []),
        (at(20, 10), []),
        (NOW, []),
        (at(19), ["a correction is dated 2025-11-19 00:00 +05:30, before its post "
                  "(2025-11-20 09:00 +05:30); change one"]),
        (at(20, 8), ["a correction is dated 2025-11-20 08:00 +05:30, before its post "
                     "(2025-11-20 09:00 +05:30); change one"]),
        (NOW.replace(hour=13), ["a correction is dated 2025-12-01 13:00 +05:30, which is still "
                                "to come; write when it was made"]),
    ],
)  # fmt: skip
def test_a_correction_is_made_after_its_post_and_before_now(
    date: datetime, said: list[str]
) -> None:
    assert misdated(front(Correction(date, "A", 7)), NOW) == [(7, sentence) for sentence in said]


@pytest.mark.parametrize(
    ("modified", "mistakes", "warnings"),
    [
        (None, 0, 0), (at(20), 0, 0), (at(21), 0, 0), (at(19, 23), 0, 1),
        (datetime(2026, 1, 1, tzinfo=ZONE), 1, 0),
    ],
)  # fmt: skip
def test_a_change_to_come_is_refused_and_one_before_the_post_told(
    modified: datetime | None, mistakes: int, warnings: int
) -> None:
    report = Report()
    check_dates([front(modified=modified)], NOW, report)
    assert (len(report.errors), len(report.warnings)) == (mistakes, warnings)


@pytest.mark.parametrize(
    ("modified", "dates", "made"),
    [
        (None, [at(20)], ["20 09:00:01"]),
        (None, [at(21), at(21)], ["21 00:00:00", "21 00:00:01"]),
        (at(21, 10), [at(21)], ["21 10:00:01"]),
        (at(21, 10), [at(21), at(21, 9), at(22)], ["21 10:00:01", "21 09:00:00", "22 00:00:00"]),
    ],
)
def test_a_correction_of_a_day_comes_last_of_what_is_known_of_it(
    modified: datetime | None, dates: list[datetime], made: list[str]
) -> None:
    found = front(*(Correction(date, "A") for date in dates), modified=modified).made
    assert [f"{moment:%d %H:%M:%S}" for moment in found] == made
