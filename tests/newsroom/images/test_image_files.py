"""The size of images as browsers show them."""

import os
import struct
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from newsroom.images.formats import ImageError, register_heif
from newsroom.images.image_files import image_size
from tests.photographs import encoded, photograph


@pytest.mark.parametrize("suffix", ["png", "jpg", "gif", "webp", "avif"])
def test_the_size_of_a_bitmap(tmp_path: Path, suffix: str) -> None:
    Image.new("RGB", (30, 20)).save(tmp_path / f"a.{suffix}")
    assert image_size(tmp_path / f"a.{suffix}") == (30, 20)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_photograph_held_upright_is_measured_upright(tmp_path: Path, orientation: int) -> None:
    exif = Image.Exif()
    exif[0x0112] = orientation
    Image.new("RGB", (30, 20)).save(tmp_path / "a.jpg", exif=exif)
    assert image_size(tmp_path / "a.jpg") == ((20, 30) if orientation > 4 else (30, 20))


@pytest.mark.parametrize(
    ("attributes", "size"),
    [
        ('width="30" height="20"', (30, 20)),
        ('width="30px" height=" 20 "', (30, 20)),
        ('width="29.6" height="20.4"', (30, 20)),
        ('viewBox="0 0 30 20"', (30, 20)),
        ('viewBox="-5,-5,30,20"', (30, 20)),
        ('viewBox=" 0  0 30.2 20 "', (30, 20)),
        ('width="100%" height="100%" viewBox="0 0 30 20"', (30, 20)),
        ('width="3em" viewBox="0 0 30 20"', (30, 20)),
        ('width="60" height="40" viewBox="0 0 30 20"', (60, 40)),
    ],
)
def test_the_size_of_a_drawing(tmp_path: Path, attributes: str, size: tuple[int, int]) -> None:
    file = tmp_path / "a.svg"
    file.write_text(f'<svg xmlns="http://www.w3.org/2000/svg" {attributes}/>')
    assert image_size(file) == size


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.png", b""),
        ("a.png", b"text"),
        ("a.jpg", b"<html></html>"),
        ("a.svg", b""),
        ("a.svg", b"text"),
        ("a.svg", b"<svg>"),
        ("a.svg", b"<svg/>"),
        ("a.svg", b'<svg viewBox="0 0 30"/>'),
        ("a.svg", b'<svg viewBox="a b c d"/>'),
        ("a.svg", b'<svg viewBox="0 0 inf nan"/>'),
        ("a.svg", b'<svg width="1.2.3" height="1"/>'),
        ("a.svg", b'<!DOCTYPE svg SYSTEM "http://x.example/a.dtd"><svg>&x;</svg>'),
        ("a.md", b"# Text"),
    ],
)
def test_a_file_that_is_not_an_image_is_an_error(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(ImageError):
        image_size(tmp_path / name)


@pytest.mark.parametrize(
    ("doctype", "width"),
    [
        ('<!ENTITY w "40">', "&w;"),
        ('<!ENTITY w SYSTEM "width.txt">', "40"),
        ('<!ENTITY % w SYSTEM "width.txt"> %w;', "40"),
        ('<!ATTLIST svg height CDATA "40">', "40"),
        (f'<!ENTITY a "{"a" * 10_000}"><!ENTITY w "{"&a;" * 10_000}">', "40"),
    ],
    ids=["internal", "external", "parameter", "attribute", "expanding"],
)
def test_a_drawing_with_entities_has_no_size(tmp_path: Path, doctype: str, width: str) -> None:
    (tmp_path / "width.txt").write_text("40")
    root = f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="30">&w;</svg>'
    (tmp_path / "a.svg").write_text(f"<!DOCTYPE svg [{doctype}]>{root}")
    with pytest.raises(ImageError) as error:
        image_size(tmp_path / "a.svg")
    assert str(error.value.__cause__).startswith("DOCTYPE with declarations")


@pytest.mark.parametrize("kind", ["tiff", "ppm", "tga", "pdf"])
def test_a_format_that_few_browsers_show_is_an_error(tmp_path: Path, kind: str) -> None:
    Image.new("RGB", (30, 20)).save(tmp_path / f"a.{kind}")
    with pytest.raises(ImageError):
        image_size(tmp_path / f"a.{kind}")


def test_a_missing_image_is_missing(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        image_size(tmp_path / "a.png")


def test_an_image_saved_again_is_measured_again(tmp_path: Path) -> None:
    file = tmp_path / "a.png"
    for width in (30, 40):
        Image.new("RGB", (width, 20)).save(file)
        os.utime(file, (width, width))
        assert image_size(file) == (width, 20)


def test_an_image_replaced_by_one_of_the_same_time_is_measured_again(tmp_path: Path) -> None:
    for name, width in (("a.png", 30), ("b.png", 40)):
        Image.new("RGB", (width, 20)).save(tmp_path / name)
        os.utime(tmp_path / name, (1, 1))
        (tmp_path / name).rename(tmp_path / "c.png")
        assert image_size(tmp_path / "c.png") == (width, 20)


def chunk(kind: bytes, data: bytes) -> bytes:
    """A chunk of a PNG file."""
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


@pytest.mark.parametrize("side", [10_001, 20_000, 1_000_000])
@pytest.mark.parametrize("pixels", [b"", zlib.compress(b"\0" * 1000)], ids=["none", "few"])
def test_a_huge_bitmap_is_an_error_by_its_header(tmp_path: Path, side: int, pixels: bytes) -> None:
    header = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    data = chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")
    (tmp_path / "a.png").write_bytes(b"\x89PNG\r\n\x1a\n" + data)
    with pytest.raises(ImageError) as error:
        image_size(tmp_path / "a.png")
    assert error.value.message == "image over the limit of 100 megapixels"


def test_a_png_held_upright_is_measured_upright(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    Image.new("RGB", (30, 20)).save(tmp_path / "a.png", exif=exif)
    assert image_size(tmp_path / "a.png") == (20, 30)


@pytest.mark.parametrize("make", [os.mkfifo, Path.mkdir])
def test_what_is_not_a_file_is_not_an_image(tmp_path: Path, make: Callable[[Path], None]) -> None:
    make(tmp_path / "a.png")
    with pytest.raises(ImageError):
        image_size(tmp_path / "a.png")


def test_an_image_of_a_phone_is_measured_too(tmp_path: Path) -> None:
    register_heif()
    file = tmp_path / "phone.heic"
    file.write_bytes(encoded(photograph((120, 80)), "HEIF"))
    assert image_size(file) == (120, 80)
