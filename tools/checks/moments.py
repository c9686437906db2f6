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
