"""A bare repository as a deployment and other people change it."""

import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from tests.built import Files, version
from tests.newsroom.conftest import Project

WHO = ("-c", "user.name=Ada", "-c", "user.email=ada@example.org")


def git(folder: Path, *words: str) -> str:
    """What git prints in a folder."""
    done = subprocess.run(["git", *WHO, *words], cwd=folder, capture_output=True, check=True)
    return done.stdout.decode()


def branch(hub: Path, name: str = "gh-pages") -> Files:
    """The files of a branch."""
    paths = git(hub, "ls-tree", "-r", "-z", "--name-only", name).split("\0")[:-1]
    return {path: git(hub, "show", f"{name}:{path}").encode() for path in paths}


def count(hub: Path) -> int:
    """The commits of the branch."""
    return int(git(hub, "rev-list", "--count", "gh-pages"))


def write(work: Path, files: Mapping[str, str | None]) -> None:
    """Change files of a clone: None removes one."""
    for path, text in files.items():
        file = work / path
        if text is None:
            file.unlink()
        else:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
    git(work, "add", "--all")


def clone(tmp_path: Path, hub: Path, name: str = "gh-pages") -> Path:
    """Somebody's clone with the branch, or with a new one of no history."""
    work = tmp_path / "work"
    shutil.rmtree(work, ignore_errors=True)
    git(tmp_path, "clone", "--quiet", str(hub), str(work))
    exists = f"refs/heads/{name}\n" in git(hub, "for-each-ref", "--format=%(refname)")
    git(work, "checkout", "--quiet", *([name] if exists else ["--orphan", name]))
    return work


def commit(
    tmp_path: Path, hub: Path, *changes: Mapping[str, str | None], words: Sequence[str] = ()
) -> None:
    """Somebody commits to the branch and pushes: a commit for each set of files."""
    work = clone(tmp_path, hub)
    for files in changes or ({"diary.txt": "theirs"},):
        write(work, files)
        message = ("-m", f"Change {', '.join(files)}") if not words else ()
        git(work, "commit", "--quiet", "--allow-empty", *message, *words)
    git(work, "push", "--quiet", "--force", "origin", "HEAD:gh-pages")


def deployed(project: Project, hub: Path, number: int = 0) -> Files:
    """The files of a version that has been deployed."""
    project.build(version(number))
    done = project.run("github", "--yes", "--dest", str(hub))
    assert (done.status, done.err) == (0, "")
    return version(number) | {".nojekyll": b""}


def refused(project: Project, hub: Path, *words: str) -> str:
    """Why a deployment is refused, which leaves the branch as it is."""
    before = git(hub, "for-each-ref")
    done = project.run("github", *(words or ("--yes",)), "--dest", str(hub))
    assert (done.status, done.err.count("\n")) == (1, 1)
    assert git(hub, "for-each-ref") == before
    return done.err


OLD = "Deploy the site\n\nDeployed-by: tools.deploy"  # as it was before it named its site
