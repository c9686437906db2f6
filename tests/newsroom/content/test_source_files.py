"""Files that no build can use."""

import os
import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from newsroom.content.source_files import (
    find_sources,
    is_excluded,
    links_outside,
    unusable_files,
)


def errors(content: Path) -> dict[str, str]:
    """The text of each error, by the path of the file in `content`."""
    diagnostics = dict(unusable_files(content, ["*~"]))
    assert {d.code for d in diagnostics.values()} <= {"file/unusable-file"}
    return {path.relative_to(content).as_posix(): d.text for path, d in diagnostics.items()}


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A folder with a post."""
    (tmp_path / "content" / "posts").mkdir(parents=True)
    (tmp_path / "content" / "posts" / "a.md").touch()
    return tmp_path / "content"


def fifo(path: Path) -> None:
    os.mkfifo(path)


def to_a_device(path: Path) -> None:
    path.symlink_to("/dev/zero")


def unix_socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as opened:
        opened.bind(os.path.relpath(path))  # a path of a socket is short


def to_nothing(path: Path) -> None:
    path.symlink_to("missing")


def to_itself(path: Path) -> None:
    path.symlink_to(path.name)


def to_the_root(path: Path) -> None:
    path.symlink_to("/")


def to_a_folder_above(path: Path) -> None:
    path.symlink_to("../..")


def to_its_folder(path: Path) -> None:
    path.symlink_to(".")


def with_bytes(path: Path) -> None:
    Path(os.fsdecode(os.fsencode(path.parent) + b"/\xff.md")).touch()


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (fifo, "this is a named pipe, a socket or a device, not a file; remove it"),
        (to_a_device, "this is a named pipe, a socket or a device, not a file; remove it"),
        (unix_socket, "this is a named pipe, a socket or a device, not a file; remove it"),
        (to_nothing, "the target of this link is not found; remove it, or add the file"),
        (to_itself, "this link points to itself; remove it"),
        (to_its_folder, "this link points to itself; remove it"),
        (to_the_root, "this link points to /, outside of content/; copy the files instead"),
        (with_bytes, "the name of this file is not UTF-8; rename it"),
    ],
)  # fmt: skip
def test_an_unusable_file_is_an_error(
    content: Path, monkeypatch: pytest.MonkeyPatch, make: Callable[[Path], None], message: str
) -> None:
    monkeypatch.chdir(content)
    make(content / "posts" / "x.md")
    assert [*errors(content).values()] == [message]


def test_a_link_to_a_folder_above_content_is_an_error(content: Path) -> None:
    to_a_folder_above(content / "posts" / "x")
    assert "outside of content/" in errors(content)["posts/x"]


def test_a_link_to_a_folder_of_the_content_can_be_used(content: Path) -> None:
    (content / "images").mkdir()
    (content / "posts" / "images").symlink_to("../images")
    (content / "posts" / "b.md").symlink_to("a.md")
    assert errors(content) == {}


def test_links_into_each_other_are_errors(content: Path) -> None:
    for name, target in (("one", "two"), ("two", "one")):
        (content / name).mkdir()
        (content / name / "link").symlink_to(f"../{target}")
    assert errors(content) == {
        f"{name}/link": "this link points to a folder with another link to a folder, "
        f"content/{target}/link; remove one of them"
        for name, target in (("one", "two"), ("two", "one"))
    }


def test_ignored_files_are_skipped(content: Path) -> None:
    to_nothing(content / "posts" / "x.md~")
    assert errors(content) == {}


def test_a_folder_without_permission_is_an_error(
    content: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scandir = os.scandir

    def closed(path: Path) -> object:
        if path.name == "posts":
            raise PermissionError(13, "Permission denied")
        return scandir(path)

    monkeypatch.setattr("newsroom.content.source_files.os.scandir", closed)
    assert errors(content) == {
        "posts": "cannot read this folder: permission denied; change its permissions"
    }


FILES = ("posts/b.md", "posts/2025/a.md", "posts/2025/.#a.md", "images/x.png", "posts-2/c.md")


@pytest.mark.parametrize(
    ("folders", "excluded", "paths"),
    [
        (["posts"], [], ["posts/2025/a.md", "posts/a.md", "posts/b.md", "posts/link/x.png"]),
        (["posts"], ["posts/link", "posts/b.md"], ["posts/2025/a.md", "posts/a.md"]),
        (["posts"], ["posts"], []),
        (["posts/2025/", "posts/2025"], [], ["posts/2025/a.md"]),
        (["posts/b.md", "posts/2025/.#a.md"], [], ["posts/b.md"]),
        (["missing"], [], []),
        ([""], ["posts"], ["images/x.png", "posts-2/c.md"]),
    ],
)
def test_the_files_of_folders(
    content: Path, folders: list[str], excluded: list[str], paths: list[str]
) -> None:
    for name in FILES:
        (content / name).parent.mkdir(exist_ok=True)
        (content / name).touch()
    (content / "posts" / "link").symlink_to("../images")
    assert find_sources(content, folders, [".#*"], excluded) == paths


@pytest.mark.parametrize(
    ("path", "answer"),
    [("a", True), ("a/b", True), ("a/b/c", True), ("ab", False), ("b/c", True), ("b", False)],
)
def test_what_is_in_an_excluded_folder_is_excluded(path: str, *, answer: bool) -> None:
    assert is_excluded(path, {"a", "b/c"}) is answer


def test_links_out_of_a_folder(tmp_path: Path) -> None:
    content = tmp_path / "content"
    (content / "posts/deep").mkdir(parents=True)
    (tmp_path / "outside").mkdir()
    (content / "a.md").write_text("")
    for name, target in {
        "posts/in.md": "../a.md", "posts/out.md": "../../outside", "posts/deep/out": "/",
        "posts/.#lock": "/etc/passwd", "posts/gone.md": "nowhere", "unread": "/",
    }.items():  # fmt: skip
        (content / name).symlink_to(target)
    links = dict(links_outside(content, ["posts", "none"], [".#*"]))
    paths = ["posts/deep/out", "posts/out.md"]
    assert sorted(path.relative_to(content).as_posix() for path in links) == paths
    assert sorted((d.path, d.line, d.code) for d in links.values()) == [
        (f"content/{path}", 0, "attachment/outside-content") for path in paths
    ]
