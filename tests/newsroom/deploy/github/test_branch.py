"""Deploying to a branch on which others have committed too."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.built import version
from tests.newsroom.conftest import Project
from tests.newsroom.deploy.hub import (
    OLD,
    branch,
    clone,
    commit,
    count,
    deployed,
    git,
    refused,
    write,
)

CNAMES: list[list[Mapping[str, str | None]]] = [
    [{"CNAME": "example.org"}],
    [{"CNAME": "example.org\n"}, {"CNAME": "www.example.org"}, {"CNAME": "news.example.org"}],
    [{"CNAME": "example.org"}, {"CNAME": None}],
    [{"CNAME": "example.org"}, {"CNAME": None}, {"CNAME": "example.org"}],
    [{"CNAME": "example.org", ".nojekyll": None}],
    [{"CNAME": "example.org", "index.html": "theirs"}, {"index.html": None}],
    [{}, {"CNAME": "example.org"}, {}],
]


@pytest.mark.parametrize("changes", CNAMES)
def test_a_custom_domain_is_kept(
    project: Project, hub: Path, tmp_path: Path, changes: list[Mapping[str, str | None]]
) -> None:
    """What the setting commits stays through all later deployments, whatever its order."""
    first = deployed(project, hub)
    if changes[-1] == {"index.html": None}:
        changes = [*changes[:-1], {"index.html": first["index.html"].decode()}]
    commit(tmp_path, hub, *changes)
    cname = next((files["CNAME"] for files in reversed(changes) if "CNAME" in files), None)
    cname_file = {"CNAME": cname.encode()} if cname else {}
    for number in (1, 2):
        assert deployed(project, hub, number) | cname_file == branch(hub)
    assert project.run("github", "--dest", str(hub)).status == 0
    assert branch(hub) == version(2) | {".nojekyll": b""} | cname_file


def test_a_custom_domain_may_be_removed_again(project: Project, hub: Path, tmp_path: Path) -> None:
    deployed(project, hub)
    commit(tmp_path, hub, {"CNAME": "example.org"})
    deployed(project, hub, 1)
    commit(tmp_path, hub, {"CNAME": None})
    assert deployed(project, hub, 2) == branch(hub)


@pytest.mark.parametrize("commits", [2, 60])
def test_a_deployment_is_found_below_many_commits(
    project: Project, hub: Path, tmp_path: Path, commits: int
) -> None:
    deployed(project, hub)
    commit(tmp_path, hub, *[{"CNAME": f"a{number}.example.org"} for number in range(commits)])
    for to in (hub.as_uri(), str(hub)):
        project.build(version(1))
        assert project.run("github", "--dest", to).status == 0
    assert branch(hub)["CNAME"] == f"a{commits - 1}.example.org".encode()


def test_a_deployment_is_found_below_a_merge(project: Project, hub: Path, tmp_path: Path) -> None:
    deployed(project, hub)
    work = clone(tmp_path, hub)
    git(work, "checkout", "--quiet", "-b", "domain")
    write(work, {"CNAME": "example.org"})
    git(work, "commit", "--quiet", "-m", "Create CNAME")
    git(work, "checkout", "--quiet", "gh-pages")
    git(work, "merge", "--quiet", "--no-ff", "-m", "Merge the domain", "domain")
    git(work, "push", "--quiet", "origin", "gh-pages")
    assert deployed(project, hub, 1) | {"CNAME": b"example.org"} == branch(hub)


@pytest.mark.parametrize(
    ("changes", "theirs"),
    [
        ([{"diary.txt": "theirs"}], "1 file (diary.txt)"),
        ([{"index.html": "theirs"}], "1 file (index.html)"),
        ([{"404.html": None}], "1 file (404.html)"),
        ([{"CNAME": "example.org"}, {"index.html": "theirs", "é b.txt": "x"}],
         "2 files (index.html, é b.txt)"),
        ([{"a/b.html": "1"}, {"a/b.html": None, "c.html": "2"}], "1 file (c.html)"),
        ([{f"{n}.txt": "x" for n in range(12)}],
         "12 files (0.txt, 1.txt, 10.txt, 11.txt, 2.txt, 3.txt, 4.txt, 5.txt, 6.txt, 7.txt, …)"),
    ],
)  # fmt: skip
def test_work_of_others_is_named_and_left_alone(
    project: Project,
    hub: Path,
    tmp_path: Path,
    changes: list[Mapping[str, str | None]],
    theirs: str,
) -> None:
    deployed(project, hub)
    last = git(hub, "rev-parse", "gh-pages")[:10]
    commit(tmp_path, hub, *changes)
    for number in (0, 1):
        project.build(version(number))
        assert refused(project, hub) == (
            f"{hub}, branch gh-pages: commits after the last deployment ({last}) changed {theirs}; "
            "put what should stay into content/static/, undo the rest on the branch with "
            "git revert, and run this again\n"
        )


def test_work_of_others_that_was_undone_is_nobodys(
    project: Project, hub: Path, tmp_path: Path
) -> None:
    deployed(project, hub)
    commit(tmp_path, hub, {"diary.txt": "theirs", "404.html": None})
    work = clone(tmp_path, hub)
    git(work, "revert", "--no-edit", "HEAD")
    git(work, "push", "--quiet", "origin", "gh-pages")
    assert deployed(project, hub, 1) == branch(hub)


def test_work_of_others_that_is_in_the_new_site_is_not_lost(
    project: Project, hub: Path, tmp_path: Path
) -> None:
    deployed(project, hub)
    commit(tmp_path, hub, {"diary.txt": "theirs", "404.html": None})
    files = {path: data for path, data in version(0).items() if path != "404.html"}
    project.build(files | {"diary.txt": b"theirs"})
    assert project.run("github", "--dest", str(hub)).status == 0
    assert branch(hub) == files | {"diary.txt": b"theirs", ".nojekyll": b""}


def test_a_branch_that_was_filled_by_hand_with_the_same_site_is_ours(
    project: Project, hub: Path, tmp_path: Path
) -> None:
    files: dict[str, str | None] = {path: data.decode() for path, data in version(0).items()}
    commit(tmp_path, hub, files)
    project.build(version(1))
    assert "that no deployment put there" in refused(project, hub)
    assert deployed(project, hub) == branch(hub)


@pytest.mark.parametrize("kind", ["executable", "link"])
def test_a_file_that_others_made_something_else_is_work(
    project: Project, hub: Path, tmp_path: Path, kind: str
) -> None:
    deployed(project, hub)
    work = clone(tmp_path, hub)
    page = work / "index.html"
    if kind == "link":
        page.unlink()
        page.symlink_to("404.html")
    else:
        page.chmod(0o755)
    git(work, "commit", "--quiet", "-a", "-m", "Change the kind")
    git(work, "push", "--quiet", "origin", "gh-pages")
    assert "changed 1 file (index.html)" in refused(project, hub)


@pytest.mark.parametrize("how", ["amend", "rebase", "squash"])
def test_a_deployment_that_others_rewrote_is_work(
    project: Project, hub: Path, tmp_path: Path, how: str
) -> None:
    """Its message still says that it is ours; its tree is not the one that it names."""
    deployed(project, hub)
    work = clone(tmp_path, hub)
    write(work, {"diary.txt": "theirs"})
    message = git(work, "log", "-1", "--format=%B")
    if how == "amend":
        git(work, "commit", "--quiet", "--amend", "--no-edit")
    elif how == "squash":
        git(work, "commit", "--quiet", "-m", message)
    else:
        git(work, "commit", "--quiet", "-m", "Write a diary")
        git(work, "push", "--quiet", "origin", "gh-pages:theirs")
        deployed(project, hub, 1)
        git(work, "fetch", "--quiet", "origin", "gh-pages")
        git(work, "cherry-pick", "--strategy-option=theirs", "FETCH_HEAD")
    git(work, "push", "--quiet", "--force", "origin", "HEAD:gh-pages")
    assert "1 file (diary.txt)" in refused(project, hub)


@pytest.mark.parametrize(
    "files", [{}, {".nojekyll": ""}, {"CNAME": "example.org"}, {"CNAME": "x", ".nojekyll": "y"}]
)
@pytest.mark.parametrize("below", [True, False])
def test_an_empty_branch_is_filled(
    project: Project, hub: Path, tmp_path: Path, files: dict[str, str], below: bool
) -> None:
    """With a deployment in its history, or with none."""
    if below:
        deployed(project, hub)
    work = clone(tmp_path, hub)
    if below:
        git(work, "rm", "--quiet", "-r", ".")
    write(work, files)
    git(work, "commit", "--quiet", "--allow-empty", "-m", "Empty the branch")
    git(work, "push", "--quiet", "origin", "gh-pages")
    cname_file = {"CNAME": files["CNAME"].encode()} if "CNAME" in files else {}
    if not below:
        project.build(version(1))
        assert "this is the first deployment" in refused(project, hub, "--output=output")
    expected = deployed(project, hub, 1) | cname_file
    assert branch(hub) | {".nojekyll": b""} == expected
    assert count(hub) == (3 if below else 2)


@pytest.mark.parametrize("name", ["README.md", "diary.txt", "index.html", "docs/CNAME"])
def test_a_branch_of_others_is_left_alone(
    project: Project, hub: Path, tmp_path: Path, name: str
) -> None:
    commit(tmp_path, hub, {name: "theirs"}, {".nojekyll": ""})
    project.build(version(0))
    assert refused(project, hub) == (
        f"{hub}, branch gh-pages contains 1 file ({name}) that no deployment put there; use "
        'another branch in DEPLOY["github"], or remove these files from this one\n'
    )


def test_deployments_of_before_are_ours(project: Project, hub: Path, tmp_path: Path) -> None:
    commit(tmp_path, hub, {"index.html": "1", ".nojekyll": ""}, words=("-m", OLD))
    commit(tmp_path, hub, {"CNAME": "example.org"})
    project.build(version(0))
    assert project.run("github", "--dest", str(hub)).status == 0
    assert branch(hub) == version(0) | {".nojekyll": b"", "CNAME": b"example.org"}
