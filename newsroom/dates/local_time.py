"""Local times of the site's zone as datetimes with a fixed offset.

Python compares and subtracts two datetimes of one `ZoneInfo` by wall clock, so that across the hour
that occurs twice order and difference are wrong. Every datetime is therefore given a
`datetime.timezone` where it is parsed, and nothing but this module makes one from a `ZoneInfo`.

A wall time that occurs twice means its first occurrence; one that clocks skip is read with the
offset from before the gap, so that 02:30 is 03:30 (RFC 5545, section 3.3.5).
"""

from datetime import datetime, timedelta, timezone
from zoneinfo import ZoneInfo


def in_zone(instant: datetime, zone: ZoneInfo) -> datetime:
    """Return an instant with the fixed offset that `zone` has then."""
    return _fixed(instant.astimezone(zone))


def resolve(wall: datetime, zone: ZoneInfo) -> datetime:
    """Return the instant at which clocks in `zone` show a wall time, given without an offset."""
    return _fixed(wall.replace(tzinfo=zone, fold=0))


def _fixed(local: datetime) -> datetime:
    return local.replace(tzinfo=timezone(_offset(local)), fold=0)


def _offset(local: datetime) -> timedelta:
    offset = local.utcoffset()
    return timedelta(0) if offset is None else offset


def occurrences(wall: datetime, zone: ZoneInfo) -> tuple[datetime, ...]:
    """Return each instant at which clocks in `zone` show a wall time, in order: 0, 1 or 2."""
    first = resolve(wall, zone)
    second = _fixed(wall.replace(tzinfo=zone, fold=1))
    if first == second:
        return (first,)
    return (first, second) if first < second else ()  # PEP 495: in a gap fold 1 comes first


def spelled(moment: datetime) -> str:
    """Return a datetime as front matter has it, with its offset: `2025-11-20 09:00 +05:30`."""
    precision = "auto" if moment.second or moment.microsecond else "minutes"
    wall = moment.replace(tzinfo=None).isoformat(" ", precision)
    return f"{wall} {moment.isoformat(' ', precision).removeprefix(wall)}".rstrip()


def spelled_in_zone(moment: datetime, zone: ZoneInfo) -> str:
    """Return the same without the offset where the wall time alone is enough in `zone`."""
    wall = moment.replace(tzinfo=None)
    unambiguous = occurrences(wall, zone) == (moment,)
    return spelled(wall if unambiguous else moment)


def ambiguity(wall: datetime, zone: ZoneInfo, *, whole_day: bool = False) -> str:
    """Return what is wrong with a wall time that occurs twice or never, and what to write; or "".

    A `whole_day` is unambiguous even where its midnight is not; only one that the zone skips from
    start to end does not exist (Apia, 30 December 2011).
    """
    instants, read = occurrences(wall, zone), in_zone(resolve(wall, zone), zone)
    if whole_day:
        if read.date() == wall.date():
            return ""
        return f'"{wall.date()}" does not exist in {zone}; write {read.date()}'
    if len(instants) == 2:
        first, second = map(spelled, instants)
        return (
            f'"{spelled(wall)}" occurs twice in {zone} and is read as the first; '
            f"write {first}, or {second} for the second"
        )
    if not instants:
        return (
            f'"{spelled(wall)}" does not exist in {zone} and is read as {spelled(read)}; write that'
        )
    return ""
