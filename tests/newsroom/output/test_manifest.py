"""The manifest: what it contains, and that nothing else is deployed."""

from collections.abc import Callable
from pathlib import Path

import pytest

from newsroom.diagnostics.errors import UserError
from newsroom.output.manifest import (
    MANIFEST,
    Manifest,
    file_paths,
    read_manifest,
    sha256,
    verify_files,
    write_manifest,
)


@pytest.fixture
def built(tmp_path: Path) -> Path:
    """A small built site."""
    (tmp_path / "été").mkdir()
    (tmp_path / "index.html").write_bytes(b"front")
    (tmp_path / "été" / ".gitkeep").write_bytes(b"")
    (tmp_path / ".gitkeep").write_bytes(b"")
    write_manifest(tmp_path, "https://example.org")
    return tmp_path


def test_it_contains_the_hash_of_every_file(built: Path) -> None:
    files = {"index.html": sha256(b"front"), "été/.gitkeep": sha256(b"")}
    assert read_manifest(built) == Manifest("https://example.org", files)
    assert sorted(file_paths(built)) == sorted(files)
    assert sorted(path.name for path in built.iterdir()) == [
        ".gitkeep",
        MANIFEST,
        "index.html",
        "été",
    ]


def test_files_that_equal_the_manifest_get_their_checksums(built: Path) -> None:
    manifest = read_manifest(built)
    checksums = verify_files(built, manifest, lambda data, digest: f"{data!r} {digest[:4]}")
    assert checksums == {"index.html": "b'front' 2d8d", "été/.gitkeep": "b'' e3b0"}


@pytest.mark.parametrize(
    ("change", "differences"),
    [
        (lambda site: (site / "index.html").write_bytes(b"FRONT"), "1 file (index.html) altered"),
        (lambda site: (site / "index.html").unlink(), "1 file (index.html) missing"),
        (lambda site: (site / "x y.html").touch(), "1 file (x y.html) added"),
        (
            lambda site: [(site / f"{n}.html").touch() for n in range(4)],
            "4 files (0.html, 1.html, 2.html, …) added",
        ),
        (
            lambda site: (site / "index.html").rename(site / "a.html"),
            "1 file (index.html) missing, 1 file (a.html) added",
        ),
    ],
)
def test_any_other_folder_is_refused(
    built: Path, change: Callable[[Path], object], differences: str
) -> None:
    change(built)
    with pytest.raises(UserError) as error:
        verify_files(built, read_manifest(built), lambda *_: "")
    assert str(error.value) == (
        f"{built}/ differs from its manifest ({differences}); run `python3 blog.py publish` again"
    )


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", '{"site": 1, "files": 2}', "\udcff"])
def test_one_that_cannot_be_read_is_refused(built: Path, text: str) -> None:
    (built / MANIFEST).write_bytes(text.encode(errors="surrogateescape"))
    with pytest.raises(UserError, match="cannot be read; run"):
        read_manifest(built)
