"""Sources: which are read, and which are withheld."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from newsroom.config.layout import Layout
from newsroom.config.schema import FrontMatterSettings
from newsroom.content.front_matter.schema import FrontMatter
from plugins.read.documents import missing_folders, unknown_aliases
from tests.model import make_settings

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
    ("name", "key", "advice"),
    [
        ("teaser", "sumary", 'did you mean "summary"?'),
        ("teaser", "zzzz", "write a key of docs/front-matter.md"),
        ("summary", "title", 'remove it: "summary" is a key itself'),
    ],
)
def test_an_alias_must_be_another_name_of_a_key(name: str, key: str, advice: str) -> None:
    aliases = (("lead", "summary"), (name, key))
    settings = make_settings(front_matter=FrontMatterSettings(aliases=aliases))
    (error,) = unknown_aliases(settings)
    assert (error.code, error.advice) == ("setting/invalid", advice)


def test_a_missing_folder_of_posts_is_a_warning(tmp_path: Path) -> None:
    (tmp_path / "posts").mkdir()
    layout = Layout(tmp_path, tmp_path, posts=("posts", "nowhere"))
    folder = f"{tmp_path.name}/nowhere"
    assert [(d.severity, d.code, d.message) for d in missing_folders(layout)] == [
        (
            "warning",
            "setting/folder-not-found",
            f"the folder {folder} of ARTICLE_PATHS is not found",
        )
    ]
