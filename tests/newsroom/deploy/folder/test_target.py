"""Deploying into a folder: whole releases, one switch, and rollbacks."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from newsroom.deploy.folder.releases import LOCK
from newsroom.deploy.folder.target import Folder
from newsroom.deploy.notifications import PENDING
from newsroom.deploy.state import hold_lock, records_of
from tests.built import missing, read_files, version
from tests.conftest import ROOT
from tests.newsroom.conftest import Project


@pytest.fixture
def live(tmp_path: Path) -> Path:
    """The folder, which is not there yet."""
    return tmp_path / "www"


def names(live: Path) -> list[str]:
    """The releases that are kept, and what `current` leads to."""
    releases = sorted(path.name for path in (live / "releases").iterdir())
    return [*releases, f"current: {(live / 'current').readlink()}"]


def test_releases_follow_each_other(project: Project, live: Path) -> None:
    project.set('DEPLOY["folder"]["keep"] = 2')
    to = ("folder", "--dest", str(live))
    for number in range(5):
        project.build(version(number))
        assert project.run(*to).status == 0
        assert read_files(live / "current") == version(number)
    assert names(live) == ["000003", "000004", "000005", "current: releases/000005"]
    assert project.run(*to).out == "folder: nothing changed; no files sent\n"
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


def test_rollbacks(project: Project, live: Path) -> None:
    to = ("folder", "--dest", str(live))
    for number in range(3):
        project.build(version(number))
        project.run(*to)
    for number in (1, 0):
        done = project.run(*to, "--rollback")
        first, *listed, last = done.out.splitlines()
        assert first == f"folder: rolling back to release 00000{number + 1}"
        assert "  changed  https://example.org/blog/" in listed
        assert last == f"folder: rolled back to release 00000{number + 1}"
        assert read_files(live / "current") == version(number)
    done = project.run(*to, "--rollback")
    assert done.err == f"{live} contains no earlier release to roll back to\n"
    assert project.run(*to).status == 0
    assert read_files(live / "current") == version(2)
    assert names(live)[-2:] == ["000004", "current: releases/000004"]


def test_a_rollback_restores_what_readers_had(project: Project, live: Path) -> None:
    project.set('DEPLOY["folder"]["keep"] = 2')
    to = ("folder", "--dest", str(live))
    for number, words in [(0, ()), (1, ()), (2, ()), (1, ("--rollback",)), (3, ())]:
        project.build(version(number))
        assert project.run(*to, *words).status == 0
        assert read_files(live / "current") == version(number)
    assert names(live) == ["000001", "000002", "000004", "current: releases/000004"]
    for number in (1, 0):
        assert project.run(*to, "--rollback").status == 0
        assert read_files(live / "current") == version(number)


@pytest.mark.parametrize("cut", ["newer_releases", "switch_to"])
@pytest.mark.parametrize("back", [True, False])
def test_a_rollback_skips_releases_of_an_interrupted_run(
    project: Project, live: Path, monkeypatch: pytest.MonkeyPatch, cut: str, *, back: bool
) -> None:
    """Neither what readers were led back from nor what they never got is on the way."""
    to = ("folder", "--dest", str(live))
    for number in (0, 1) if back else (0,):
        project.build(version(number))
        project.run(*to)
    if back:
        project.run(*to, "--rollback")

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    project.build(version(2))
    with monkeypatch.context() as patch:
        patch.setattr(f"newsroom.deploy.folder.releases.{cut}", stop)
        assert project.run(*to).status == 130
    assert read_files(live / "current") == version(0)
    project.build(version(3))
    assert project.run(*to).status == 0
    assert read_files(live / "current") == version(3)
    assert project.run(*to, "--rollback").status == 0
    assert read_files(live / "current") == version(0)


def test_a_half_removed_release_is_not_rolled_back_to(
    project: Project, live: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project.set('DEPLOY["folder"]["keep"] = 1')
    to = ("folder", "--dest", str(live))
    for number in range(2):
        project.build(version(number))
        project.run(*to)

    def stop(folder: str | Path, **_: object) -> None:
        if live in Path(folder).parents:
            (Path(folder) / "index.html").unlink()
            raise KeyboardInterrupt

    project.build(version(2))
    with monkeypatch.context() as patch:
        patch.setattr(shutil, "rmtree", stop)
        assert project.run(*to).status == 130
    assert project.run(*to, "--rollback").status == 0
    done = project.run(*to, "--rollback")
    assert done.err == f"{live} contains no earlier release to roll back to\n"
    assert project.run(*to).status == 0
    assert names(live) == ["000002", "000004", "current: releases/000004"]


def test_a_release_that_readers_never_got_is_not_rolled_back_to(
    project: Project, live: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    to = ("folder", "--dest", str(live))
    project.build(version(0))
    with monkeypatch.context() as patch:
        patch.setattr(Path, "symlink_to", lambda *_: os.kill(os.getpid(), signal.SIGINT))
        assert project.run(*to).status == 130
    project.build(version(1))
    assert project.run(*to).status == 0
    done = project.run(*to, "--rollback")
    assert done.err == f"{live} contains no earlier release to roll back to\n"


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
    for number, epoch in enumerate(("1763000000", "1762913600", "1763086400")):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
        project.build(version(number))
        project.run("folder", "--dest", str(live))
        for path in (live / "releases").iterdir():
            os.utime(path, (int(epoch), int(epoch)))
        assert read_files(live / "current") == version(number)
    assert project.run("folder", "--dest", str(live), "--rollback").status == 0
    assert read_files(live / "current") == version(1)


@pytest.mark.parametrize(
    ("files", "link", "message"),
    [
        (
            {"diary.txt"},
            "",
            "contains diary.txt, which no deployment put there; use an empty folder",
        ),
        ({"releases/mine"}, "", "contains mine, which is not a release; use an empty folder"),
        ({"current"}, "", "current is not a link to a release; use an empty folder"),
        (set(), "/etc", "current points to /etc, not to a release; use an empty folder"),
    ],
)
def test_a_folder_of_others_is_left_alone(
    project: Project, live: Path, files: set[str], link: str, message: str
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
        assert done.err.endswith(f"{message}\n")
    assert {path for path, data in read_files(live).items() if data == b"theirs"} == files


@pytest.mark.parametrize("inside", [".", "output", "output/live", ".."])
def test_a_site_is_not_put_into_its_own_project(project: Project, inside: str) -> None:
    project.build(version(0))
    done = project.run("folder", "--dest", inside)
    assert done.status == 1
    assert read_files(project.folder / "output").keys() - version(0).keys() == {".manifest.json"}


def test_a_dry_run_of_a_rollback_lists_urls_and_changes_nothing(
    project: Project, live: Path
) -> None:
    to = ("folder", "--dest", str(live))
    for files in ({"index.html": b"1", "old.html": b"1"}, {"index.html": b"2", "new.html": b"1"}):
        project.build(files)
        project.run(*to)
    assert project.run(*to, "--rollback", "--dry-run").out.splitlines() == [
        "folder: rolling back to release 000001",
        "  added    https://example.org/blog/old.html",
        "  changed  https://example.org/blog/",
        "  removed  https://example.org/blog/new.html",
        "dry run: nothing changed",
    ]
    assert names(live)[-1] == "current: releases/000002"


def test_a_rollback_needs_no_built_site(project: Project, live: Path) -> None:
    for number in range(2):
        project.build(version(number))
        project.run("folder", "--dest", str(live))
    shutil.rmtree(project.folder / "output")
    done = project.run("folder", "--dest", str(live), "--rollback")
    assert (done.status, "  changed  /\n" in done.out) == (0, True)
    assert read_files(live / "current") == version(0)


def test_a_rollback_needs_a_folder(project: Project) -> None:
    assert project.run("folder", "--rollback").err == (
        'missing DEPLOY["folder"]["path"]; set it in pelicanconf.py\n'
    )


def test_one_deployment_at_a_time(project: Project, live: Path) -> None:
    """Of processes that start together one at least succeeds, and the site is whole."""
    to = ("folder", "--dest", str(live))
    project.build(version(0, 100))
    words = [sys.executable, "-m", "newsroom", "deploy", *to]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    runs = [subprocess.Popen(words, env=environment, stdout=-3, stderr=-1) for _ in range(3)]
    results = {(run.communicate()[1].decode(), run.returncode) for run in runs}
    locked = f"another deployment to {live} is running; wait for it to end\n"
    assert ("", 0) in results
    assert results <= {("", 0), (locked, 1)}
    assert read_files(live / "current") == version(0, 100)
    project.build(version(1))
    assert project.run(*to).status == 0
    with hold_lock(live / LOCK, str(live)):
        for more in ((), ("--rollback",)):
            done = project.run(*to, *more)
            assert (done.status, done.out, done.err) == (1, "", locked)
        assert project.run(*to, "--dry-run").status == 0
    assert project.run(*to).status == 0


def test_a_release_that_lacks_a_file_is_not_given_to_readers(
    project: Project, live: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    to = ("folder", "--dest", str(live))
    project.build(version(0))
    project.run(*to)
    project.build(version(1))
    fill = Folder.fill

    def fill_and_lose(self: Folder, building: Path, new: set[str]) -> None:
        fill(self, building, new)
        (building / "index.html").unlink()

    with monkeypatch.context() as patch:
        patch.setattr(Folder, "fill", fill_and_lose)
        done = project.run(*to)
    assert (done.status, "changed while it was built (index.html)" in done.err) == (1, True)
    assert read_files(live / "current") == version(0)


@pytest.mark.parametrize("words", [(), ("--dry-run",), ("--rollback",)])
def test_a_destination_that_cannot_be_a_folder_is_refused_before_all(
    project: Project, live: Path, words: tuple[str, ...]
) -> None:
    live.write_bytes(b"a file")
    project.build(version(0))
    for below in (live, live / "a" / "b"):
        done = project.run("folder", "--dest", str(below), *words)
        assert (done.status, done.out) == (1, "")
        assert done.err == f"{live} is not a folder; use another path\n"


def test_a_folder_without_permission_is_refused_before_all(
    project: Project, live: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    live.mkdir()
    monkeypatch.setattr("os.access", lambda destination, _: destination != live)
    project.build(version(0))
    done = project.run("folder", "--dest", str(live / "blog"))
    assert (done.status, done.out) == (1, "")
    assert done.err == f"permission denied: {live}\n"


@pytest.mark.parametrize("spelled", ["{}/", "{}/../www", "../www", "./link"])
def test_what_is_untold_is_kept_once_however_the_folder_is_spelled(
    project: Project, live: Path, spelled: str
) -> None:
    live.mkdir()
    Path("link").symlink_to(live)
    to = spelled.format(live)
    project.build(version(0))
    assert project.run("folder", "--dest", str(live)).status == 0
    untold = {"of a service that is no longer set": ["https://example.org/blog/"]}
    records = records_of("folder", str(live))
    project.build(version(1))
    for words in ((), ("--rollback",)):
        records.write(PENDING, untold)
        assert project.run("folder", "--dest", to, *words).status == 0
        assert records.read(PENDING, list) == {}
    assert [*Path(".deployed").iterdir()] == [records.folder]


def test_a_link_that_has_no_target_is_refused(project: Project, live: Path) -> None:
    live.symlink_to("gone")
    project.build(version(0))
    done = project.run("folder", "--dest", str(live))
    assert (done.status, done.err) == (1, f"{live} is not a folder; use another path\n")


Hostile = Callable[[Path], object]


LAY: dict[str, Hostile] = {
    "link": lambda release: release.symlink_to("/etc"),
    "dangling": lambda release: release.symlink_to("nowhere"),
    "loop": lambda release: release.symlink_to("."),
    "file": lambda release: release.write_bytes(b"theirs"),
    "pipe": os.mkfifo,
}
RELEASES = ("000001", "000002", "000003", "000004.new", "000005", "999999")


@pytest.mark.parametrize(  # each release as a link and as a file, an old and the next one as all
    ("name", "kind"),
    [(name, kind) for name in RELEASES for kind in LAY
     if kind in {"link", "file"} or name in {"000002", "000004.new"}],
)  # fmt: skip
def test_a_link_among_the_releases_stops_no_deployment(
    project: Project, live: Path, name: str, kind: str
) -> None:
    project.set('DEPLOY["folder"]["keep"] = 1')
    to = ("folder", "--dest", str(live))
    for number in range(3):
        project.build(version(number))
        assert project.run(*to).status == 0
    hostile = live / "releases" / name
    if hostile.exists():
        shutil.rmtree(hostile)
    LAY[kind](hostile)
    mode = hostile.lstat().st_mode
    for number in range(3, 6):
        project.build(version(number))
        done = project.run(*to)
        assert (done.status, done.err) == (0, "")
        assert f"warning: {hostile} is not a release; remove it\n" in done.out
        assert read_files(live / "current") == version(number)
    assert project.run(*to, "--rollback").status == 0
    assert read_files(live / "current") == version(4)
    assert hostile.lstat().st_mode == mode


def test_a_release_that_became_a_link_is_not_read(project: Project, live: Path) -> None:
    """`current` may lead to it; nothing behind the link is compared, shared or removed."""
    to = ("folder", "--dest", str(live))
    project.build(version(0))
    project.run(*to)
    outside = live.parent / "outside"
    (live / "releases" / "000001").rename(outside)
    (live / "releases" / "000001").symlink_to(outside)
    done = project.run(*to)
    assert (done.status, f"folder: {len(version(0))} files sent" in done.out) == (0, True)
    assert read_files(live / "current") == version(0) == read_files(outside)
    assert (live / "current").readlink() == Path("releases/000002")
    assert not (live / "current" / "index.html").samefile(outside / "index.html")


@pytest.mark.parametrize(
    "lay",
    [
        lambda file: file.symlink_to("/etc/hosts"),
        lambda file: file.symlink_to("nowhere"),
        lambda file: file.symlink_to("/"),
        lambda file: file.symlink_to(file.name),
        os.mkfifo,
    ],
    ids=["link", "dangling", "folder", "loop", "pipe"],
)
def test_a_link_in_a_release_is_neither_followed_nor_shared(
    project: Project, live: Path, lay: Hostile
) -> None:
    to = ("folder", "--dest", str(live))
    project.build(version(0))
    project.run(*to)
    index = live / "current" / "index.html"
    index.unlink()
    lay(index)
    lay(live / "current" / "added")
    done = project.run(*to)
    assert (done.status, done.err, "1 file sent, 1 removed" in done.out) == (0, "", True)
    assert read_files(live / "current") == version(0)
    assert not (live / "current" / "index.html").is_symlink()


@pytest.mark.parametrize(
    "lay", [lambda file: file.symlink_to("/etc/hosts"), os.mkfifo], ids=["link", "pipe"]
)
def test_a_link_in_the_built_site_is_refused(project: Project, live: Path, lay: Hostile) -> None:
    output = project.build(version(0))
    (output / "index.html").unlink()
    lay(output / "index.html")
    done = project.run("folder", "--dest", str(live))
    assert (done.status, "1 file (index.html) altered" in done.err) == (1, True)


@pytest.mark.parametrize("target", ["releases/..", "releases/.", "releases", "releases/x"])
def test_current_leads_to_a_release_and_to_nothing_else(
    project: Project, live: Path, target: str
) -> None:
    live.mkdir()
    (live / "current").symlink_to(target)
    project.build(version(0))
    done = project.run("folder", "--dest", str(live))
    assert (done.status, "not to a release; use an empty folder" in done.err) == (1, True)


def test_a_release_that_cannot_be_removed_stops_no_deployment(
    project: Project, live: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project.set('DEPLOY["folder"]["keep"] = 1')
    to = ("folder", "--dest", str(live))
    rmtree = shutil.rmtree

    def deny(folder: Path, **options: Any) -> None:
        if live in Path(folder).parents:
            raise PermissionError(13, "Permission denied", str(folder))
        rmtree(folder, **options)

    monkeypatch.setattr(shutil, "rmtree", deny)
    for number in range(4):
        project.build(version(number))
        done = project.run(*to)
        assert (done.status, done.err) == (0, "")
        assert read_files(live / "current") == version(number)
    assert f"warning: cannot remove {live}/releases/000001.new: Permission denied" in done.out


def test_numbers_may_grow_beyond_six_digits(project: Project, live: Path) -> None:
    to = ("folder", "--dest", str(live))
    project.build(version(0))
    project.run(*to)
    (live / "releases" / "000001").rename(live / "releases" / "999999")
    (live / "current").unlink()
    (live / "current").symlink_to("releases/999999")
    for number in (1, 2):
        project.build(version(number))
        assert project.run(*to).status == 0
    assert names(live) == ["1000000", "1000001", "999999", "current: releases/1000001"]
    for number in (1, 0):
        assert project.run(*to, "--rollback").status == 0
        assert read_files(live / "current") == version(number)


def test_a_file_that_changes_during_the_deployment_is_not_given_to_readers(
    project: Project, live: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    to = ("folder", "--dest", str(live))
    project.build(version(0))
    project.run(*to)
    output = project.build(version(1))
    fill = Folder.fill

    def change_and_fill(self: Folder, building: Path, new: set[str]) -> None:
        (output / "index.html").write_bytes(b"changed")
        fill(self, building, new)

    monkeypatch.setattr(Folder, "fill", change_and_fill)
    done = project.run(*to)
    assert (done.status, "changed while it was deployed; run this again" in done.err) == (1, True)
    assert read_files(live / "current") == version(0)


def test_a_web_server_can_read_what_is_deployed_whatever_the_umask(
    project: Project, live: Path
) -> None:
    """Folders that were there keep their permissions; files shared with an old release get them."""
    live.parent.chmod(0o700)
    to = ("folder", "--dest", str(live / "blog"))
    before = os.umask(0o077)
    try:
        for number in range(2):
            project.build(version(number))
            assert project.run(*to).status == 0
            for path in [live, *live.rglob("*")]:
                if not path.is_symlink() and path.name != LOCK:
                    wanted = 0o755 if path.is_dir() else 0o644
                    assert (path, path.stat().st_mode & 0o777) == (path, wanted)
            (live / "blog" / "current" / "_headers").chmod(0o600)
    finally:
        os.umask(before)
    assert live.parent.stat().st_mode & 0o777 == 0o700


def test_more_permissions_than_needed_stay(project: Project, live: Path) -> None:
    """Those of a group that shares the folder, say."""
    live.mkdir()
    live.chmod(0o2770)
    project.build(version(0))
    before = os.umask(0o002)
    try:
        assert project.run("folder", "--dest", str(live)).status == 0
    finally:
        os.umask(before)
    assert live.stat().st_mode & 0o7777 == 0o2770
    assert (live / "current" / "index.html").stat().st_mode & 0o777 == 0o664
