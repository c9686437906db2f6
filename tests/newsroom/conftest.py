"""A project whose site is built already, and the command that deploys it."""

import shutil
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

import pytest

from tests.built import write_site
from tests.conftest import FIXTURES, SETTINGS_FILES, call
from tests.faults import Store, running_store


@dataclass(frozen=True)
class Told:
    """What a deployment said, and its exit status."""

    status: int
    out: str
    err: str


@dataclass(frozen=True)
class Project:
    """A folder to deploy from."""

    folder: Path
    run: Callable[..., Told]

    def build(self, files: Mapping[str, bytes]) -> Path:
        """Lay out what `python3 blog.py publish` would leave."""
        return write_site(self.folder / "output", files)

    def set(self, lines: str) -> None:
        """Add settings."""
        with (self.folder / "pelicanconf.py").open("a", encoding="utf-8") as conf:
            conf.write(f"\n{lines}\n")


@pytest.fixture
def project(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Project:
    """A project with the settings of the fixture site, in which the tests then work."""
    folder = tmp_path / "project"
    folder.mkdir()
    for name in SETTINGS_FILES:
        shutil.copy(FIXTURES / "site" / name, folder / name)
    for name in ("content", "theme"):
        (folder / name).mkdir()
    monkeypatch.chdir(folder)
    monkeypatch.delenv("SITEURL", raising=False)

    def run(*words: str) -> Told:
        # publishconf.py imports the pelicanconf.py beside it, which is another one in each test.
        monkeypatch.setattr(sys, "path", [*sys.path])
        monkeypatch.setitem(sys.modules, "pelicanconf", ModuleType("pelicanconf"))
        del sys.modules["pelicanconf"]
        status = call("deploy", *words)
        said = capsys.readouterr()
        return Told(status, said.out, said.err)

    return Project(folder, run)


@pytest.fixture(scope="session")
def running() -> Iterator[Store]:
    """An S3 store on loopback."""
    with running_store() as store:
        yield store


@pytest.fixture
def store(running: Store, monkeypatch: pytest.MonkeyPatch) -> Store:
    """The store, named by the environment, with an empty bucket `news` and no faults."""
    for name, value in running.environment().items():
        monkeypatch.setenv(name, value)
    running.line.reset()
    running.client.create_bucket(Bucket="news")
    running.empty("news")
    return running
