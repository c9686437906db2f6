"""blog.py: it installs what a command needs, only when it is outdated, and runs the command."""

import ast
import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

import blog
from newsroom.content.front_matter.parser import parse_front_matter
from tests.conftest import AT_NOW, ROOT, lay_out

HARD_TITLE = "It costs $5, $HOME & \"more\" `touch made` $(touch made)\n'two' lines 🚀 \\n"


def test_it_imports_the_standard_library_alone() -> None:
    nodes = list(ast.walk(ast.parse((ROOT / "blog.py").read_text(encoding="utf-8"))))
    names = {a.name for node in nodes if isinstance(node, ast.Import) for a in node.names}
    names |= {node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)}
    assert names <= sys.stdlib_module_names


@pytest.mark.parametrize(
    ("arguments", "names"),
    [
        ([], ["site"]),
        (["--help"], ["site"]),
        (["build"], ["site"]),
        (["new", "s3"], ["site"]),
        (["deploy", "folder"], ["site"]),
        (["deploy", "--yes", "s3"], ["site", "deploy"]),
        (["--dev", "-m", "pytest"], ["site", "dev"]),
    ],
)
def test_what_a_command_needs(arguments: list[str], names: list[str]) -> None:
    assert blog.installations(arguments) == names


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with lock files, in which blog.py finds itself."""
    for lock in blog.LOCKS.values():
        (tmp_path / lock).touch()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(blog, "ROOT", tmp_path)
    monkeypatch.setattr(blog, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(blog, "PYTHON", tmp_path / ".venv" / "bin" / "python")
    return tmp_path


def touch(path: Path, seconds: int) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch()
    os.utime(path, (seconds, seconds))


@pytest.mark.parametrize(
    ("times", "site", "deploy"),
    [
        ({}, True, True),
        ({".venv/bin/python": 1, ".venv/site": 2}, False, True),
        ({".venv/bin/python": 1, ".venv/site": 2, ".venv/deploy": 2}, False, False),
        ({".venv/site": 2, ".venv/deploy": 2}, True, True),  # its Python is gone
        ({".venv/bin/python": 1, ".venv/site": 0, ".venv/deploy": 2}, True, False),
        ({".venv/bin/python": 1, ".venv/site": 3, ".venv/deploy": 2}, False, True),
        ({".venv/bin/python": 1, ".venv/site": 2, ".venv/deploy": 0}, False, True),
    ],
)
def test_an_installation_is_outdated_when_a_lock_file_is_newer(
    project: Path, times: dict[str, int], site: bool, deploy: bool
) -> None:
    locks = dict.fromkeys(blog.LOCKS.values(), 1)
    for name, seconds in (locks | times).items():
        touch(project / name, seconds)
    assert (blog.is_outdated("site"), blog.is_outdated("deploy")) == (site, deploy)


def test_it_installs_once_and_then_runs_the_command(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    installed: list[str] = []
    commands: list[list[str]] = []

    def call(command: list[str]) -> None:
        installed.append(" ".join(command).replace(str(project), "."))
        touch(blog.PYTHON, 1)

    def run(command: list[str]) -> int:
        commands.append(command)
        return 7

    monkeypatch.setattr(blog, "call", call)
    monkeypatch.setattr(blog, "run", run)
    assert [blog.main(["deploy", "s3"]), blog.main(["--dev", "-m", "mypy"])] == [7, 7]
    pip = "./.venv/bin/python -m pip --disable-pip-version-check --quiet --quiet install"
    hashes = "--no-deps --require-hashes --requirement"
    assert installed == [
        f"{sys.executable} -m venv ./.venv",
        *(f"{pip} {hashes} ./{blog.LOCKS[name]}" for name in ("site", "deploy", "dev")),
    ]
    python = str(blog.PYTHON)
    assert commands == [[python, "-m", "newsroom", "deploy", "s3"], [python, "-m", "mypy"]]
    out, err = capsys.readouterr()
    assert (out, err.count("setting up .venv")) == ("", 3)


def test_an_environment_without_its_python_is_replaced(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    touch(project / ".venv" / "site", 1)
    calls: list[list[str]] = []
    monkeypatch.setattr(blog, "call", calls.append)
    blog.install("site")
    assert "--clear" in calls[0]


def test_a_failed_installation_is_tried_again(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(command: list[str]) -> None:
        raise subprocess.CalledProcessError(1, command)

    touch(blog.PYTHON, 1)
    monkeypatch.setattr(blog, "call", fail)
    assert blog.main(["build"]) == 2
    assert "cannot set up .venv: Command" in capsys.readouterr().err
    assert blog.is_outdated("site")


def test_an_old_python_is_refused(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(blog, "MINIMUM", (99, 0))
    assert blog.main(["build"]) == 2
    assert "Python 3.11 or newer is required" in capsys.readouterr().err


def test_windows_waits_for_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(blog, "os", SimpleNamespace(name="nt"))
    assert blog.run([sys.executable, "-c", "raise SystemExit(3)"]) == 3


def test_a_title_reaches_the_post_as_it_was_typed(tmp_path: Path) -> None:
    folder = tmp_path / "my blog"
    folder.mkdir()
    lay_out(folder, {"blog.py": (ROOT / "blog.py").read_bytes(), "requirements.lock": ""})
    python = folder / ".venv" / "bin" / "python"
    touch(python, 1)
    python.write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n', encoding="utf-8")
    python.chmod(0o755)
    (folder / ".venv" / "site").touch()
    environment = os.environ | AT_NOW | {"PYTHONPATH": str(ROOT)}

    def new(*words: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, str(folder / "blog.py"), "new", *words]
        return subprocess.run(
            command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
        )

    done = new("--", HARD_TITLE)
    assert done.returncode == 0, done.stderr
    (post,) = (folder / "content" / "posts").glob("[0-9]*/*.md")
    head = parse_front_matter(post.read_text(encoding="utf-8"))
    assert head.values["title"] == " ".join(HARD_TITLE.split())
    assert not [*tmp_path.rglob("made")]
    assert (new("!?").returncode, new("--title", "x").returncode) == (1, 2)
