"""The site that chains of edits change, and its builds in this process."""

import contextlib
import os
import shutil
import stat
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from newsroom.parallel import processes
from tests.conftest import FIXTURES, NOW, ROOT, lay_out, run_here

CACHE = ".cache"
OUTPUT = "output"
SOURCES = ("content", "theme", "pelicanconf.py", "publishconf.py")
WORDS = (
    "pumps run beside the weir",
    "power comes at night",
    "a rack is a rack",
    "“quoted” & <b>bold</b>",
    "पानी ठंडा है",
    "an emoji 🚰 in the text",
)

COPIES = count(1)  # numbers of copies, so that no two have one path

Files = dict[str, tuple[int, bytes]]  # mode and bytes by path; those of a folder are b""


@dataclass(frozen=True)
class Conditions:
    """What a build depends on beside the files of its project."""

    command: tuple[str, ...] = ("build",)
    now: datetime = NOW
    site_url: str = "https://a.example"


@dataclass(frozen=True)
class BuildResult:
    """Exit status and standard error of a build, and what is in its output folder."""

    status: int
    printed: str
    files: Files


@dataclass
class Project:
    """The folder of a site, and the conditions of its next build."""

    folder: Path
    conditions: Conditions = field(default_factory=Conditions)

    @property
    def content(self) -> Path:
        """The folder of the sources."""
        return self.folder / "content"

    @property
    def output(self) -> Path:
        """The folder of the built site."""
        return self.folder / OUTPUT

    def posts(self) -> list[Path]:
        """The posts with front matter in YAML, by path."""
        files = sorted((self.content / "posts").rglob("*.md"))
        return [file for file in files if file.read_text(encoding="utf-8").startswith("---\n")]

    def name(self, file: Path) -> str:
        """The path of a file below the project."""
        return file.relative_to(self.folder).as_posix()


def replace_conditions(project: Project, **values: Any) -> str:
    """Build under other conditions from now on; gives them as a text."""
    project.conditions = replace(project.conditions, **values)
    return ", ".join(f"{name} is now {value}" for name, value in values.items())


def lay_out_project(folder: Path) -> Project:
    """A site of twenty sources that uses every feature, with a theme of its own to edit."""
    folder.mkdir(parents=True)
    lay_out(folder, FIXTURES / "chains")
    (folder / "theme").unlink()
    shutil.copytree(ROOT / "theme", folder / "theme")
    save_image(folder / "content" / "images" / "photo.png", (64, 48), 0)
    return Project(folder)


def save_image(path: Path, size: tuple[int, int], gray: int) -> None:
    """Write a PNG of one gray; those of one size have the same number of bytes."""
    Image.new("L", size, gray).save(path, compress_level=0)


def snapshot(folder: Path) -> Files:
    """Mode and bytes of all that is below a folder, without the `.gitkeep` of git."""
    files: Files = {}
    for path in folder.rglob("*"):
        status = path.lstat()
        if stat.S_ISREG(status.st_mode):
            data = path.read_bytes()
        else:
            data = os.fsencode(path.readlink()) if path.is_symlink() else b""
        files[path.relative_to(folder).as_posix()] = (status.st_mode, data)
    files.pop(".gitkeep", None)
    return files


def read_sources(folder: Path) -> dict[str, bytes]:
    """The bytes of every source of a project by path."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for name in SOURCES
        for path in (folder / name, *(folder / name).rglob("*"))
        if path.is_file() and path.suffix != ".pyc"
    }


def write_sources(folder: Path, sources: dict[str, bytes]) -> None:
    """Restore sources as `read_sources` has read them: files that differ are written again."""
    current = read_sources(folder)
    for path in current.keys() - sources.keys():
        (folder / path).unlink()
    for path, data in sources.items():
        if current.get(path) != data:
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(data)


def build_project(folder: Path, conditions: Conditions) -> BuildResult:
    """Build the site of a folder as the command does; paths in what it prints are relative."""
    environment = {
        "SOURCE_DATE_EPOCH": str(int(conditions.now.timestamp())),
        "SITEURL": conditions.site_url,
    }
    with contextlib.chdir(folder):
        done = run_here(*conditions.command, **environment)
    printed = done.stderr.replace(f"{folder.resolve()}/", "")
    return BuildResult(done.returncode, printed, snapshot(folder / OUTPUT))


@contextlib.contextmanager
def clean_copy(project: Project) -> Iterator[Path]:
    """A copy of the sources alone, in a folder that no build of this process has seen."""
    folder = project.folder.with_name(f"{project.folder.name}-clean-{next(COPIES)}")
    folder.mkdir()
    for name in SOURCES:
        source = project.folder / name
        if source.is_dir():
            shutil.copytree(source, folder / name, symlinks=True)
        else:
            shutil.copy2(source, folder / name)
    try:
        yield folder
    finally:
        shutil.rmtree(folder)


def build_clean(project: Project) -> BuildResult:
    """Build a copy of the sources of a project without anything of earlier builds.

    This process does all of it: what it draws and compiles is at hand for the next clean build.
    """
    with clean_copy(project) as folder, pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.setattr(processes, "processors", lambda: 1)
        return build_project(folder, project.conditions)
