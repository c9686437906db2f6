"""Paths with their symbolic links resolved, as `os.path.realpath` resolves them."""

from pathlib import Path

import pytest

from newsroom.files.symbolic_links import LinkResolver


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "root"
    (folder / "a/deep").mkdir(parents=True)
    (tmp_path / "root-2").mkdir()
    for file in ("root/a/file", "root/a/deep/file", "outside", "root-2/file"):
        (tmp_path / file).touch()
    for link, target in {
        "inner": "a/file",
        "folder": "a/deep",
        "outer": "../outside",
        "outer-folder": "../root-2",
        "chain": "outer-folder",
    }.items():
        (folder / link).symlink_to(target)
    return folder


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        (".", "."),
        ("a/file", "a/file"),
        ("inner", "a/file"),
        ("folder/file", "a/deep/file"),
        ("folder/../file", "a/file"),
        ("a/missing", "a/missing"),
        ("outer", None),
        ("outer-folder/file", None),
        ("chain/file", None),
        ("../root-2/file", None),
        ("../outside", None),
        ("a/..", "."),
    ],
)
def test_a_path_is_resolved(root: Path, path: str, expected: str | None) -> None:
    resolver = LinkResolver(root)
    for _ in range(2):
        assert resolver.resolve(f"{root}/{path}") == expected


def test_the_root_may_be_a_link(root: Path) -> None:
    link = root.parent / "link"
    link.symlink_to(root)
    assert LinkResolver(link).resolve(f"{link}/inner") == "a/file"
    assert LinkResolver(root).resolve(f"{link}/a/file") == "a/file"
