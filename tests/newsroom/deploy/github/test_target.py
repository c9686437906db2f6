"""Deploying to a branch of a bare repository."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from newsroom.deploy.plan import Changes
from tests.built import version
from tests.conftest import ROOT
from tests.newsroom.commands.terminal import talk
from tests.newsroom.conftest import Project
from tests.newsroom.deploy.hub import branch, commit, count, deployed, git, refused
from tests.sshd import Sshd, running_sshd


@pytest.fixture(scope="module")
def sshd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sshd]:
    """An ssh server."""
    with running_sshd(tmp_path_factory.mktemp("sshd")) as server:
        yield server


@pytest.mark.parametrize("filters", ["true", "false"])
def test_each_deployment_is_a_commit(project: Project, hub: Path, filters: str) -> None:
    git(hub, "config", "uploadpack.allowFilter", filters)
    to = ("github", "--yes", "--dest", hub.as_uri())
    for number in range(3):
        project.build(version(number))
        done = project.run(*to)
        assert (done.status, done.err) == (0, "")
        assert branch(hub) == version(number) | {".nojekyll": b""}
    assert count(hub) == 3
    assert project.run(*to).out == "github: nothing changed; no files sent\n"
    assert count(hub) == 3
    assert git(hub, "fsck", "--strict") == ""


def test_a_dry_run_lists_urls_and_commits_nothing(project: Project, hub: Path) -> None:
    to = ("github", "--yes", "--dest", str(hub))
    project.build({"index.html": b"1", "gone.html": b"2"})
    project.run(*to)
    project.build({"index.html": b"3", "a b/é.html": b"4"})
    assert project.run(*to, "--dry-run").out.splitlines() == [
        "github: 2 files to send, 1 to remove",
        "  added    https://example.org/blog/a%20b/%C3%A9.html",
        "  changed  https://example.org/blog/",
        "  removed  https://example.org/blog/gone.html",
        "dry run: no files sent",
    ]
    assert count(hub) == 1


def test_a_domain_of_its_own(project: Project, hub: Path) -> None:
    project.set('DEPLOY["github"]["cname"] = True')
    project.build({"index.html": b"1"})
    assert project.run("github", "--yes", "--dest", str(hub)).status == 0
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
    assert project.run("github", "--yes").status == 0
    assert branch(hub) == version(0) | {".nojekyll": b""}
    after = git(project.folder, "status", "--porcelain"), git(project.folder, "for-each-ref")
    assert after == before


def test_a_first_push_has_to_be_confirmed(project: Project, hub: Path) -> None:
    project.build(version(0))
    destination = f"{hub}, branch gh-pages"
    assert refused(project, hub, "--output=output") == (
        f"github: this is the first deployment to {destination}; add --yes to confirm\n"
    )
    assert project.run("github", "--dest", str(hub), "--dry-run").status == 0
    done = project.run("github", "--dest", str(hub), "--yes")
    assert done.out.splitlines()[-2:] == [
        f"github: pushing to {destination}",
        f"github: {len(version(0)) + 1} files sent, 0 removed; live at https://example.org/blog/",
    ]
    project.build(version(1))
    assert project.run("github", "--dest", str(hub)).status == 0
    assert count(hub) == 2


@pytest.mark.parametrize(
    ("answer", "status", "commits"), [("y", 0, 1), ("Yes", 0, 1), ("n", 1, 0), ("", 1, 0)]
)
def test_a_person_is_asked_before_a_first_push(
    project: Project, hub: Path, answer: str, status: int, commits: int
) -> None:
    project.build({"index.html": b"1"})
    words = ("deploy", "github", "--dest", str(hub))
    question = f"github: this is the first deployment to {hub}, branch gh-pages. Continue? [y/N]: "
    code, screen = talk(*words, folder=project.folder, answers=[(question, f"{answer}\n")])
    assert (code, "nothing was sent" in screen) == (status, bool(status))
    assert len(git(hub, "for-each-ref").splitlines()) == commits


def back(tmp_path: Path, hub: Path) -> None:
    """Somebody takes the last deployment off the branch."""
    git(hub, "update-ref", "refs/heads/gh-pages", "gh-pages~1")


def deleted(tmp_path: Path, hub: Path) -> None:
    """Somebody removes the branch."""
    git(hub, "update-ref", "-d", "refs/heads/gh-pages")


@pytest.mark.parametrize(
    ("move", "before"), [(commit, 0), (commit, 1), (commit, 2), (back, 2), (deleted, 1)]
)
def test_a_branch_that_moves_meanwhile_is_left_alone(
    project: Project,
    hub: Path,
    monkeypatch: pytest.MonkeyPatch,
    move: Callable[[Path, Path], None],
    before: int,
) -> None:
    for number in range(before):
        deployed(project, hub, number)
    project.build(version(2))
    moved: list[str] = []

    def summary(_: Changes) -> str:
        move(project.folder.parent, hub)
        moved.append(git(hub, "for-each-ref"))
        return "meanwhile"

    monkeypatch.setattr("newsroom.deploy.deployment.summary", summary)
    done = project.run("github", "--yes", "--dest", str(hub))
    assert (done.status, done.err.count("\n")) == (1, 1)
    assert "the push to branch gh-pages was rejected: the branch changed meanwhile" in done.err
    assert moved == [git(hub, "for-each-ref")]


def test_a_file_that_changes_during_the_deployment_is_not_sent(
    project: Project, hub: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    deployed(project, hub)
    output = project.build(version(1))

    def summary(_: Changes) -> str:
        (output / "index.html").write_bytes(b"changed")
        return "meanwhile"

    monkeypatch.setattr("newsroom.deploy.deployment.summary", summary)
    assert "index.html changed while it was deployed" in refused(project, hub)


def test_the_environment_of_a_hook_changes_nothing(
    project: Project, hub: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    git(project.folder, "init", "--quiet", "--initial-branch=main")
    index = tmp_path / "index of the hook"
    monkeypatch.setenv("GIT_INDEX_FILE", str(index))
    monkeypatch.setenv("GIT_DIR", str(project.folder / ".git"))
    deployed(project, hub)
    assert not index.exists()
    monkeypatch.delenv("GIT_DIR")
    assert branch(hub) == version(0) | {".nojekyll": b""}


@pytest.mark.parametrize(
    ("remote", "message"),
    [
        ("origin", "unknown git remote origin; set DEPLOY in pelicanconf.py"),
        ("/nowhere.git", "/nowhere.git: fatal: '/nowhere.git' does not appear to be a git"),
        (
            "http://me:m@y-password@127.0.0.1:9/x.git",
            "http://127.0.0.1:9/x.git: fatal: unable to access 'http://127.0.0.1:9/x.git/'",
        ),
    ],
)
def test_what_is_wrong_is_reported(project: Project, hub: Path, remote: str, message: str) -> None:
    project.build(version(0))
    done = project.run("github", "--dest", remote)
    assert (done.status, done.err.count("\n")) == (1, 1)
    assert done.err.startswith(message)
    assert "y-password" not in done.err


def test_over_ssh(
    project: Project, hub: Path, sshd: Sshd, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_SSH_COMMAND", sshd.shell)
    for number, to in enumerate((f"{sshd.login}:{hub}", f"ssh://{sshd.login}{hub}")):
        project.build(version(number))
        done = project.run("github", "--yes", "--dest", to)
        assert (done.status, done.err) == (0, "")
        assert branch(hub) == version(number) | {".nojekyll": b""}
    commit(tmp_path, hub, {"CNAME": "example.org"})
    project.build(version(2))
    assert project.run("github", "--dest", to).status == 0
    assert branch(hub) == version(2) | {".nojekyll": b"", "CNAME": b"example.org"}
