"""Minutes that it takes to read a text."""

import pytest

from newsroom.text.reading_time import reading_time


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("", 1),
        ("word", 1),
        ("word " * 238, 1),
        ("word " * 239, 2),
        ("शब्द " * 239, 2),
        ("字" * 476, 1),
        ("字" * 478, 2),
        ("ខ" * 478, 2),
        ("မ" * 478, 2),
        ("word " * 2380, 10),
    ],
)
def test_minutes(text: str, minutes: int) -> None:
    assert reading_time(text) == minutes
