"""Sources: which are read, and which are withheld."""

from datetime import UTC, datetime, timedelta

import pytest

from newsroom.content.front_matter.schema import FrontMatter
from newsroom.content.source_files import ignored_texts

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
def test_drafts_and_later_posts_are_withheld(status: str, seconds: int, why: str) -> None:
    front = FrontMatter("x.md", status=status, date=NOW + timedelta(seconds=seconds))
    assert front.why_withheld(NOW) == why


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
def test_a_text_file_that_is_not_read_is_an_error(name: str, refused: bool) -> None:
    rows = [(d.code, d.path, d.message) for d in ignored_texts([name])]
    message = "file ignored: only .md files are posts"
    assert rows == ([("file/ignored-file", name, message)] if refused else [])
