"""What is known of an image file, and which files are refused."""

import os
import sys
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from newsroom.images import formats
from newsroom.images.formats import ImageError
from newsroom.images.source_image import SourceImage, read_bitmap, read_source_image
from tests.photographs import (
    camera_data,
    encoded,
    photograph,
    png_of_size,
    sideways,
    swapped_profile,
)
from tests.svgs import GOOD

FORMATS = ("JPEG", "PNG", "WEBP", "AVIF", "GIF", "BMP")
ROTATED = ("JPEG", "PNG", "WEBP", "AVIF", "HEIF")
MODES = ("1", "L", "LA", "P", "RGB", "RGBA", "I;16")


def read(folder: Path, name: str, data: bytes) -> SourceImage:
    (folder / name).write_bytes(data)
    return read_source_image(folder / name, f"images/{name}")


def color_of(source: SourceImage) -> tuple[int, ...]:
    return tuple(bytes.fromhex(source.color.removeprefix("#")))


@pytest.mark.parametrize("format_name", FORMATS)
def test_what_is_known_of_a_photograph(tmp_path: Path, format_name: str) -> None:
    data = encoded(photograph(), format_name)
    source = read(tmp_path, f"Photo.{format_name}", data)
    assert (source.path, source.format) == (f"images/Photo.{format_name}", format_name)
    assert (source.width, source.height, source.length) == (120, 80, len(data))
    assert len(source.digest) == 32
    assert (source.is_animated, source.has_alpha) == (False, False)
    assert color_of(source) == pytest.approx((129, 128, 114), abs=6)
    assert source.is_resized is (format_name != "GIF")


@pytest.mark.parametrize("format_name", ROTATED)
@pytest.mark.parametrize("orientation", range(1, 9))
def test_the_size_is_upright(format_name: str, orientation: int) -> None:
    if format_name == "HEIF":
        pytest.importorskip("pillow_heif").register_heif_opener()
    exif = camera_data(orientation).tobytes()
    data = encoded(sideways(photograph(), orientation), format_name, exif=exif)
    source = read_bitmap(data, "a", format_name)
    assert (source.width, source.height) == (120, 80)


@pytest.mark.parametrize("exif", [b"", b"Exif\0\0", b"Exif\0\0MM\0*\xff\xff\xff\xff", b"x" * 99])
def test_damaged_data_of_a_camera_is_no_error(exif: bytes) -> None:
    source = read_bitmap(encoded(photograph(), "PNG", exif=exif), "a", "PNG")
    assert (source.width, source.height) == (120, 80)


@pytest.mark.parametrize("format_name", ["GIF", "WEBP", "PNG", "AVIF"])
def test_an_animation_stays_as_it_is(format_name: str) -> None:
    frames = [Image.new("RGB", (30, 20), color) for color in ("red", "blue")]
    data = encoded(frames[0], format_name, save_all=True, append_images=frames[1:])
    source = read_bitmap(data, "a", format_name)
    assert source.is_animated
    assert not source.is_resized


def test_a_photograph_with_others_in_its_file_is_a_jpeg() -> None:
    data = encoded(photograph(), "MPO", save_all=True, append_images=[photograph((60, 40))])
    source = read_bitmap(data, "a", "JPEG")
    assert (source.format, source.width, source.is_animated) == ("JPEG", 120, False)


@pytest.mark.parametrize("mode", MODES)
def test_every_mode_is_read(mode: str) -> None:
    data = encoded(Image.new(mode, (30, 20), 0), "PNG")
    assert read_bitmap(data, "a", "PNG").height == 20


@pytest.mark.parametrize(
    ("mode", "color", "has_alpha"),
    [
        ("RGBA", (9, 9, 9, 255), False),
        ("RGBA", (9, 9, 9, 254), True),
        ("RGBA", (9, 9, 9, 0), True),
        ("LA", (9, 128), True),
        ("LA", (9, 255), False),
    ],
)
@pytest.mark.parametrize("format_name", ["PNG", "WEBP", "AVIF"])
def test_alpha_counts_where_it_is_used(
    format_name: str, mode: str, color: tuple[int, ...], has_alpha: bool
) -> None:
    image = Image.new(mode, (30, 20), color)
    data = encoded(image, format_name, **({} if format_name == "PNG" else {"lossless": True}))
    source = read_bitmap(data, "a", format_name)
    assert (source.has_alpha, source.color == "") == (has_alpha, has_alpha)


def test_a_palette_with_a_transparent_color_has_alpha() -> None:
    image = photograph().quantize(16)
    image.info["transparency"] = image.getpixel((0, 0))
    assert read_bitmap(encoded(image, "PNG"), "a", "PNG").has_alpha


def test_the_mean_color_is_in_srgb() -> None:
    data = encoded(Image.new("RGB", (30, 20), (200, 50, 10)), "PNG", icc_profile=swapped_profile())
    assert color_of(read_bitmap(data, "a", "PNG")) == pytest.approx((10, 50, 200), abs=3)


def test_a_drawing_has_its_size(tmp_path: Path) -> None:
    source = read(tmp_path, "a.svg", GOOD["shapes"])
    assert (source.format, source.width, source.height) == ("SVG", 400, 400)
    assert not source.is_resized


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("a.jpg", b"", "empty file; copy or export it again"),
        ("a.jpg", b"text", "not an image, or damaged at its start; copy or export it again"),
        ("a.jpg", encoded(photograph(), "JPEG")[:-700], "damaged or truncated image; copy or"),
        ("a.jpg", encoded(photograph(), "PNG"), "PNG file with the name of .*; rename it to a.png"),
        ("a.png", encoded(photograph(), "JPEG"), "JPEG file with .*; rename it to a.jpg"),
        ("a.webp", encoded(photograph(), "AVIF"), "AVIF file with .*; rename it to a.avif"),
        ("a.jpg", encoded(photograph(), "TIFF"), "not an image, or damaged at its start"),
        ("a.tiff", encoded(photograph(), "TIFF"), ".tiff is not a format of images here; use JPEG"),
        ("README", b"text", "file without extension is not a format"),
        ("a.svg", b"<svg>", "line 1: root element is not <svg>; save it as SVG"),
        ("a.svg", b'<svg xmlns="http://www.w3.org/2000/svg"/>', "SVG without a size; give it a"),
        ("a.png", png_of_size(20_000, 20_000), "image over the limit of 100 megapixels; make it"),
        ("a.png", png_of_size(0, 5), "not an image, or damaged at its start"),
    ],
)
def test_a_file_that_cannot_be_used_is_an_error(
    tmp_path: Path, name: str, data: bytes, message: str
) -> None:
    with pytest.raises(ImageError, match=f"^{message}"):
        read(tmp_path, name, data)


@pytest.mark.parametrize("make", [os.mkfifo, Path.mkdir])
def test_what_is_not_a_file_is_an_error(tmp_path: Path, make: Callable[[Path], None]) -> None:
    make(tmp_path / "a.png")
    with pytest.raises(ImageError, match="not a regular file"):
        read_source_image(tmp_path / "a.png", "a.png")


def test_a_missing_file_is_missing(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        read_source_image(tmp_path / "a.png", "a.png")


def test_a_file_without_its_library_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    data = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic"
    monkeypatch.setitem(sys.modules, "pillow_heif", None)
    monkeypatch.setattr(formats, "register_heif", formats.register_heif.__wrapped__)
    with pytest.raises(ImageError, match="HEIC images need the library pillow-heif; install it"):
        read_bitmap(data, "a", "HEIF")


def test_a_huge_image_takes_no_memory(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(png_of_size(20_000, 20_000))
    tracemalloc.start()
    try:
        with pytest.raises(ImageError):
            read_source_image(tmp_path / "a.png", "a.png")
        assert tracemalloc.get_traced_memory()[1] < 10_000_000
    finally:
        tracemalloc.stop()
