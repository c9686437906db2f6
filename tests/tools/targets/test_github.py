"""Deploying to a branch of a bare repository."""

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.built import Files, version
from tests.conftest import ROOT
from tests.needs import needed
from tests.tools.conftest import Project
from tools.support.changes import Changes

WHO = ("-c", "user.name=Ada", "-c", "user.email=ada@example.org")


def git(folder: Path, *words: str) -> str:
    """What git prints in a folder."""
    done = subprocess.run(["git", *WHO, *words], cwd=folder, capture_output=True, check=True)
    return done.stdout.decode()


@pytest.fixture
def hub(tmp_path: Path) -> Path:
    """A bare repository."""
    needed(["git"], "git")
    git(tmp_path, "init", "--quiet", "--bare", "--initial-branch=main", "hub.git")
    return tmp_path / "hub.git"


def branch(hub: Path, name: str = "gh-pages") -> Files:
    """The files of a branch."""
    paths = git(hub, "ls-tree", "-r", "-z", "--name-only", name).split("\0")[:-1]
    return {path: git(hub, "show", f"{name}:{path}").encode() for path in paths}


def count(hub: Path) -> int:
    """The commits of the branch."""
    return int(git(hub, "rev-list", "--count", "gh-pages"))


@pytest.mark.parametrize("filters", ["true", "false"])
def test_each_deployment_is_a_commit(project: Project, hub: Path, filters: str) -> None:
    git(hub, "config", "uploadpack.allowFilter", filters)
    to = ("github", "--dest", hub.as_uri())
    for number in range(3):
        project.build(version(number))
        done = project.run(*to)
        assert (done.status, done.err) == (0, "")
        assert branch(hub) == version(number) | {".nojekyll": b""}
    assert count(hub) == 3
    assert project.run(*to).out == "github: nothing changed, no file is sent\n"
    assert count(hub) == 3
    assert git(hub, "fsck", "--strict") == ""


def test_a_dry_run_lists_addresses_and_commits_nothing(project: Project, hub: Path) -> None:
    to = ("github", "--dest", str(hub))
    project.build({"index.html": b"1", "gone.html": b"2"})
    project.run(*to)
    project.build({"index.html": b"3", "a b/é.html": b"4"})
    assert project.run(*to, "--dry-run").out.splitlines() == [
        "github: 2 files to send, 1 to remove",
        "  added    https://example.org/blog/a%20b/%C3%A9.html",
        "  changed  https://example.org/blog/",
        "  removed  https://example.org/blog/gone.html",
        "dry run: nothing was sent",
    ]
    assert count(hub) == 1


def test_a_domain_of_its_own(project: Project, hub: Path) -> None:
    project.set('DEPLOY["github"]["cname"] = True')
    project.build({"index.html": b"1"})
    assert project.run("github", "--dest", str(hub)).status == 0
    assert branch(hub)["CNAME"] == b"example.org\n"


def test_the_remote_of_the_project_and_its_files_are_left_as_they_are(
    project: Project, hub: Path
) -> None:
    git(project.folder, "init", "--quiet", "--initial-branch=main")
    git(project.folder, "remote", "add", "origin", str(hub))
    git(project.folder, "add", "pelicanconf.py")
    project.build(version(0))
    shutil.copy(ROOT / ".gitignore", project.folder)
    before = git(project.folder, "status", "--porcelain"), git(project.folder, "for-each-ref")
    assert project.run("github").status == 0
    assert branch(hub) == version(0) | {".nojekyll": b""}
    after = git(project.folder, "status", "--porcelain"), git(project.folder, "for-each-ref")
    assert after == before


def commit(tmp_path: Path, hub: Path) -> None:
    """Somebody commits to the branch."""
    work = tmp_path / "work"
    git(tmp_path, "clone", "--quiet", str(hub), str(work))
    there = "gh-pages" in git(hub, "for-each-ref")
    git(work, "checkout", "--quiet", *(["gh-pages"] if there else ["--orphan", "gh-pages"]))
    (work / "diary.txt").write_text("theirs")
    git(work, "add", "diary.txt")
    git(work, "commit", "--quiet", "-m", "Write a diary")
    git(work, "push", "--quiet", "origin", "gh-pages")


@pytest.mark.parametrize("first", [True, False])
def test_a_branch_with_commits_of_others_is_left_alone(
    project: Project, hub: Path, tmp_path: Path, first: bool
) -> None:
    project.build(version(0))
    if not first:
        project.run("github", "--dest", str(hub))
    commit(tmp_path, hub)
    before = git(hub, "rev-parse", "gh-pages")
    done = project.run("github", "--dest", str(hub))
    assert (done.status, done.out) == (1, "")
    assert done.err == (
        "the last commit of the branch gh-pages is not from a deployment; "
        'name another branch in DEPLOY["github"], or remove that one\n'
    )
    assert git(hub, "rev-parse", "gh-pages") == before


def test_a_branch_that_moves_meanwhile_is_left_alone(
    project: Project, hub: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project.build(version(0))
    project.run("github", "--dest", str(hub))
    project.build(version(1))

    def summary(_: Changes) -> str:
        commit(tmp_path, hub)
        return "meanwhile"

    monkeypatch.setattr("tools.support.deployment.summary", summary)
    done = project.run("github", "--dest", str(hub))
    assert (done.status, done.err.count("\n")) == (1, 1)
    assert "rejected" in done.err
    assert branch(hub)["diary.txt"] == b"theirs"


@pytest.mark.parametrize(
    ("remote", "sentence"),
    [
        ("origin", "this project has no git remote origin; set DEPLOY in pelicanconf.py"),
        ("/nowhere.git", "/nowhere.git: fatal: '/nowhere.git' does not appear to be a git"),
        (
            "http://me:m@y-password@127.0.0.1:9/x.git",
            "http://127.0.0.1:9/x.git: fatal: unable to access 'http://127.0.0.1:9/x.git/'",
        ),
    ],
)
def test_what_is_wrong_is_told_in_a_sentence(
    project: Project, hub: Path, remote: str, sentence: str
) -> None:
    project.build(version(0))
    done = project.run("github", "--dest", remote)
    assert (done.status, done.err.count("\n")) == (1, 1)
    assert done.err.startswith(sentence)
    assert "y-password" not in done.err
