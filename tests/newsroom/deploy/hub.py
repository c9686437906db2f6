"""A bare repository as a deployment and other people change it."""

import shutil
import subprocess
from collections.abc import Mapping, Sequence
from io import BytesIO
from pathlib import Path

from tests.built import Files, version
from tests.newsroom.conftest import Project

WHO = ("-c", "user.name=Ada", "-c", "user.email=ada@example.org")


def git(folder: Path, *words: str) -> str:
    """What git prints in a folder."""
    return run_git(folder, *words).decode()


def run_git(folder: Path, *words: str, data: bytes | None = None) -> bytes:
    """The bytes that git prints in a folder, when it has read `data`."""
    command = ["git", *WHO, *words]
    return subprocess.run(command, cwd=folder, input=data, capture_output=True, check=True).stdout


def branch(hub: Path, name: str = "gh-pages") -> Files:
    """The files of a branch, of which one process of git reads all."""
    lines = git(hub, "ls-tree", "-r", "-z", name).split("\0")[:-1]
    ids = {path: line.split()[2] for line, path in (line.split("\t", 1) for line in lines)}
    wanted = "".join(f"{object_id}\n" for object_id in ids.values()).encode()
    output = BytesIO(run_git(hub, "cat-file", "--batch", data=wanted))
    files = {}
    for path in ids:
        _, _, size = output.readline().split()
        files[path] = output.read(int(size))
        output.readline()
    return files


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
