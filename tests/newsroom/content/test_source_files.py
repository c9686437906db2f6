"""Files that no build can use, each with a sentence."""

import os
import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from newsroom.content.source_files import unusable


def sentences(content: Path) -> dict[str, str]:
    """What is said of each file, by its path in `content`."""
    found = unusable(content, ["*~"])
    return {path.relative_to(content).as_posix(): sentence for path, sentence in found}


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
    ("make", "sentence"),
    [
        (fifo, "this is a named pipe, a socket or a device, not a file; remove it"),
        (to_a_device, "this is a named pipe, a socket or a device, not a file; remove it"),
        (unix_socket, "this is a named pipe, a socket or a device, not a file; remove it"),
        (to_nothing, "this is a link to a file that is not there; remove it, or put that file "
         "there"),
        (to_itself, "this is a link that leads in a circle; remove it"),
        (to_its_folder, "this is a link that leads in a circle; remove it"),
        (to_the_root, "this is a link to /, outside of content/; copy the files instead"),
        (with_bytes, "the name of this file is not in UTF-8; give it another"),
    ],
)  # fmt: skip
def test_what_cannot_be_used_is_named(
    content: Path, monkeypatch: pytest.MonkeyPatch, make: Callable[[Path], None], sentence: str
) -> None:
    monkeypatch.chdir(content)
    make(content / "posts" / "x.md")
    assert [*sentences(content).values()] == [sentence]


def test_a_link_to_what_is_above_content_leads_outside(content: Path) -> None:
    to_a_folder_above(content / "posts" / "x")
    assert "outside of content/" in sentences(content)["posts/x"]


def test_a_link_to_a_folder_of_the_content_can_be_used(content: Path) -> None:
    (content / "images").mkdir()
    (content / "posts" / "images").symlink_to("../images")
    (content / "posts" / "b.md").symlink_to("a.md")
    assert sentences(content) == {}


def test_links_that_lead_to_each_other_are_named(content: Path) -> None:
    for name, other in (("one", "two"), ("two", "one")):
        (content / name).mkdir()
        (content / name / "link").symlink_to(f"../{other}")
    assert sentences(content) == {
        f"{name}/link": "this is a link to a folder with another link to a folder "
        f"(content/{other}/link); remove one of them"
        for name, other in (("one", "two"), ("two", "one"))
    }


def test_what_is_ignored_is_not_looked_at(content: Path) -> None:
    to_nothing(content / "posts" / "x.md~")
    assert sentences(content) == {}


def test_a_folder_that_is_closed_is_named(content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    iterdir = Path.iterdir

    def closed(path: Path) -> object:
        if path.name == "posts":
            raise PermissionError(13, "Permission denied")
        return iterdir(path)

    monkeypatch.setattr(Path, "iterdir", closed)
    assert sentences(content) == {
        "posts": "this folder cannot be read (Permission denied); change its permissions"
    }
