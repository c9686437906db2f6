"""The folder of a preview: the same one again, and another one for a second preview."""

from pathlib import Path

import pytest

from newsroom.preview.output import COPIES, SITE, preview_folder


def test_a_preview_has_the_folder_of_the_last_one_without_its_copies(tmp_path: Path) -> None:
    with preview_folder(tmp_path) as folder:
        for name in (SITE, COPIES):
            (folder / name).mkdir()
    with preview_folder(tmp_path) as again:
        assert again == folder
        assert [path.name for path in again.iterdir()] == [SITE]


def test_a_second_preview_has_a_temporary_folder_and_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with preview_folder(tmp_path) as first, preview_folder(tmp_path) as second:
        assert second != first
        assert not second.is_relative_to(tmp_path / ".cache")
        assert "another preview" in capsys.readouterr().err
    assert first.is_dir()
    assert not second.exists()


def test_a_cache_that_cannot_be_written_is_no_obstacle(tmp_path: Path) -> None:
    (tmp_path / ".cache").write_text("A file of somebody", "utf-8")
    with preview_folder(tmp_path) as folder:
        assert not folder.is_relative_to(tmp_path / ".cache")
