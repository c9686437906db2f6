"""Which names and which bytes may be published."""

import pytest

from newsroom.attachments.file_types import (
    content_problems,
    extension,
    is_read_whole,
    starts_like_markup,
    type_problem,
)
from newsroom.files.extensions import ACTIVE_TYPES, BITMAPS, MARKUP, SOURCES, TYPES

AVIF = b"\0\0\0\x20ftypavif\0\0\0\0"
WEBP = b"RIFF\0\0\0\0WEBPVP8 "


@pytest.mark.parametrize(
    ("name", "kind"),
    [("a.PNG", "png"), ("a.tar.gz", "gz"), ("a", ""), (".env", ""), ("a.", "."), ("b.x/a", ""),
     ("b.x/a.Txt", "txt"), ("a.svg ", "svg ")],
)  # fmt: skip
def test_the_extension_of_a_name(name: str, kind: str) -> None:
    assert extension(name) == kind


@pytest.mark.parametrize("kind", sorted(TYPES))
def test_a_type_is_published(kind: str) -> None:
    assert type_problem(f"a.{kind}") is None


@pytest.mark.parametrize("kind", sorted(ACTIVE_TYPES | SOURCES | {"exe", "yaml", "svg "}))
def test_other_types_are_not_published(kind: str) -> None:
    assert type_problem(f"a.{kind}")
    assert type_problem(f"a.{kind.upper()}")


def test_settings_add_types_but_none_that_runs() -> None:
    assert type_problem("a.kml", ("kml",)) is None
    assert type_problem("a.js", ("js",))
    assert type_problem("CNAME", bare=True) is None
    assert type_problem("CNAME")


@pytest.mark.parametrize(
    ("name", "published"),
    [("a.php.png", False), ("a.js.php.png", False), ("a.phtml.jpg", False), ("a.cgi.txt", False),
     ("a.shtml.png", False), ("node.js.png", True), ("v1.2.pdf", True), ("php.png", True)],
)  # fmt: skip
def test_types_in_the_middle_of_a_name(name: str, published: bool) -> None:
    assert (type_problem(name) is None) is published


@pytest.mark.parametrize("kind", sorted(BITMAPS))
@pytest.mark.parametrize(
    ("data", "good"),
    [(b"\x89PNG\r\n\x1a\n", True), (b"\xff\xd8\xff\xe0", True), (b"GIF89a", True), (AVIF, True),
     (WEBP, True), (b"\0\0\1\0", True), (b"", False), (b"<svg", False), (b"text", False),
     (b"\xef\xbb\xbf<html>", False), (b"RIFF\0\0\0\0WAVE", False), (b"\x1f\x8b", False)],
)  # fmt: skip
def test_an_image_has_the_bytes_of_one(kind: str, data: bytes, good: bool) -> None:
    assert (not [*content_problems(f"a.{kind}", data)]) is good


@pytest.mark.parametrize(
    "start", ["<", " \r\n\t<", "\ufeff<", "\0<"], ids=["plain", "spaces", "mark", "zero"]
)
@pytest.mark.parametrize("name", ["a.csv", "a.json", "a.pdf", "a", "a.srt", "a.zip"])
def test_what_browsers_might_take_for_html_is_a_problem(name: str, start: str) -> None:
    data = f"{start}script>alert(1)</script>".encode()
    assert is_read_whole(name, data)
    assert [*content_problems(name, data)] != []
    assert [*content_problems("a.txt", data)] == []
    assert [*content_problems(name, b"no " + data)] == []


def test_utf_16_starts_like_markup_too() -> None:
    assert starts_like_markup("<script>".encode("utf-16"))
    assert [*content_problems("a.csv", "<script>".encode("utf-16-be"))] != []


def test_xml_of_a_type_that_the_settings_add_is_read() -> None:
    assert [*content_problems("a.kml", b"<kml xmlns='urn:x'/>")] == []
    assert [*content_problems("a.kml", b"<x xmlns='http://www.w3.org/1999/xhtml'/>")] != []


@pytest.mark.parametrize("kind", sorted(MARKUP))
def test_markup_is_read_whole(kind: str) -> None:
    assert is_read_whole(f"a.{kind.upper()}", b"x")
    assert [*content_problems(f"a.{kind.upper()}", b"<script>")] != []
