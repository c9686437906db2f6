"""Images that content names: which are read, what is known of them, and what is reported."""

from dataclasses import replace
from pathlib import Path

import pytest

from newsroom.cache.store import Cache
from newsroom.images import image_reader
from newsroom.site.lists import ThemeFile
from newsroom.site.model import Site
from plugins.collect.images import read_images
from tests.fonts import make_font
from tests.model import LAYOUT, make_document, make_site
from tests.photographs import photograph_file

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 30"/>'


@pytest.fixture
def content(tmp_path: Path) -> Path:
    for folder in ("images", "posts"):
        (tmp_path / "content" / folder).mkdir(parents=True)
    (tmp_path / "content/images/hall.jpg").write_bytes(photograph_file(60, 40))
    turned = photograph_file(60, 40, orientation=6)
    (tmp_path / "content/posts/turned.jpg").write_bytes(turned)
    (tmp_path / "content/images/plan.svg").write_text(SVG, encoding="utf-8")
    (tmp_path / "content/images/cut.jpg").write_bytes(photograph_file(60, 40)[:900])
    (tmp_path / "content/images/not.jpg").write_bytes(photograph_file(60, 40, "PNG"))
    return tmp_path / "content"


def read(content: Path, html: str = "", cache: Cache | None = None, **front: str) -> Site:
    document = make_document("posts/x.md", html, lines={"image": 3}, **front)
    document = replace(document, lines=dict.fromkeys(document.outline.links, 9))
    layout = replace(LAYOUT, content=content)
    site = make_site(layout=layout, documents=(document,), cache=cache, code_version=b"1" * 16)
    read_images(site)
    return site


@pytest.mark.parametrize(
    ("html", "image", "expected"),
    [
        ('<img src="/images/hall.jpg">', "", {"images/hall.jpg": (60, 40)}),
        ('<a href="../images/hall.jpg">x</a>', "", {"images/hall.jpg": (60, 40)}),
        ('<img src="turned.jpg">', "", {"posts/turned.jpg": (40, 60)}),
        ("", "hall.jpg", {"images/hall.jpg": (60, 40)}),
        ("", "plan.svg", {"images/plan.svg": (40, 30)}),
        ('<img src="/images/plan.svg">', "", {"images/plan.svg": (40, 30)}),
        ('<a href="/images/plan.svg">x</a> <img src="none.jpg"> <a href="x.md">x</a>', "", {}),
        ('<img src="https://x.example/images/hall.jpg">', "", {}),
    ],
)
def test_what_content_names_is_read(
    content: Path, html: str, image: str, expected: dict[str, tuple[int, int]]
) -> None:
    site = read(content, html, image=image)
    assert {path: (i.width, i.height) for path, i in site.images.items()} == expected
    assert not site.report.diagnostics


@pytest.mark.parametrize(
    ("html", "image", "line", "problem"),
    [
        ('<img src="/images/cut.jpg">', "", 9, '"images/cut.jpg": damaged or truncated image'),
        ("", "cut.jpg", 3, '"images/cut.jpg": damaged or truncated image'),
        ("", "not.jpg", 3, '"images/not.jpg": PNG file with the name of another format'),
    ],
)
def test_a_file_that_is_no_such_image_is_an_error_where_it_is_named(
    content: Path, html: str, image: str, line: int, problem: str
) -> None:
    site = read(content, html, image=image)
    assert site.images == {}
    assert [(d.path, d.line, d.code, d.message) for d in site.report.errors] == [
        ("content/posts/x.md", line, "image/invalid", problem)
    ]


def test_a_file_that_cannot_be_read_is_an_error(
    content: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(file: Path, path: str) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(image_reader, "read_source_image", refuse)
    [error] = read(content, image="hall.jpg").report.errors
    assert error.message == '"images/hall.jpg": cannot read the file: Permission denied'


def test_a_file_of_the_same_state_is_not_read_again(
    content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(image_reader, "is_settled", lambda state: True)
    cache = Cache(tmp_path / "cache")
    first = read(content, cache=cache, image="hall.jpg").images
    monkeypatch.setattr(image_reader, "read_source_image", None)
    assert read(content, cache=cache, image="hall.jpg").images == first
    monkeypatch.undo()
    (content / "images/hall.jpg").write_bytes(photograph_file(80, 40))
    assert read(content, cache=cache, image="hall.jpg").images["images/hall.jpg"].width == 80


@pytest.mark.parametrize("text", ["", "Hé"])
def test_the_fonts_of_the_theme_are_read_for_drawings_with_text(content: Path, text: str) -> None:
    svg = SVG.replace("/>", f"><text>{text}</text></svg>")
    (content / "images/plan.svg").write_text(svg, encoding="utf-8")
    (content.parent / "theme/static/fonts").mkdir(parents=True)
    make_font(content.parent / "theme/static/fonts/a.ttf", "Hélo")
    theme = {"fonts/a.ttf": ThemeFile("theme/a.ttf", b"")}
    document = make_document("posts/x.md", '<img src="/images/plan.svg">')
    layout = replace(LAYOUT, content=content, theme=content.parent / "theme")
    site = make_site(layout=layout, documents=(document,), theme_files=theme)
    read_images(site)
    if not text:
        assert site.drawing_fonts is None
    else:
        assert site.drawing_fonts is not None
        assert site.drawing_fonts.has_all("Hélo")
        assert not site.drawing_fonts.has_all("漢")


def test_a_drawing_in_a_text_with_an_error_is_reported_elsewhere(content: Path) -> None:
    (content / "images/plan.svg").write_text("<svg>", encoding="utf-8")
    site = read(content, '<img src="/images/plan.svg">')
    assert site.images == {}
    assert not site.report.diagnostics
