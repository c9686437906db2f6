"""Media types of files by their names."""

import ast
import mimetypes
from pathlib import Path, PurePosixPath

import pytest

from newsroom.files.media_types import content_type, is_compressible, is_text, media_type
from tests.conftest import ROOT


@pytest.mark.parametrize(
    ("name", "kind", "text", "compressible"),
    [
        ("index.html", "text/html", True, True),
        ("index.md", "text/markdown", True, True),
        ("a.txt", "text/plain", True, True),
        ("a.csv", "text/csv", True, True),
        ("a.vtt", "text/vtt", True, True),
        ("a.css", "text/css", True, True),
        ("a.js", "text/javascript", True, True),
        ("feeds/all.atom.xml", "application/xml", True, True),
        ("a.rss", "application/rss+xml", True, True),
        ("a.svg", "image/svg+xml", True, True),
        ("a.json", "application/json", False, True),
        ("site.webmanifest", "application/manifest+json", False, True),
        ("a.wasm", "application/wasm", False, True),
        ("a.yaml", "application/yaml", False, True),
        ("a.png", "image/png", False, False),
        ("a.JPG", "image/jpeg", False, False),
        ("a.b.webp", "image/webp", False, False),
        ("a.avif", "image/avif", False, False),
        ("favicon.ico", "image/vnd.microsoft.icon", False, False),
        ("a.woff2", "font/woff2", False, False),
        ("a.pdf", "application/pdf", False, False),
        ("a.mp3", "audio/mpeg", False, False),
        ("a.mp4", "video/mp4", False, False),
        ("a.webm", "video/webm", False, False),
        ("a.epub", "application/epub+zip", False, False),
        ("a.zip", "application/zip", False, False),
        ("a.unheard", "application/octet-stream", False, False),
        ("folder.html/file", "application/octet-stream", False, False),
        (".html", "application/octet-stream", False, False),
        ("", "application/octet-stream", False, False),
    ],
)
def test_a_type_follows_from_the_suffix(
    name: str, kind: str, *, text: bool, compressible: bool
) -> None:
    assert media_type(name) == media_type(PurePosixPath(name)) == kind
    assert (is_text(kind), is_compressible(kind)) == (text, compressible)


def test_the_tables_of_the_machine_change_no_type(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("types_map", "common_types"):
        monkeypatch.setattr(mimetypes, name, {".md": "x/x", ".webp": "x/x", ".unheard": "x/x"})
    tables = mimetypes.MimeTypes()
    tables.types_map[True][".unheard"] = "x/x"
    monkeypatch.setattr(mimetypes, "_db", tables)
    assert mimetypes.guess_type("a.unheard")[0] == "x/x"
    for name, kind in (
        ("a.md", "text/markdown; charset=utf-8"),
        ("a.webp", "image/webp"),
        ("a.unheard", "application/octet-stream"),
    ):
        assert content_type(f"/folder/{name}") == kind


@pytest.mark.parametrize("folder", [ROOT / "plugins", ROOT / "newsroom"], ids=lambda p: p.name)
def test_no_module_asks_the_machine_for_types(folder: Path) -> None:
    files = [*folder.rglob("*.py")]
    assert files
    assert [file for file in files if "mimetypes" in imported(file)] == []


def imported(file: Path) -> set[str]:
    """The names of the modules that a file imports."""
    nodes = [*ast.walk(ast.parse(file.read_text(encoding="utf-8")))]
    names = {name.name for node in nodes if isinstance(node, ast.Import) for name in node.names}
    return names | {node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)}
