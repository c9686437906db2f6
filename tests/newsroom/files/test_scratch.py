"""Temporary folders: those of killed processes go, those of living ones stay."""

import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from newsroom.files.scratch import remove_leftovers, scratch_folder
from tests.conftest import ROOT

HOLD = """
import sys
from pathlib import Path
from newsroom.files.scratch import scratch_folder

with scratch_folder(Path(sys.argv[1]), "work-") as folder:
    (folder / "file").touch()
    print(folder, flush=True)
    sys.stdin.read()
"""


def hold(parent: Path) -> subprocess.Popen[str]:
    """A process with a folder in `parent`, until its input ends."""
    return subprocess.Popen(
        [sys.executable, "-c", HOLD, str(parent)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    )


def test_a_folder_is_there_while_the_block_runs(tmp_path: Path) -> None:
    with scratch_folder(tmp_path, "work-") as folder:
        (folder / "file").touch()
        assert re.fullmatch("work-[a-z0-9_]{8}", folder.name)
        assert [*tmp_path.iterdir()] == [folder]
    assert [*tmp_path.iterdir()] == []


def test_an_error_removes_the_folder_too(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt), scratch_folder(tmp_path, "work-"):
        raise KeyboardInterrupt
    assert [*tmp_path.iterdir()] == []


def test_the_folder_of_a_killed_process_is_removed_and_that_of_a_living_one_stays(
    tmp_path: Path,
) -> None:
    with hold(tmp_path) as killed, hold(tmp_path) as living:
        assert killed.stdout
        assert living.stdout
        left, used = Path(killed.stdout.readline().strip()), living.stdout.readline().strip()
        killed.send_signal(signal.SIGKILL)
        killed.wait()
        assert (left / "file").exists()
        remove_leftovers(tmp_path, "work-")
        assert [*tmp_path.iterdir()] == [Path(used)]
        assert (Path(used) / "file").exists()
        living.communicate()
    assert [*tmp_path.iterdir()] == []


@pytest.mark.parametrize(
    "name", ["work-", "work-short", "work-12345678.bak", "work-ABCDEFGH", "other-12345678"]
)
def test_only_folders_of_ours_are_removed(tmp_path: Path, name: str) -> None:
    (tmp_path / name).mkdir()
    remove_leftovers(tmp_path, "work-")
    assert (tmp_path / name).is_dir()


def test_a_link_or_a_file_with_such_a_name_stays(tmp_path: Path) -> None:
    (tmp_path / "target").mkdir()
    (tmp_path / "target" / "mine").touch()
    (tmp_path / "work-aaaaaaaa").symlink_to(tmp_path / "target")
    (tmp_path / "work-bbbbbbbb").touch()
    remove_leftovers(tmp_path, "work-")
    assert (tmp_path / "work-aaaaaaaa" / "mine").exists()
    assert (tmp_path / "work-bbbbbbbb").exists()


def test_a_folder_that_never_got_its_name_goes_once_it_is_old(tmp_path: Path) -> None:
    for name, age in (("work-new-aaaaaaaa", 3600), ("work-new-bbbbbbbb", 0)):
        (tmp_path / name).mkdir()
        modified = (tmp_path / name).stat().st_mtime - age
        os.utime(tmp_path / name, (modified, modified))
    remove_leftovers(tmp_path, "work-")
    assert [path.name for path in tmp_path.iterdir()] == ["work-new-bbbbbbbb"]


def test_a_folder_is_repaired_before_it_is_removed(tmp_path: Path) -> None:
    (tmp_path / "work-aaaaaaaa").mkdir()
    (tmp_path / "work-aaaaaaaa" / "kept").touch()

    def repair(folder: Path) -> None:
        if (folder / "kept").exists():
            (folder / "kept").rename(tmp_path / "kept")

    with scratch_folder(tmp_path, "work-", repair):
        assert (tmp_path / "kept").exists()
        assert not (tmp_path / "work-aaaaaaaa").exists()


def test_a_folder_that_cannot_be_removed_is_a_warning(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(path: Path) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr("newsroom.files.scratch.shutil.rmtree", fail)
    with scratch_folder(tmp_path, "work-") as folder:
        pass
    assert capsys.readouterr().err == (
        f"warning: cannot remove {folder}: Permission denied; the next run tries again\n"
    )
