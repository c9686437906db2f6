"""Local times with a fixed offset, in the hour that occurs twice and in the one that is skipped."""

from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.content.front_matter import fields as values
from newsroom.dates.local_time import (
    ambiguity,
    format_datetime,
    format_in_zone,
    from_wall_time,
    in_zone,
    occurrences,
)

ZONES = sorted(available_timezones())
DAYS = 24 * 3600
# Transitions of each kind: an hour, half an hour, at midnight, over midnight, a whole day.
REPEATED = [
    ("America/New_York", "2025-11-02 01:30", "-04:00", "-05:00"),
    ("Europe/Berlin", "2025-10-26 02:30", "+02:00", "+01:00"),
    ("Europe/London", "2025-10-26 01:30", "+01:00", "+00:00"),
    ("Australia/Lord_Howe", "2025-04-06 01:45", "+11:00", "+10:30"),
    ("America/Havana", "2025-11-02 00:00", "-04:00", "-05:00"),
    ("America/St_Johns", "2009-10-31 23:30", "-02:30", "-03:30"),
    ("Africa/Casablanca", "2026-02-15 02:30", "+01:00", "+00:00"),
]
SKIPPED = [
    ("America/New_York", "2025-03-09 02:30", "2025-03-09 03:30 -04:00"),
    ("Europe/Berlin", "2025-03-30 02:00:30", "2025-03-30 03:00:30 +02:00"),
    ("Europe/London", "2025-03-30 01:59", "2025-03-30 02:59 +01:00"),
    ("Australia/Lord_Howe", "2025-10-05 02:15", "2025-10-05 02:45 +11:00"),
    ("Africa/Cairo", "2025-04-25 00:30", "2025-04-25 01:30 +03:00"),
    ("Pacific/Apia", "2011-12-30 12:00", "2011-12-31 12:00 +14:00"),
]

CHANGING = [row[0] for row in (*REPEATED, *SKIPPED)]


def transitions(zone: ZoneInfo, start: datetime) -> list[datetime]:
    """The first instants of each new offset in the year after an instant."""
    instants = []
    for day in range(366):
        low = start + timedelta(days=day)
        high = low + timedelta(days=1)
        old = in_zone(low, zone).utcoffset()
        if in_zone(high, zone).utcoffset() != old:
            while high - low > timedelta(seconds=1):
                middle = (low + (high - low) / 2).replace(microsecond=0)
                same = in_zone(middle, zone).utcoffset() == old
                low, high = (middle, high) if same else (low, middle)
            instants.append(high)
    return instants


@st.composite
def instants_around_a_transition(draw: st.DrawFn) -> tuple[ZoneInfo, datetime, datetime]:
    zone = ZoneInfo(draw(st.sampled_from(CHANGING) | st.sampled_from(ZONES)))
    start = datetime(draw(st.integers(1950, 2036)), 1, 1, tzinfo=UTC)
    middle = draw(st.sampled_from(transitions(zone, start) or [start]))
    seconds = st.integers(-2 * DAYS, 2 * DAYS) | st.integers(-5400, 5400)
    first, second = (middle + timedelta(seconds=draw(seconds)) for _ in range(2))
    return zone, first, second


@given(drawn=instants_around_a_transition())
def test_order_and_difference_are_those_of_the_instants(
    drawn: tuple[ZoneInfo, datetime, datetime],
) -> None:
    zone, *instants = drawn
    for spelling in (format_datetime, lambda instant: format_in_zone(instant, zone)):
        first, second = (values.parse_date(spelling(in_zone(i, zone)), zone) for i in instants)
        assert [first, second] == instants
        assert first - second == instants[0] - instants[1]
        assert (first < second, first == second) == (
            instants[0] < instants[1], instants[0] == instants[1],
        )  # fmt: skip
        assert {type(first.tzinfo), type(second.tzinfo)} == {timezone}


@given(drawn=instants_around_a_transition())
def test_a_wall_time_occurs_as_often_as_clocks_show_it(
    drawn: tuple[ZoneInfo, datetime, datetime],
) -> None:
    zone, first, second = drawn
    offsets = {
        in_zone(first + timedelta(days=days), zone).utcoffset() or timedelta(0)
        for days in range(-3, 4)
    }
    naive = first.replace(tzinfo=None)
    for wall in {naive + (in_zone(i, zone).utcoffset() or timedelta(0)) for i in (first, second)}:
        possible = sorted((wall - offset).replace(tzinfo=UTC) for offset in offsets)
        expected = [i for i in possible if in_zone(i, zone).replace(tzinfo=None) == wall]
        assert [*occurrences(wall, zone)] == expected
        assert bool(ambiguity(wall, zone)) is (len(expected) != 1)
        assert from_wall_time(wall, zone).replace(tzinfo=None) == wall
        assert not expected or from_wall_time(wall, zone) == expected[0]


@pytest.mark.parametrize(("name", "wall", "first", "second"), REPEATED)
def test_a_wall_time_that_occurs_twice_is_the_first_and_both_are_named(
    name: str, wall: str, first: str, second: str
) -> None:
    zone, both = ZoneInfo(name), [f"{wall} {first}", f"{wall} {second}"]
    naive = datetime.fromisoformat(wall)
    assert [format_datetime(instant) for instant in occurrences(naive, zone)] == both
    assert format_datetime(from_wall_time(naive, zone)) == both[0]
    assert ambiguity(naive, zone) == (
        f'"{wall}" occurs twice in {name} and is read as the first',
        f"write {both[0]}, or {both[1]} for the second",
    )
    assert [values.parse_date(spelling, zone) for spelling in both] == [*occurrences(naive, zone)]
    assert [format_in_zone(instant, zone) for instant in occurrences(naive, zone)] == both


@pytest.mark.parametrize(("name", "wall", "read"), SKIPPED)
def test_a_wall_time_that_is_skipped_is_as_much_later(name: str, wall: str, read: str) -> None:
    zone, naive = ZoneInfo(name), datetime.fromisoformat(wall)
    assert occurrences(naive, zone) == ()
    assert from_wall_time(naive, zone) == values.parse_date(read, zone)
    assert format_datetime(in_zone(from_wall_time(naive, zone), zone)) == read
    message = f'"{wall}" does not exist in {name} and is read as {read}'
    assert ambiguity(naive, zone) == (message, f"write {read}")


@pytest.mark.parametrize(
    ("name", "wall"),
    [
        ("America/New_York", "2025-11-02 00:59:59"), ("America/New_York", "2025-11-02 02:00"),
        ("America/New_York", "2025-03-09 01:59:59"), ("America/New_York", "2025-03-09 03:00"),
        ("Asia/Kolkata", "2025-11-02 01:30"), ("UTC", "2025-11-02 01:30"),
    ],
)  # fmt: skip
def test_any_other_wall_time_needs_no_offset(name: str, wall: str) -> None:
    zone, naive = ZoneInfo(name), datetime.fromisoformat(wall)
    assert ambiguity(naive, zone) is None
    assert format_in_zone(from_wall_time(naive, zone), zone) == wall


@pytest.mark.parametrize(
    ("name", "day", "problem"),
    [
        ("America/Havana", "2025-11-02", None),  # midnight occurs twice
        ("Africa/Cairo", "2025-04-25", None),  # midnight is skipped
        ("America/New_York", "2025-11-02", None),
        ("Pacific/Apia", "2011-12-30",
         ('"2011-12-30" does not exist in Pacific/Apia', "write 2011-12-31", 0)),
    ],
)  # fmt: skip
def test_a_day_starts_with_its_first_instant(
    name: str, day: str, problem: tuple[str, str, int] | None
) -> None:
    zone = ZoneInfo(name)
    assert values.date_problem(day, zone) == problem
    instant = values.parse_date(day, zone)
    assert in_zone(instant - timedelta(seconds=1), zone).date() < in_zone(instant, zone).date()
    assert f"{instant:%Y-%m-%d %H:%M}" == f"{day} 00:00"


@pytest.mark.parametrize(
    ("instant", "text"),
    [
        (datetime(2025, 11, 2, 1, 30), "2025-11-02 01:30"),
        (datetime(2025, 11, 2, 1, 30, tzinfo=UTC), "2025-11-02 01:30 +00:00"),
        (datetime(2025, 11, 2, 1, 30, 5, tzinfo=UTC), "2025-11-02 01:30:05 +00:00"),
        (datetime(1900, 1, 1, tzinfo=ZoneInfo("Asia/Kolkata")), "1900-01-01 00:00 +05:21:10"),
        (datetime(1900, 1, 1, 0, 0, 0, 5, tzinfo=ZoneInfo("Asia/Kolkata")),
         "1900-01-01 00:00:00.000005 +05:21:10"),
    ],
)  # fmt: skip
def test_a_datetime_is_spelled_as_front_matter_reads_it(instant: datetime, text: str) -> None:
    assert format_datetime(instant) == text
    if instant.tzinfo:
        assert values.parse_date(text, ZoneInfo("UTC")) == instant
