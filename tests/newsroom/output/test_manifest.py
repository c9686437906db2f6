"""The manifest: what it holds, and that nothing else is deployed."""

from collections.abc import Callable
from pathlib import Path

import pytest

from newsroom.diagnostics.errors import UserError
from newsroom.output.manifest import (
    NAME,
    Manifest,
    paths,
    read_manifest,
    sha256,
    verify,
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


def test_it_holds_the_hash_of_every_file(built: Path) -> None:
    files = {"index.html": sha256(b"front"), "été/.gitkeep": sha256(b"")}
    assert read_manifest(built) == Manifest("https://example.org", files)
    assert sorted(paths(built)) == sorted(files)
    assert sorted(path.name for path in built.iterdir()) == [".gitkeep", NAME, "index.html", "été"]


def test_a_true_one_gives_the_marks_of_its_files(built: Path) -> None:
    marks = verify(built, read_manifest(built), lambda data, digest: f"{data!r} {digest[:4]}")
    assert marks == {"index.html": "b'front' 2d8d", "été/.gitkeep": "b'' e3b0"}


@pytest.mark.parametrize(
    ("change", "told"),
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
    built: Path, change: Callable[[Path], object], told: str
) -> None:
    change(built)
    with pytest.raises(UserError) as error:
        verify(built, read_manifest(built), lambda *_: "")
    assert str(error.value) == (
        f"{built}/ is not what `make publish` wrote ({told}); run `make publish` again"
    )


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", '{"site": 1, "files": 2}', "\udcff"])
def test_one_that_cannot_be_read_is_refused(built: Path, text: str) -> None:
    (built / NAME).write_bytes(text.encode(errors="surrogateescape"))
    with pytest.raises(UserError, match="cannot be read; run `make publish` first"):
        read_manifest(built)
