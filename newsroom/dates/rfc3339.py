"""Moments as machines write them (RFC 3339)."""

from datetime import datetime
from typing import Any


def moment(written: Any) -> datetime | None:
    """A moment with an offset (RFC 3339), None for anything else."""
    try:
        found = datetime.fromisoformat(written)
    except (TypeError, ValueError):
        return None
    return found if found.tzinfo else None


def second(written: Any) -> datetime | None:
    """The same without its fraction, which feeds put to a moment so that readers can sort by it."""
    found = moment(written)
    return found and found.replace(microsecond=0)
