"""Datetimes as machines write them (RFC 3339)."""

from datetime import datetime
from typing import Any


def parse_rfc3339(text: Any) -> datetime | None:
    """Return the datetime of a text with an offset; None for anything else."""
    try:
        instant = datetime.fromisoformat(text)
    except (TypeError, ValueError):
        return None
    return instant if instant.tzinfo else None


def parse_rfc3339_to_seconds(text: Any) -> datetime | None:
    """Return the datetime of a text without its fraction of a second; None for anything else.

    Feeds add a fraction to datetimes so that readers can sort by them.
    """
    instant = parse_rfc3339(text)
    return instant and instant.replace(microsecond=0)
