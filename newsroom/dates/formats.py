"""Datetimes as machines read them: RFC 3339."""

from datetime import datetime


def format_iso(instant: datetime) -> str:
    """Return a datetime as RFC 3339 and the `datetime` attribute have it.

    >>> format_iso(datetime.fromisoformat("2025-11-21 09:00+05:30"))
    '2025-11-21T09:00:00+05:30'
    """
    return instant.isoformat(timespec="seconds")


def parse_rfc3339(text: object) -> datetime | None:
    """Return the datetime of a text with an offset; None for anything else."""
    try:
        instant = datetime.fromisoformat(text if isinstance(text, str) else "")
    except ValueError:
        return None
    return instant if instant.tzinfo else None


def parse_rfc3339_to_seconds(text: object) -> datetime | None:
    """Return the datetime of a text without its fraction of a second; None for anything else.

    Feeds add a fraction to datetimes so that readers can sort by them.
    """
    instant = parse_rfc3339(text)
    return instant and instant.replace(microsecond=0)
