"""Deploying into a folder: whole releases, one switch, and the way back."""

import os
from pathlib import Path

import pytest

from tests.built import missing, read_files, version
from tests.tools.conftest import Project


@pytest.fixture
def live(tmp_path: Path) -> Path:
    """The folder, which is not there yet."""
    return tmp_path / "www"


def names(live: Path) -> list[str]:
    """The releases that are kept, and what `current` leads to."""
    kept = sorted(path.name for path in (live / "releases").iterdir())
    return [*kept, f"current: {(live / 'current').readlink()}"]


def test_releases_follow_each_other(project: Project, live: Path) -> None:
    project.set('DEPLOY["folder"]["keep"] = 2')
    to = ("folder", "--dest", str(live))
    for number in range(5):
        project.build(version(number))
        assert project.run(*to).status == 0
        assert read_files(live / "current") == version(number)
    assert names(live) == ["000003", "000004", "000005", "current: releases/000005"]
    assert project.run(*to).out == "folder: nothing changed, no file is sent\n"
    assert len(names(live)) == 4


def test_files_that_did_not_change_are_shared(project: Project, live: Path) -> None:
    to = ("folder", "--dest", str(live))
    project.build(version(0))
    project.run(*to)
    project.build(version(0) | {"index.html": b"new"})
    done = project.run(*to)
    assert "folder: 1 file sent, 0 removed" in done.out
    old, new = (live / "releases" / name for name in ("000001", "000002"))
    apart = [path for path in version(0) if not (old / path).samefile(new / path)]
    assert apart == ["index.html"]


def test_a_dry_run_writes_nothing(project: Project, live: Path) -> None:
    project.build(version(0))
    done = project.run("folder", "--dest", str(live), "--dry-run")
    assert (done.status, live.exists()) == (0, False)
    assert done.out.count("  added    https://example.org/blog/") == len(version(0))


def test_the_way_back(project: Project, live: Path) -> None:
    to = ("folder", "--dest", str(live))
    for number in range(3):
        project.build(version(number))
        project.run(*to)
    for number in (1, 0):
        done = project.run(*to, "--rollback")
        assert done.out == f"folder: readers have release 00000{number + 1} again\n"
        assert read_files(live / "current") == version(number)
    done = project.run(*to, "--rollback")
    assert done.err == f"{live} holds no release before the one that readers have\n"
    assert project.run(*to).status == 0
    assert read_files(live / "current") == version(2)
    assert names(live)[-2:] == ["000004", "current: releases/000004"]


@pytest.mark.parametrize("what", ["rename", "symlink_to", "replace", "write_bytes"])
def test_a_cut_run_changes_nothing_for_readers(
    project: Project, live: Path, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    to = ("folder", "--dest", str(live))
    project.build(version(1))
    project.run(*to)
    project.build(version(2))

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device", str(live))

    with monkeypatch.context() as patch:
        patch.setattr(Path, what, fail)
        done = project.run(*to)
    assert (done.status, "No space left on device" in done.err) == (1, True)
    assert read_files(live / "current") == version(1)
    assert missing(read_files(live / "current")) == []
    assert project.run(*to).status == 0
    assert read_files(live / "current") == version(2)
    assert [name for name in names(live) if name.endswith(".new")] == []


def test_a_clock_that_is_a_day_off_changes_no_order(
    project: Project, live: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number, moment in enumerate(("1763000000", "1762913600", "1763086400")):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", moment)
        project.build(version(number))
        project.run("folder", "--dest", str(live))
        for path in (live / "releases").iterdir():
            os.utime(path, (int(moment), int(moment)))
        assert read_files(live / "current") == version(number)
    assert project.run("folder", "--dest", str(live), "--rollback").status == 0
    assert read_files(live / "current") == version(1)


@pytest.mark.parametrize(
    ("files", "link", "sentence"),
    [
        ({"diary.txt"}, "", "holds diary.txt, which no deployment put there; name an empty folder"),
        ({"releases/mine"}, "", "holds mine, which is no release; name an empty folder"),
        ({"current"}, "", "current is no link to a release; name an empty folder"),
        (set(), "/etc", "current leads to /etc, which is no release; name an empty folder"),
    ],
)
def test_a_folder_of_others_is_left_alone(
    project: Project, live: Path, files: set[str], link: str, sentence: str
) -> None:
    for file in files:
        (live / file).parent.mkdir(parents=True, exist_ok=True)
        (live / file).write_bytes(b"theirs")
    if link:
        live.mkdir()
        (live / "current").symlink_to(link)
    project.build(version(0))
    for words in ((), ("--rollback",)):
        done = project.run("folder", "--dest", str(live), *words)
        assert (done.status, done.out) == (1, "")
        assert done.err.endswith(f"{sentence}\n")
    assert {path for path, data in read_files(live).items() if data == b"theirs"} == files


@pytest.mark.parametrize("inside", [".", "output", "output/live", ".."])
def test_a_site_is_not_put_into_its_own_project(project: Project, inside: str) -> None:
    project.build(version(0))
    done = project.run("folder", "--dest", inside)
    assert done.status == 1
    assert read_files(project.folder / "output").keys() - version(0).keys() == {".manifest.json"}
