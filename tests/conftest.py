"""Sites for tests: a small good one to change, and ways to build it."""

import contextlib
import functools
import gc
import io
import os
import runpy
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock
from hypothesis import settings

from newsroom.build.builder import build
from newsroom.cache import code_version
from newsroom.commands.application import main
from tests.forks import run_in_fork
from tests.shared_variants import share_variants
from tests.templates import share_compiled_templates

gc.disable()  # until all tests are collected: what that makes stays

# The same examples on every run and no clock: a slow machine must not fail a change.
settings.register_profile("steady", derandomize=True, deadline=None)
settings.load_profile("steady")

# A background job of a shell ignores Ctrl+C, one of nohup the end of its terminal, and so would all
# commands that tests start.
signal.signal(signal.SIGINT, signal.default_int_handler)
signal.signal(signal.SIGHUP, signal.SIG_DFL)
share_compiled_templates()
share_variants()

# Tests are no code of a site: to hash their modules takes a fifth of a small build.
code_version.library_folders = lambda: (sys.prefix, sys.base_prefix, str(Path(__file__).parent))

# A disk takes milliseconds to remove a file, and the tests lay out a hundred thousand: folders of
# tests are in memory where Linux has 2 GB for them, many times what they need at one time.
MEMORY = Path("/dev/shm")
if os.access(MEMORY, os.W_OK | os.X_OK) and shutil.disk_usage(MEMORY).free >= 2**31:
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))

ROOT = Path(__file__).resolve().parent.parent
FIXTURES = Path(__file__).parent / "fixtures"
SETTINGS_FILES = ("pelicanconf.py", "publishconf.py")
NOW = datetime(2026, 1, 1, tzinfo=UTC)  # what the fixture sites take for now
AT_NOW = {"SOURCE_DATE_EPOCH": str(int(NOW.timestamp()))}

# Folders of slow tests, the slowest first: no worker is left with one of their files at the end.
SLOW = ("browser", "output", "site", "newsroom/deploy", "newsroom/commands")

Overlay = Mapping[str, str | bytes | None]
MakeSite = Callable[..., Path]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run the folders of slow tests before the others."""
    folders = [ROOT / "tests" / folder for folder in SLOW]

    @functools.cache
    def rank(path: Path) -> int:
        ranks = [n for n, folder in enumerate(folders) if path.is_relative_to(folder)]
        return min(ranks, default=len(folders))

    items.sort(key=lambda item: rank(item.path))


def pytest_collection_finish() -> None:
    """Keep the garbage collector from what lives to the end: modules and tests."""
    gc.freeze()
    gc.enable()


def lay_out(folder: Path, overlay: Overlay | Path) -> Path:
    """A project in `folder`: the theme, the fixture site with its settings, and changes to it.

    `overlay` maps paths from the project's root to text, bytes or None (remove it), or is a folder
    of files to lay over.
    """
    for name in SETTINGS_FILES:
        shutil.copy(FIXTURES / "site" / name, folder / name)
    (folder / "theme").symlink_to(ROOT / "theme")
    shutil.copytree(FIXTURES / "site" / "content", folder / "content")
    if isinstance(overlay, Path):
        shutil.copytree(overlay, folder, dirs_exist_ok=True)
        return folder
    for path, data in overlay.items():
        target = folder / path
        if data is None:
            target.unlink()
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data.encode() if isinstance(data, str) else data)
    return folder


def fixture_settings() -> dict[str, Any]:
    """The settings of the fixture site."""
    values = runpy.run_path(str(FIXTURES / "site" / "pelicanconf.py"))
    return {name: value for name, value in values.items() if name.isupper()}


@pytest.fixture
def make_site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> MakeSite:
    """Lay out a site and work in it; gives its folder. `build_site` then builds it."""

    def make(overlay: Overlay | Path | None = None) -> Path:
        folder = lay_out(tmp_path, overlay or {})
        monkeypatch.chdir(folder)
        # publishconf.py imports pelicanconf.py, which Python would take from another test's site.
        monkeypatch.delitem(sys.modules, "pelicanconf", raising=False)
        for name, value in AT_NOW.items():
            monkeypatch.setenv(name, value)
        return folder

    return make


def build_here() -> Path:
    """Build the site of the current folder in this process; raises `UserError`."""
    build("pelicanconf.py", Path("output"))
    return Path("output").resolve()


def call(*command: str) -> int:
    """Run a command in this process, in the current folder; return its exit status."""
    return main(command)


def run_here(*command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a command in this process, in the current folder, as `run` does in one of its own."""
    out, err = io.StringIO(), io.StringIO()
    sys.modules.pop("pelicanconf", None)  # publishconf.py imports that of the current folder
    with (
        pytest.MonkeyPatch.context() as monkeypatch,
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
    ):
        monkeypatch.delenv("SITEURL", raising=False)
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        status = call(*command)
    return subprocess.CompletedProcess(command, status, out.getvalue(), err.getvalue())


def run(
    *command: str, folder: Path, environment: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run a command in a folder, as `python3 blog.py` does, in a fork of this process.

    `SITEURL` comes from `environment` alone.
    """
    warm_up()
    return run_in_fork(command, folder, {**inherited_environment(), **(environment or {})})


def run_process(
    *command: str, folder: Path, environment: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Do the same in a process that imports all of it again: where that or its start matters."""
    return subprocess.run(
        [sys.executable, "-m", "newsroom", *command],
        cwd=folder,
        env={**inherited_environment(), **(environment or {})},
        capture_output=True,
        encoding="utf-8",  # whatever locale a build in this process has left behind
        check=False,
    )


def inherited_environment() -> dict[str, str]:
    """The variables of this process for another one, without `SITEURL`."""
    inherited = {name: value for name, value in os.environ.items() if name != "SITEURL"}
    return {**inherited, "PYTHONPATH": str(ROOT)}


@functools.cache
def warm_up() -> None:
    """Publish the fixture site once, so that forks have what it imports and compiles."""
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(lay_out(Path(folder), {})):
        done = run_here("publish", **AT_NOW, SITEURL="https://warm.example")
    sys.modules.pop("pelicanconf", None)
    assert done.returncode == 0, done.stderr


def build_in(folder: Path, *options: str, **environment: str) -> Path:
    """Build the site of a folder in a fork of this process, at `NOW`; gives its output folder."""
    done = run("build", *options, folder=folder, environment=AT_NOW | environment)
    assert done.returncode == 0, done.stderr
    return folder / "output"


def built_once(factory: pytest.TempPathFactory, name: str, build: Callable[[Path], Path]) -> Path:
    """The output of a site that no test changes, built by the first worker that asks for it.

    `build` lays out and builds the site in the folder that it is given, and returns its output.
    """
    base = factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    note = shared / f"{name}.built"
    with FileLock(shared / f"{name}.lock"):
        if not note.exists():
            note.write_text(str(build(factory.mktemp(name))), encoding="utf-8")
    return Path(note.read_text(encoding="utf-8"))


def pages_of(output: Path, pattern: str = "**/*.html") -> list[Path]:
    """The pages of a built site that match, without redirects."""
    redirect = b'http-equiv="refresh"'
    return [file for file in sorted(output.glob(pattern)) if redirect not in file.read_bytes()]
