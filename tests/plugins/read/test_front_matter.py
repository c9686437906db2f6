"""What the reader makes of a file."""

from datetime import UTC, datetime, timedelta

import pytest

from newsroom.content.front_matter.schema import FrontMatter
from newsroom.content.source_files import unread
from plugins.read.front_matter import withheld

NOW = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("status", "seconds", "why"),
    [
        ("published", 0, ""),
        ("published", -1, ""),
        ("published", 1, "scheduled"),
        ("hidden", 1, "scheduled"),
        ("draft", -1, "draft"),
        ("draft", 1, "draft"),
    ],
)
def test_what_is_held_back(status: str, seconds: int, why: str) -> None:
    front = FrontMatter("x.md", status=status, date=NOW + timedelta(seconds=seconds))
    assert withheld(front, NOW) == why


@pytest.mark.parametrize(
    ("name", "refused"),
    [
        ("content/posts/a.md", False),
        ("content/posts/a.markdown", False),
        ("content/posts/a.png", False),
        ("content/posts/a.MD", True),
        ("content/posts/a.txt", True),
        ("content/posts/a.html", True),
        ("content/posts/a.mdown", True),
    ],
)
def test_a_text_that_nobody_would_read_is_refused(name: str, refused: bool) -> None:
    assert unread([name]) == ([name] if refused else [])
