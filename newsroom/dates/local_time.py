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


def from_wall_time(wall: datetime, zone: ZoneInfo) -> datetime:
    """Return the instant at which clocks in `zone` show a wall time, given without an offset."""
    return _fixed(wall.replace(tzinfo=zone, fold=0))


def offset_name(instant: datetime, zone: ZoneInfo) -> str:
    """Return what readers call the offset of an instant: `IST`, or `UTC+03:30`.

    It is the name that `zone` has for its time then, where the instant has the offset of the zone
    and the zone has a name in letters.
    """
    local = instant.astimezone(zone)
    name = (local.tzname() or "") if local.utcoffset() == instant.utcoffset() else ""
    return name if name.isascii() and name.isalpha() else f"UTC{instant.isoformat()[-6:]}"


def _fixed(local: datetime) -> datetime:
    return local.replace(tzinfo=timezone(_offset(local)), fold=0)


def _offset(local: datetime) -> timedelta:
    offset = local.utcoffset()
    return timedelta(0) if offset is None else offset


def occurrences(wall: datetime, zone: ZoneInfo) -> tuple[datetime, ...]:
    """Return each instant at which clocks in `zone` show a wall time, in order: 0, 1 or 2."""
    first = from_wall_time(wall, zone)
    second = _fixed(wall.replace(tzinfo=zone, fold=1))
    if first == second:
        return (first,)
    return (first, second) if first < second else ()  # PEP 495: in a gap fold 1 comes first


def format_datetime(instant: datetime) -> str:
    """Return a datetime as front matter has it, with its offset: `2025-11-20 09:00 +05:30`."""
    precision = "auto" if instant.second or instant.microsecond else "minutes"
    wall = instant.replace(tzinfo=None).isoformat(" ", precision)
    return f"{wall} {instant.isoformat(' ', precision).removeprefix(wall)}".rstrip()


def format_in_zone(instant: datetime, zone: ZoneInfo) -> str:
    """Return the same without the offset where the wall time alone is enough in `zone`."""
    wall = instant.replace(tzinfo=None)
    is_unambiguous = occurrences(wall, zone) == (instant,)
    return format_datetime(wall if is_unambiguous else instant)


def ambiguity(wall: datetime, zone: ZoneInfo, *, whole_day: bool = False) -> tuple[str, str] | None:
    """Return why a wall time is not one instant, and what to write; None for one that is.

    It may occur twice, or never. A `whole_day` is unambiguous even where its midnight is not; only
    one that the zone skips from start to end does not exist (Apia, 30 December 2011).
    """
    instants, first = occurrences(wall, zone), in_zone(from_wall_time(wall, zone), zone)
    if whole_day:
        if first.date() == wall.date():
            return None
        return f'"{wall.date()}" does not exist in {zone}', f"write {first.date()}"
    if len(instants) == 2:
        earlier, later = map(format_datetime, instants)
        return (
            f'"{format_datetime(wall)}" occurs twice in {zone} and is read as the first',
            f"write {earlier}, or {later} for the second",
        )
    if not instants:
        read = format_datetime(first)
        return (
            f'"{format_datetime(wall)}" does not exist in {zone} and is read as {read}',
            f"write {read}",
        )
    return None
