"""Saves, as editors and people make them, on real folders."""

import shutil
import subprocess
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from queue import Empty, SimpleQueue

import pytest

from newsroom.preview.saves import saves
from tests.loopback import PATIENCE


class Watch:
    """The saves of a project, collected in a thread."""

    def __init__(self, project: Path) -> None:
        self.queue: SimpleQueue[frozenset[str]] = SimpleQueue()
        self.stop = threading.Event()
        self.thread = threading.Thread(target=self.collect, args=(project,))
        self.thread.start()
        assert self.queue.get(timeout=PATIENCE) == frozenset()

    def collect(self, project: Path) -> None:
        """Collect until stopped."""
        for paths in saves(project, self.stop):
            self.queue.put(paths)

    def sees(self, path: str) -> bool:
        """Whether a save of a path comes; what comes before it is dropped."""
        try:
            while path not in self.queue.get(timeout=PATIENCE):
                pass
        except Empty:
            return False
        return True

    def end(self) -> None:
        """Stop."""
        self.stop.set()
        self.thread.join()


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project whose theme is a link, as of a theme that several blogs share."""
    project = tmp_path / "blog"
    for name in ("content/posts/a.md", "content/images/x.svg", "pelicanconf.py", "output/x.html"):
        (project / name).parent.mkdir(parents=True, exist_ok=True)
        (project / name).write_text("old", encoding="utf-8")
    (tmp_path / "shared" / "css").mkdir(parents=True)
    (tmp_path / "shared" / "css" / "site.css").write_text("old", encoding="utf-8")
    (project / "theme").symlink_to("../shared")
    return project


@pytest.fixture
def watch(project: Path) -> Iterator[Watch]:
    """The saves of the project from now on."""
    watch = Watch(project)
    yield watch
    watch.end()


def in_place(file: Path) -> None:
    with file.open("a") as text:
        text.write("new")


def atomic(file: Path) -> None:
    temporary = file.with_name(f".{file.name}.tmp")
    temporary.write_text("new")
    temporary.replace(file)


def with_sed(file: Path) -> None:
    subprocess.run(["sed", "-i", "s/^/new/", file], check=True)


def as_vim(file: Path) -> None:
    """With `backup` and `writebackup`: the old file is moved away first."""
    backup = file.with_name(f"{file.name}~")
    file.rename(backup)
    file.write_text("new")
    backup.unlink()


@pytest.mark.parametrize("change", [in_place, atomic, with_sed, as_vim])
@pytest.mark.parametrize("name", ["pelicanconf.py", "content/posts/a.md"])
def test_each_of_several_saves_is_seen(
    project: Path, watch: Watch, change: Callable[[Path], None], name: str
) -> None:
    for _ in range(3):  # an atomic save gives the path another file each time
        change(project / name)
        assert watch.sees(name)


def test_what_is_saved_while_nobody_waits_is_seen_at_the_next_wait(project: Path) -> None:
    waits = saves(project)
    assert next(waits) == frozenset()
    atomic(project / "content/posts/a.md")  # as during the first build
    atomic(project / "pelicanconf.py")
    paths: set[str] = set()
    while not paths >= {"content/posts/a.md", "pelicanconf.py"}:
        paths |= next(waits)


def test_saves_without_a_pause_are_seen(project: Path, watch: Watch) -> None:
    stop = threading.Event()

    def save() -> None:
        while not stop.is_set():
            atomic(project / "content/posts/a.md")

    thread = threading.Thread(target=save)
    thread.start()
    try:
        assert watch.sees("content/posts/a.md")
    finally:
        stop.set()
        thread.join()


def test_a_folder_that_is_replaced_goes_on(project: Path, watch: Watch, tmp_path: Path) -> None:
    for _ in range(2):
        shutil.copytree(project / "content", tmp_path / "new")
        shutil.rmtree(project / "content")
        (tmp_path / "new").rename(project / "content")
        assert watch.sees("content")
        in_place(project / "content/posts/a.md")
        assert watch.sees("content/posts/a.md")


def test_a_folder_that_comes_and_goes_and_comes_is_watched(project: Path, watch: Watch) -> None:
    for _ in range(2):
        (project / "plugins" / "read").mkdir(parents=True)
        assert watch.sees("plugins")
        in_place(project / "plugins/read/x.py")
        assert watch.sees("plugins/read/x.py")
        shutil.rmtree(project / "plugins")
        assert watch.sees("plugins")


def test_what_a_link_leads_to_is_watched(project: Path, watch: Watch, tmp_path: Path) -> None:
    shared = tmp_path / "shared"
    atomic(shared / "css" / "site.css")
    assert watch.sees(str(shared / "css" / "site.css"))
    shared.rename(tmp_path / "aside")  # the target of the link is replaced
    shutil.copytree(tmp_path / "aside", shared)
    assert watch.sees(str(shared))
    atomic(shared / "css" / "site.css")
    assert watch.sees(str(shared / "css" / "site.css"))


def test_a_link_that_is_replaced_is_watched(project: Path, watch: Watch, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    (project / "link").symlink_to("../other")
    (project / "link").replace(project / "theme")
    assert watch.sees("theme")
    in_place(tmp_path / "other" / "base.html")
    assert watch.sees(str(tmp_path / "other" / "base.html"))


@pytest.mark.parametrize("target", ["/", ".", "..", "missing", "loop"])
def test_a_link_that_cannot_be_entered_stops_nothing(
    project: Path, watch: Watch, target: str
) -> None:
    link = project / "content" / "posts" / "loop"
    link.symlink_to(target)
    assert watch.sees("content/posts/loop")
    in_place(project / "content/posts/a.md")
    assert watch.sees("content/posts/a.md")
    link.unlink()
    assert watch.sees("content/posts/loop")


def test_a_file_that_is_removed_is_a_save(project: Path, watch: Watch) -> None:
    (project / "content/posts/a.md").unlink()
    assert watch.sees("content/posts/a.md")


def test_what_is_no_source_is_no_save(project: Path, watch: Watch) -> None:
    for name in ("output/x.html", ".git/index", "content/posts/.a.md.swp", "content/posts/4913",
                 "content/posts/a.md~", "content/posts/.#a.md", "notes.txt", ".cache/site.sqlite",
                 "content/__pycache__/a.pyc"):  # fmt: skip
        (project / name).parent.mkdir(exist_ok=True)
        in_place(project / name)
    in_place(project / "content/posts/a.md")
    assert watch.queue.get(timeout=PATIENCE) == {"content/posts/a.md"}
