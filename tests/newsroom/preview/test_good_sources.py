"""The last good version of each source."""

import time
from pathlib import Path

import pytest

from newsroom.preview.good_sources import GoodSources

LATER = time.time_ns() * 2


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A folder with sources, and with a file that is none."""
    for name in ("posts/a.md", "posts/2025/b.markdown", "authors/c.md", "images/d.svg"):
        (tmp_path / "content" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "content" / name).write_text("good", encoding="utf-8")
    return tmp_path / "content"


@pytest.mark.parametrize(
    ("saved", "kept"),
    [
        ([], {"posts/a.md", "posts/2025/b.markdown", "authors/c.md"}),
        (["content/posts/a.md"], {"posts/a.md"}),
        (["content/posts/a.md", "content/posts/gone.md"], {"posts/a.md"}),
        (["content/posts"], {"posts/a.md", "posts/2025/b.markdown", "authors/c.md"}),
        (["content/posts/a.md", "content/posts/2025"],
         {"posts/a.md", "posts/2025/b.markdown", "authors/c.md"}),
    ],
)  # fmt: skip
def test_what_was_saved_is_kept(
    content: Path, tmp_path: Path, saved: list[str], kept: set[str]
) -> None:
    good = GoodSources(content, tmp_path / "good")
    good.keep(saved, (), LATER)
    assert {*good.versions} == kept
    assert {path for path in kept if good.read(path) == b"good"} == kept


def test_a_version_with_errors_and_one_saved_during_the_build_are_not_kept(
    content: Path, tmp_path: Path
) -> None:
    good = GoodSources(content, tmp_path / "good")
    good.keep([], (), LATER)
    for name in ("posts/a.md", "authors/c.md"):
        (content / name).write_text("bad", encoding="utf-8")
    good.keep([], ["posts/a.md"], LATER)
    assert (good.read("posts/a.md"), good.read("authors/c.md")) == (b"good", b"bad")
    started = (content / "posts/a.md").stat().st_ctime_ns
    good.keep(["content/posts/a.md"], (), started)
    assert good.read("posts/a.md") == b"good"
    good.keep(["content/posts/a.md"], (), started + 1)
    assert good.read("posts/a.md") == b"bad"
    assert good.read("posts/none.md") is None
