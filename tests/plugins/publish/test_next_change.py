"""When the output would next change."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from plugins.publish.next_change import next_change

KOLKATA = ZoneInfo("Asia/Kolkata")
EARLY = datetime(2025, 12, 1, 9, 0, tzinfo=KOLKATA)
LATE = datetime(2026, 1, 1, tzinfo=ZoneInfo("America/New_York"))


@pytest.mark.parametrize(
    ("held_back", "sentence"),
    [
        ({}, ""),
        ({"content/posts/draft.md": None}, ""),
        ({"b.md": LATE}, "next scheduled post: 2026-01-01 00:00 -05:00, b.md"),
        (
            {"b.md": LATE, "c.md": None, "a.md": EARLY},
            "next scheduled post: 2025-12-01 09:00 +05:30, a.md",
        ),
    ],
)
def test_the_nearest_date_is_named(held_back: dict[str, datetime | None], sentence: str) -> None:
    assert next_change("next scheduled post", held_back) == sentence
