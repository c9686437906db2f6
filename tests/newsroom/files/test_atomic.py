"""Files that are replaced whole: what a crash, a full disk or a closed folder leaves."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from newsroom.files.atomic import replace_file, replace_files
from tests.conftest import ROOT

KILLED = """
import os, signal, sys
from pathlib import Path
from newsroom.files.atomic import replace_file

os.fsync = lambda number: os.kill(os.getpid(), signal.SIGKILL)
replace_file(Path(sys.argv[1]), "new")
"""


@pytest.mark.parametrize("data", ["größer\n", "größer\n".encode()])
def test_a_file_is_written_and_replaced(tmp_path: Path, data: bytes | str) -> None:
    file = tmp_path / "a.json"
    for old in ("", "old"):
        file.write_text(old, encoding="utf-8")
        replace_file(file, data)
        assert file.read_bytes() == "größer\n".encode()
        assert [*tmp_path.iterdir()] == [file]


def test_a_file_gets_the_permissions_of_any_new_file(tmp_path: Path) -> None:
    (tmp_path / "plain").write_text("")
    replace_file(tmp_path / "atomic", "")
    modes = {(tmp_path / name).stat().st_mode for name in ("plain", "atomic")}
    assert len(modes) == 1


def test_a_link_is_replaced_and_its_target_kept(tmp_path: Path) -> None:
    (tmp_path / "target").write_text("theirs")
    (tmp_path / "link").symlink_to("target")
    replace_file(tmp_path / "link", "ours")
    assert (tmp_path / "target").read_text() == "theirs"
    assert not (tmp_path / "link").is_symlink()


def test_a_killed_process_leaves_the_old_file(tmp_path: Path) -> None:
    file = tmp_path / "a.json"
    file.write_text("old")
    done = subprocess.run([sys.executable, "-c", KILLED, str(file)], cwd=ROOT, check=False)
    assert done.returncode == -signal.SIGKILL
    assert file.read_text() == "old"
    replace_file(file, "new")
    assert file.read_text() == "new"


def test_an_error_leaves_the_old_files_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = [tmp_path / name for name in ("a", "b")]
    for file in files:
        file.write_text("old")
    syncs = []

    def fail(number: int) -> None:
        syncs.append(number)
        if len(syncs) == len(files):
            raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", fail)
    with pytest.raises(OSError, match="No space left"):
        replace_files(dict.fromkeys(files, "new"))
    assert [file.read_text() for file in files] == ["old", "old"]
    assert sorted(tmp_path.iterdir()) == files


def test_a_file_that_cannot_be_replaced_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Windows denies the replacement of a file that another program has open."""
    (tmp_path / "a").write_text("old")

    def deny(path: Path, target: Path) -> None:
        raise PermissionError(13, "Permission denied", str(path), str(target))

    monkeypatch.setattr(Path, "replace", deny)
    with pytest.raises(PermissionError):
        replace_file(tmp_path / "a", "new")
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [("a", "old")]


def test_a_missing_folder_and_a_folder_of_that_name_are_errors(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        replace_file(tmp_path / "missing" / "a", "new")
    (tmp_path / "folder").mkdir()
    with pytest.raises(IsADirectoryError):
        replace_file(tmp_path / "folder", "new")
    assert [*tmp_path.iterdir()] == [tmp_path / "folder"]
