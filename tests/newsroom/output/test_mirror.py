"""The second folder is used only if it is what the output is, whatever has happened to it."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from newsroom.cache.stamp import output_states
from newsroom.output.mirror import IDENTITY, SITE, Mirror, OldOutput, remove_files, remove_folders

FILES = {"index.html": "front", "a/index.html": "a", "a/b/c.xml": "c", "d.css": "d"}
OURS = "identity of the build"


def write(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def texts(folder: Path) -> dict[str, str]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in files}


@pytest.fixture
def mirror(tmp_path: Path) -> Mirror:
    """The mirror of an output folder with some files, which a build has just kept."""
    output = write(tmp_path / "output", FILES)
    mirror = Mirror(tmp_path / "cache", output)
    (tmp_path / "cache").mkdir()
    (tmp_path / "old").mkdir()
    mirror.keep(tmp_path / "old", OURS, FILES, [])
    assert texts(mirror.folder / SITE) == FILES
    return mirror


def take(mirror: Mirror, identity: str = OURS, *, intact: set[str] | None = None) -> bool:
    """Whether the second folder became that of the next site; which has the intact files."""
    states = output_states(mirror.output)
    paths = {*FILES} if intact is None else intact
    site, building = mirror.folder / SITE, mirror.output.parent / "building"
    inode = site.stat().st_ino if site.exists() else 0
    mirror.take(building, identity, OldOutput(states, paths), FILES)
    for path in paths:
        assert (building / path).samefile(mirror.output / path)
    is_reused = building.stat().st_ino == inode
    assert is_reused or texts(building).keys() == paths
    return is_reused


def test_the_folder_of_the_last_build_is_used_once(mirror: Mirror) -> None:
    assert take(mirror)
    shutil.rmtree(mirror.output.parent / "building")
    assert not take(mirror)


def test_a_file_that_is_not_intact_may_differ(mirror: Mirror) -> None:
    (mirror.output / "d.css").unlink()
    assert take(mirror, intact={*FILES} - {"d.css"})


def replace(path: Path, make: Callable[[Path], object]) -> None:
    """Remove a file or a folder, and make another thing at its path."""
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink()
    make(path)


def copy(folder: Path) -> None:
    shutil.copy2(folder / SITE / "d.css", folder / "copy")
    (folder / "copy").replace(folder / SITE / "d.css")


DAMAGES: dict[str, Callable[[Path], object]] = {
    "no folder": shutil.rmtree,
    "a file": lambda folder: replace(folder, Path.touch),
    "no site": lambda folder: shutil.rmtree(folder / SITE),
    "an empty site": lambda folder: replace(folder / SITE, Path.mkdir),
    "a file as site": lambda folder: replace(folder / SITE, Path.touch),
    "no identity": lambda folder: (folder / IDENTITY).unlink(),
    "another identity": lambda folder: (folder / IDENTITY).write_text("another"),
    "no text": lambda folder: (folder / IDENTITY).write_bytes(b"\xff\xfe\0"),
    "an empty identity": lambda folder: (folder / IDENTITY).write_text(""),
    "a folder as identity": lambda folder: replace(folder / IDENTITY, Path.mkdir),
    "a missing file": lambda folder: (folder / SITE / "a/b/c.xml").unlink(),
    "another file": lambda folder: (folder / SITE / "a/new.txt").write_text("new"),
    "another name": lambda folder: (folder / SITE / "d.css").rename(folder / SITE / "e.css"),
    "a copy": copy,
    "a broken link": lambda folder: replace(
        folder / SITE / "d.css", lambda path: path.symlink_to("missing")
    ),
    "a folder as file": lambda folder: replace(folder / SITE / "d.css", Path.mkdir),
}


@pytest.mark.parametrize("name", DAMAGES)
def test_a_damaged_folder_is_not_used(mirror: Mirror, name: str) -> None:
    DAMAGES[name](mirror.folder)
    assert not take(mirror)
    assert texts(mirror.output) == FILES


@pytest.mark.parametrize("identity", ["", "another"])
def test_the_folder_of_another_build_is_not_used(mirror: Mirror, identity: str) -> None:
    (mirror.folder / IDENTITY).write_text("", encoding="utf-8")
    assert not take(mirror, identity)


def test_links_that_cannot_be_made_are_copies(
    mirror: Mirror, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError("no links here")

    shutil.rmtree(mirror.folder)
    monkeypatch.setattr(os, "link", refuse)
    building, states = mirror.output.parent / "building", output_states(mirror.output)
    mirror.take(building, OURS, OldOutput(states, {*FILES}), FILES)
    assert texts(building) == FILES
    mirror.keep(building, OURS, FILES, [*FILES])
    assert not (mirror.folder / IDENTITY).exists()


def test_the_old_site_is_brought_up_to_date(mirror: Mirror, tmp_path: Path) -> None:
    old = tmp_path / "old"
    for path in ("index.html", "a/index.html"):
        (old / path).parent.mkdir(parents=True, exist_ok=True)
        (old / path).hardlink_to(mirror.output / path)
    write(old, {"d.css": "old", "x/y/z.html": "gone", "empty/file": "gone"})
    (old / "empty/folder").mkdir()
    others = ["d.css", "x/y/z.html", "empty/file", "empty/", "empty/folder/"]
    mirror.keep(old, "next", ["a/b/c.xml", "d.css"], others)
    site = mirror.folder / SITE
    assert texts(site) == FILES
    assert all((site / path).samefile(mirror.output / path) for path in FILES)
    assert not any((site / name).exists() for name in ("x", "empty"))
    assert not old.exists()
    assert take(mirror, "next")


def test_a_folder_that_cannot_be_kept_is_made_again(mirror: Mirror) -> None:
    old = mirror.output.parent / "old"
    assert take(mirror)
    write(old, {"index.html": "in the way"})
    mirror.keep(old, "next", FILES, [])
    shutil.rmtree(mirror.output.parent / "building")
    assert not take(mirror, "next")


def test_folders_of_other_outputs_are_forgotten(mirror: Mirror) -> None:
    cache = mirror.folder.parent
    unused = Mirror(cache, Path("/gone"))
    write(unused.folder, {IDENTITY: OURS})
    write(cache, {"site.sqlite": "stays"})
    Mirror.forget_others(cache, [mirror.output])
    assert {path.name for path in cache.iterdir()} == {mirror.folder.name, "site.sqlite"}


def test_empty_folders_are_removed_with_their_files(tmp_path: Path) -> None:
    write(tmp_path, FILES)
    remove_files(tmp_path, ["a/b/c.xml", "missing", "missing/x"])
    assert not (tmp_path / "a/b").exists()
    remove_folders(tmp_path, ["a/", "missing/"])
    assert texts(tmp_path).keys() == FILES.keys() - {"a/b/c.xml"}
    remove_files(tmp_path, FILES)
    assert [*tmp_path.iterdir()] == []
