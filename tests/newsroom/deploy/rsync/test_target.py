"""Deploying by rsync, to a folder of this machine and over ssh on loopback."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from newsroom.deploy.plan import PLACEHOLDER, Step
from newsroom.deploy.rsync import target as rsync
from newsroom.deploy.rsync.remote import RECORD, run_rsync, write_record
from newsroom.deploy.rsync.target import parse_destination
from newsroom.deploy.state import hold_lock, records_of
from tests.built import missing, read_files, version
from tests.needs import require_program
from tests.newsroom.conftest import Project
from tests.sshd import Sshd, running_sshd


@pytest.fixture(scope="module")
def sshd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sshd]:
    """An ssh server."""
    with running_sshd(tmp_path_factory.mktemp("sshd")) as server:
        yield server


@pytest.fixture(autouse=True)
def live(tmp_path: Path) -> Path:
    """The folder that readers have, whose name contains a space; the tests need rsync."""
    require_program(["rsync"], "rsync")
    (tmp_path / "live site").mkdir()
    return tmp_path / "live site"


def site(live: Path) -> dict[str, bytes]:
    """What readers have."""
    return {path: data for path, data in read_files(live).items() if path != RECORD}


def test_over_ssh_only_what_differs_travels(
    project: Project, live: Path, sshd: Sshd, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RSYNC_RSH", sshd.shell)
    to = ("rsync", "--dest", f"{sshd.login}:{live}/")
    project.build(version(0))
    assert project.run(*to).status == 0
    assert site(live) == version(0)
    assert project.run(*to).out == "rsync: nothing changed; no files sent\n"
    untouched = {path: (live / path).stat().st_ino for path in version(0)}
    project.build(version(0) | {"index.html": b"<title>n</title><h1>new</h1>"})
    done = project.run(*to)
    assert "changed  https://example.org/blog/\n" in done.out
    assert "rsync: 1 file sent, 0 removed" in done.out
    now = {path: (live / path).stat().st_ino for path in version(0)}
    assert [path for path in now if now[path] != untouched[path]] == ["index.html"]


def test_versions_follow_each_other_and_leave_nothing(project: Project, live: Path) -> None:
    for number in range(3):
        project.build(version(number))
        dry = project.run("rsync", "--dest", str(live), "--dry-run")
        assert dry.out.splitlines()[-1] == "dry run: no files sent"
        assert site(live) == (version(number - 1) if number else {})
        assert project.run("rsync", "--dest", str(live)).status == 0
        assert site(live) == version(number)
    assert [path for path in live.rglob("*") if path.is_dir() and not [*path.iterdir()]] == []


def test_a_dry_run_lists_urls(project: Project, live: Path) -> None:
    to = ("rsync", "--dest", str(live))
    project.build({"index.html": b"1", "gone/[a] *?.html": b"2"})
    assert project.run(*to).status == 0
    project.build({"index.html": b"3", "a b/é中.html": b"4"})
    done = project.run(*to, "--dry-run")
    assert done.out.splitlines()[1:-1] == [
        "  added    https://example.org/blog/a%20b/%C3%A9%E4%B8%AD.html",
        "  changed  https://example.org/blog/",
        "  removed  https://example.org/blog/gone/%5Ba%5D%20%2A%3F.html",
    ]
    assert project.run(*to).status == 0
    assert site(live) == {"index.html": b"3", "a b/é中.html": b"4"}
    assert sorted(path.name for path in live.iterdir()) == [RECORD, "a b", "index.html"]


def test_what_others_put_there_stays(project: Project, live: Path) -> None:
    to = ("rsync", "--dest", str(live))
    project.build({"index.html": b"1", "old/a.html": b"2"})
    assert project.run(*to).status == 0
    (live / "old" / "theirs.txt").write_bytes(b"theirs")
    project.build({"index.html": b"1"})
    assert "  foreign  https://example.org/blog/old/theirs.txt" in project.run(*to).out
    assert site(live) == {"index.html": b"1", "old/theirs.txt": b"theirs"}
    project.build({"index.html": b"1", "old/theirs.txt": b"ours"})
    done = project.run(*to)
    assert (done.status, "1 file (old/theirs.txt) that no deployment put there" in done.err) == (
        1,
        True,
    )
    assert site(live)["old/theirs.txt"] == b"theirs"


def test_a_folder_of_others_is_left_alone(project: Project, live: Path) -> None:
    (live / "diary.txt").write_bytes(b"theirs")
    project.build(version(0))
    done = project.run("rsync", "--dest", str(live))
    assert done.err == (
        f"{live} contains 1 file (diary.txt) that no deployment put there; "
        "use another destination\n"
    )
    assert read_files(live) == {"diary.txt": b"theirs"}


Lay = Callable[[Path], object]


@pytest.mark.parametrize(
    ("lay", "foreign"),
    [
        (lambda live: (live / "new").write_bytes(b"theirs"), "new"),
        (lambda live: (live / "new").symlink_to("/etc"), "new"),
        (lambda live: os.mkfifo(live / "new"), "new"),
        (lambda live: link(live / "index.html", "/etc/hosts"), "index.html"),
        (lambda live: link(live / "a", live.parent), "a"),
        (lambda live: (live / "b" / "c.html").mkdir(parents=True), "b/c.html/"),
        (lambda live: theirs(live / "b" / "c.html" / "d e.txt"), "b/c.html/d e.txt"),
    ],
)
def test_what_others_put_in_our_way_stays(
    project: Project, live: Path, lay: Lay, foreign: str
) -> None:
    to = ("rsync", "--dest", str(live))
    project.build({"index.html": b"1", "a/index.html": b"2"})
    assert project.run(*to).status == 0
    lay(live)
    before = sorted((path, path.lstat().st_ino) for path in live.rglob("*"))
    files = {"index.html": b"1", "a/index.html": b"2", "new/x y.html": b"3", "b/c.html": b"4"}
    project.build(files)
    for words in ((), ("--dry-run",)):
        done = project.run(*to, *words)
        assert (done.status, done.out) == (1, "")
        expected = f"1 file ({foreign}) that no deployment put there; use another destination\n"
        assert done.err.endswith(expected)
    assert sorted((path, path.lstat().st_ino) for path in live.rglob("*")) == before


def link(path: Path, to: str | Path) -> None:
    """Put a link in place of what is there."""
    shutil.rmtree(path) if path.is_dir() else path.unlink()
    path.symlink_to(to)


def theirs(path: Path) -> None:
    """Somebody's file."""
    path.parent.mkdir(parents=True)
    path.write_bytes(b"theirs")


def test_a_file_of_ours_may_become_a_folder_and_the_other_way_round(
    project: Project, live: Path
) -> None:
    to = ("rsync", "--dest", str(live))
    first = {"index.html": b"1", "a.html": b"2", "b.html/c/d.html": b"3", "b.html/e.html": b"3"}
    second = {"index.html": b"1", "a.html/b/c.html": b"2", "b.html": b"3"}
    for files in (first, second, first):
        shutil.rmtree(project.folder / "output", ignore_errors=True)
        project.build(files)
        done = project.run(*to)
        assert (done.status, done.err, site(live)) == (0, "", files)
        assert project.run(*to).out == "rsync: nothing changed; no files sent\n"
    assert "  removed  https://example.org/blog/a.html/b/c.html\n" in done.out
    assert "  removed  https://example.org/blog/b.html\n" in done.out


@pytest.mark.parametrize("garbage", [b"", b"\xff\xfe\n", b"[]\n", b"null"])
def test_a_record_that_cannot_be_read_counts_as_none(
    project: Project, live: Path, garbage: bytes
) -> None:
    project.build({"index.html": b"1"})
    assert project.run("rsync", "--dest", str(live)).status == 0
    (live / RECORD).write_bytes(garbage)
    project.build({"index.html": b"2"})
    done = project.run("rsync", "--dest", str(live))
    assert (done.status, "1 file (index.html) that no deployment put there" in done.err) == (
        1,
        True,
    )
    assert site(live) == {"index.html": b"1"}


def test_the_record_names_no_page(project: Project, live: Path) -> None:
    project.build({"index.html": b"1", "hidden/index.html": b"2"})
    assert project.run("rsync", "--dest", str(live)).status == 0
    assert "hidden" not in (live / RECORD).read_text()


def test_before_each_step_no_file_names_a_missing_one(
    project: Project, live: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What readers have before a step is what a run that is cut there leaves."""
    faults: list[list[str]] = []

    def note(destination: str, *words: str, **options: Any) -> bytes:
        faults.append(missing(site(live)))
        return run_rsync(destination, *words, **options)

    monkeypatch.setattr("newsroom.deploy.rsync.target.run_rsync", note)
    for number in (1, 2):
        project.build(version(number))
        assert project.run("rsync", "--dest", str(live)).status == 0
        assert site(live) == version(number)
    assert len(faults) > 20
    assert [sentences for sentences in faults if sentences] == []


def test_a_file_that_changes_during_the_deployment_is_not_sent(
    project: Project, live: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    output = project.build({"index.html": b"1", "a.png": b"2"})
    put = rsync.Rsync.put

    def change(self: rsync.Rsync, step: Step) -> None:
        put(self, step)
        (output / "index.html").write_bytes(b"changed")

    monkeypatch.setattr(rsync.Rsync, "put", change)
    done = project.run("rsync", "--dest", str(live))
    assert (done.status, "changed while it was deployed; run this again" in done.err) == (1, True)
    assert site(live) == {"a.png": b"2"}


@pytest.mark.parametrize("at", [1, 2, 4, 6, 8, 11])
def test_a_cut_run_leaves_no_page_that_names_a_missing_file(
    project: Project, live: Path, monkeypatch: pytest.MonkeyPatch, at: int
) -> None:
    """Cut before each of the steps; another run finishes, and removes what the first one left."""
    to = ("rsync", "--dest", str(live))
    project.build(version(1))
    assert project.run(*to).status == 0
    put, remove = rsync.Rsync.put, rsync.Rsync.remove
    done = 0

    def cut() -> None:
        nonlocal done
        done += 1
        if done == at:
            raise KeyboardInterrupt

    def put_or_cut(self: rsync.Rsync, step: Step) -> None:
        cut()
        put(self, step)

    def remove_or_cut(self: rsync.Rsync, paths: tuple[str, ...]) -> None:
        cut()
        remove(self, paths)

    monkeypatch.setattr(rsync.Rsync, "put", put_or_cut)
    monkeypatch.setattr(rsync.Rsync, "remove", remove_or_cut)
    project.build(version(2))
    assert project.run(*to).status == 130
    assert missing(site(live)) == []
    project.build(version(3))
    assert project.run(*to).status == 0
    assert site(live) == version(3)
    assert PLACEHOLDER not in site(live).values()


def test_a_page_whose_arrival_was_not_noted_is_not_covered_again(
    project: Project, live: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    to = ("rsync", "--dest", str(live))
    with monkeypatch.context() as patch:
        patch.setattr(rsync.Rsync, "remove", lambda *_: None)
        write = "newsroom.deploy.rsync.target.write_record"
        patch.setattr(write, lambda to, r: write_record(to, r) if r.coming else None)
        project.build(version(1))
        assert project.run(*to).status == 0
    project.build(version(1) | {"index.html": b"<title>n</title><h1>new</h1>", "x.html": b"x"})
    covered: list[str] = []
    put = rsync.Rsync.put

    def note(self: rsync.Rsync, step: Step) -> None:
        covered.extend(step.paths if step.small_page == PLACEHOLDER else ())
        put(self, step)

    monkeypatch.setattr(rsync.Rsync, "put", note)
    assert project.run(*to).status == 0
    assert covered == ["x.html"]


@pytest.mark.parametrize(
    ("to", "message"),
    [
        ("", 'missing DEPLOY["rsync"]["to"]; set it in pelicanconf.py'),
        ("nobody@127.0.0.1:/srv", "nobody@127.0.0.1:/srv: nobody@127.0.0.1: Permission denied"),
        ("/nowhere/at/all", "folder not found: /nowhere/at/all; make it first, or name"),
        ("-e sh:/x", "-e sh:/x would be read as an option; name a folder, such as me@example.org"),
        ("me@-v:/srv", "me@-v:/srv would be read as an option; name a folder, such as me@example."),
        (
            "example.org",
            "example.org may be a server or a folder; write example.org:/path, or ./ex",
        ),
        ("example.org:", "missing folder in example.org:; name one, such as me@exa"),
        ("example.org:/", "missing folder in example.org:/; name one, such as me@e"),
        ("example.org:/./", "missing folder in example.org:/./; name one, such as "),
        ("example.org::", "missing folder in example.org::; name one, such as me@e"),
        ("rsync://example.org/", "missing folder in rsync://example.org/; name one"),
        ("/", "folder not found: /; make it first, or name a server, such as me@ex"),
        ("/..", "folder not found: /..; make it first, or name a server, such as me"),
    ],
)
def test_what_is_wrong_is_reported(
    project: Project, sshd: Sshd, monkeypatch: pytest.MonkeyPatch, to: str, message: str
) -> None:
    monkeypatch.setenv("RSYNC_RSH", sshd.shell)
    project.build(version(0))
    done = project.run("rsync", f"--dest={to}")
    assert (done.status, done.err.count("\n")) == (1, 1)
    assert done.err.startswith(message)


def test_a_missing_network_is_an_error(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RSYNC_RSH", "ssh -p 9 -o BatchMode=yes -F none")
    project.build(version(0))
    done = project.run("rsync", "--dest", "127.0.0.1:/srv/www")
    assert (done.status, done.err.count("\n")) == (1, 1)
    assert "Connection refused" in done.err


@pytest.mark.parametrize("spelled", ["{}", "{}/", "{}/.//../{name}", "../{name}", "./link"])
def test_one_deployment_at_a_time_however_the_folder_is_spelled(
    project: Project, live: Path, spelled: str
) -> None:
    Path("link").symlink_to(live)
    to = spelled.format(live, name=live.name)
    project.build(version(0))
    with hold_lock(records_of("rsync", str(live)).lock, "x"):
        done = project.run("rsync", "--dest", to)
    expected = f"another deployment to {live} is running; wait for it to end\n"
    assert (done.status, done.out, done.err) == (1, "", expected)
    assert project.run("rsync", "--dest", to).status == 0
    assert site(live) == version(0)
    assert len([*Path(".deployed").iterdir()]) == 1


@pytest.mark.parametrize(
    ("to", "destination"),
    [
        ("me@example.org:/srv/./www//blog/.//", "me@example.org:/srv/www/blog"),
        ("example.org:www/../blog/", "example.org:www/../blog"),
        ("example.org:.hidden/a./b", "example.org:.hidden/a./b"),
        ("[::1]:/srv//www", "[::1]:/srv/www"),
        ("example.org::www//blog/", "example.org::www/blog"),
        ("rsync://example.org:873/www//blog/", "rsync://example.org:873/www/blog"),
        ("RSYNC://example.org/www/", "RSYNC://example.org/www"),
    ],
)
def test_a_folder_of_a_server_is_spelled_alike(to: str, destination: str) -> None:
    assert parse_destination(to) == destination


@pytest.mark.parametrize("inside", ["./", "output/", "../project/output", "output/live/", "../"])
def test_a_site_is_not_put_into_its_own_project(project: Project, inside: str) -> None:
    project.build(version(0))
    (project.folder / "output" / "live").mkdir()
    before = read_files(project.folder)
    done = project.run("rsync", "--dest", inside)
    destination = (project.folder / inside).resolve()
    expected = f"{destination} is this project or in its output; use another folder\n"
    assert (done.status, done.out, done.err) == (1, "", expected)
    assert read_files(project.folder) == before


def test_a_folder_whose_name_looks_like_an_option_is_sent(project: Project, live: Path) -> None:
    project.build(version(0)).rename("--dry-run")
    done = project.run("rsync", "--output=--dry-run", f"--dest={live}")
    assert (done.status, done.err, site(live)) == (0, "", version(0))
