"""Variants: small files that look as the original, without anything of its camera."""

from collections.abc import Sequence

import pytest
from PIL import Image

from newsroom.images.crops import CENTER, Focus
from newsroom.images.encoder import encode_variants
from newsroom.images.formats import ImageError
from newsroom.images.source_image import read_bitmap, read_svg
from newsroom.images.variants import Variant, VariantSet, plan_raster, plan_variants
from tests.photographs import (
    CAMERA,
    CORNERS,
    camera_data,
    decoded,
    encoded,
    photograph,
    sideways,
    swapped_profile,
    wide_profile,
)

FORMATS = ("AVIF", "WEBP", "JPEG", "PNG")
SIZE = (480, 320)
ROTATED = ("JPEG", "PNG", "WEBP", "AVIF")
Pixel = tuple[int, ...]


def encode_and_open(
    data: bytes, format_name: str, widths: Sequence[int] = (300, 120), ratio: float | None = None,
    focus: Focus = CENTER,
) -> tuple[VariantSet, dict[Variant, Image.Image]]:  # fmt: skip
    """The plan of an image, and all its variants, opened again."""
    source = read_bitmap(data, "a", format_name)
    plan = plan_variants(source, widths, ["AVIF", "WEBP"], ratio, focus)
    files = dict(encode_variants(data, plan.variants))
    assert files.keys() == {*plan.variants}
    return plan, {variant: decoded(file) for variant, file in files.items()}


def corners(image: Image.Image) -> list[Pixel]:
    """The pixels near the corners, clockwise."""
    x, y = image.width // 10, image.height // 10
    right, bottom = image.width - 1 - x, image.height - 1 - y
    points = (x, y), (right, y), (right, bottom), (x, bottom)
    colors = image.convert("RGB")
    return [pixel_at(colors, point) for point in points]


def pixel_at(image: Image.Image, point: tuple[int, int]) -> Pixel:
    pixel = image.getpixel(point)
    assert isinstance(pixel, tuple)
    return pixel


def test_variants_have_their_sizes_and_formats() -> None:
    _, files = encode_and_open(encoded(photograph(SIZE), "JPEG"), "JPEG")
    for variant, image in files.items():
        assert (image.format, image.size) == (variant.format, (variant.width, variant.height))


@pytest.mark.parametrize("format_name", ROTATED)
@pytest.mark.parametrize("orientation", range(1, 9))
def test_variants_are_upright_and_have_no_data_of_a_camera(
    format_name: str, orientation: int
) -> None:
    check_variants(photograph(SIZE), format_name, orientation)


@pytest.mark.parametrize("orientation", [1, 6])
def test_photographs_of_phones_are_read(orientation: int) -> None:
    pytest.importorskip("pillow_heif").register_heif_opener()
    check_variants(photograph((240, 160)), "HEIF", orientation)


def check_variants(image: Image.Image, format_name: str, orientation: int) -> None:
    exif = camera_data(orientation).tobytes()
    data = encoded(sideways(image, orientation), format_name, exif=exif, quality=95)
    _, files = encode_and_open(data, format_name, [200])
    for variant, opened in files.items():
        assert opened.size == (200, 133)
        for pixel, color in zip(corners(opened), CORNERS, strict=True):
            assert pixel == pytest.approx(color, abs=16), variant.format
        assert not opened.getexif()
        assert not {"exif", "xmp", "icc_profile", "comment", "photoshop"} & {*opened.info}


@pytest.mark.parametrize("format_name", ["JPEG", "PNG", "WEBP"])
def test_no_data_of_a_file_is_in_its_variants(format_name: str) -> None:
    exif, xmp = camera_data().tobytes(), f"<x>{CAMERA}</x>".encode()
    options = {"exif": exif, "xmp": xmp, "comment": CAMERA.encode(), "icc_profile": wide_profile()}
    data = encoded(photograph(SIZE), format_name, **options)
    assert CAMERA.encode() in data
    plan = plan_variants(read_bitmap(data, "a", format_name), [200], ["AVIF", "WEBP"])
    for _, file in encode_variants(data, plan.variants):
        assert not [word for word in (CAMERA.encode(), b"Exif", b"<x", b"acsp") if word in file]


@pytest.mark.parametrize(
    ("profile", "color"),
    [
        (swapped_profile(), (10, 50, 200)),
        (wide_profile(), (218, 24, 0)),
        (b"no profile", (200, 50, 10)),
        (None, (200, 50, 10)),
    ],
    ids=["swapped", "wide", "damaged", "none"],
)
@pytest.mark.parametrize("mode", ["RGB", "RGBA"])
def test_colors_are_converted_to_srgb(mode: str, profile: bytes | None, color: Pixel) -> None:
    image = Image.new("RGB", SIZE, (200, 50, 10)).convert(mode)
    if mode == "RGBA":
        image.putpixel((0, 0), (0, 0, 0, 0))
    _, files = encode_and_open(encoded(image, "PNG", icc_profile=profile), "PNG", [100])
    for variant, opened in files.items():
        pixel = pixel_at(opened.convert("RGB"), (50, 30))
        assert pixel == pytest.approx(color, abs=6), variant.format


def test_cmyk_becomes_rgb() -> None:
    image = Image.new("CMYK", SIZE, (0, 255, 255, 0))
    _, files = encode_and_open(encoded(image, "JPEG"), "JPEG", [100])
    for opened in files.values():
        assert opened.mode == "RGB"
        assert pixel_at(opened, (50, 30)) == pytest.approx((255, 0, 0), abs=8)


def test_a_profile_of_other_channels_is_ignored() -> None:
    image = Image.new("CMYK", SIZE, (0, 255, 255, 0))
    _, files = encode_and_open(encoded(image, "JPEG", icc_profile=swapped_profile()), "JPEG", [100])
    assert all(opened.mode == "RGB" for opened in files.values())


@pytest.mark.parametrize(
    ("image", "gray"),
    [
        (Image.new("1", SIZE, 1), 255),
        (Image.new("L", SIZE, 100), 100),
        (Image.new("I;16", SIZE, 100 * 256), 100),
        (Image.new("P", SIZE, 0), 0),
        (Image.new("LA", SIZE, (100, 255)), 100),
        (Image.new("RGBA", SIZE, (100, 100, 100, 255)), 100),
    ],
    ids=lambda value: getattr(value, "mode", str(value)),
)
def test_every_mode_becomes_rgb(image: Image.Image, gray: int) -> None:
    _, files = encode_and_open(encoded(image, "PNG"), "PNG", [100])
    for opened in files.values():
        assert opened.mode == "RGB"
        assert pixel_at(opened, (50, 30)) == pytest.approx((gray,) * 3, abs=3)


@pytest.mark.parametrize("mode", ["RGBA", "P"])
def test_transparent_pixels_have_no_influence_on_their_neighbors(mode: str) -> None:
    image = Image.new("RGBA", SIZE, (255, 255, 255, 255))
    image.paste((0, 0, 0, 0), (0, 0, 240, 320))  # black, but nobody sees it
    if mode == "P":
        image = image.quantize(4)
    _, files = encode_and_open(encoded(image, "PNG"), "PNG", [101])
    for variant, opened in files.items():
        assert opened.mode in ("RGBA", "P"), variant.format
        colors = opened.convert("RGBA")
        assert pixel_at(colors, (10, 30))[3] == 0
        for x in range(101):
            pixel = pixel_at(colors, (x, 30))
            assert pixel[3] < 64 or min(pixel[:3]) > 235, (variant.format, x, pixel)


def test_a_crop_shows_its_part() -> None:
    data = encoded(photograph(SIZE), "JPEG", quality=95)
    for focus, corner in ((Focus(0.0, 0.5), 0), (Focus(1.0, 0.5), 1)):
        plan, files = encode_and_open(data, "JPEG", [200], 1.0, focus)
        assert plan.box in ((0, 0, 320, 320), (160, 0, 480, 320))
        for opened in files.values():
            assert opened.size == (200, 200)
            x = 10 if corner == 0 else 189
            pixel = pixel_at(opened.convert("RGB"), (x, 10))
            assert pixel == pytest.approx(CORNERS[corner], abs=16)


def test_a_crop_of_a_turned_photograph_is_in_its_upright_pixels() -> None:
    image = sideways(photograph(SIZE), 6)
    data = encoded(image, "JPEG", exif=camera_data(6), quality=95)
    plan, files = encode_and_open(data, "JPEG", [60], 1.0, Focus(1.0, 0.5))
    assert plan.box == (160, 0, 480, 320)
    for opened in files.values():
        assert pixel_at(opened.convert("RGB"), (57, 3)) == pytest.approx(CORNERS[1], abs=20)


def test_several_boxes_of_an_image_are_made_at_once() -> None:
    data = encoded(photograph(SIZE), "JPEG")
    source = read_bitmap(data, "a", "JPEG")
    plans = [plan_variants(source, [200], ["WEBP"], ratio) for ratio in (None, 1.0, 16 / 9)]
    variants = [variant for plan in plans for variant in plan.variants]
    files = dict(encode_variants(data, variants))
    assert {v: decoded(file).size for v, file in files.items()} == {
        variant: (variant.width, variant.height) for variant in variants
    }


def test_the_same_image_gives_the_same_bytes() -> None:
    data = encoded(photograph(SIZE), "JPEG")
    plan = plan_variants(read_bitmap(data, "a", "JPEG"), [300, 100, 40], ["AVIF", "WEBP"])
    first = dict(encode_variants(data, plan.variants))
    assert dict(encode_variants(data, plan.variants[::-1])) == first
    for variant in plan.variants:
        assert dict(encode_variants(data, [variant])) == {variant: first[variant]}


def test_a_large_png_gets_a_palette() -> None:
    image = Image.effect_noise((400, 400), 90).convert("RGB")
    image.putalpha(Image.linear_gradient("L").resize((400, 400)))
    data = encoded(image, "PNG")
    plan = plan_variants(read_bitmap(data, "a", "PNG"), [300], [])
    ((variant, file),) = encode_variants(data, plan.variants)
    assert decoded(file).mode == "P"  # and alpha in its palette
    assert len(file) < 1.5 * variant.width * variant.height


@pytest.mark.parametrize("data", [b"", b"text", encoded(photograph(), "JPEG")[:-300]])
def test_a_file_that_was_damaged_since_is_an_error(data: bytes) -> None:
    source = read_bitmap(encoded(photograph(), "JPEG"), "a", "JPEG")
    with pytest.raises(ImageError):
        list(encode_variants(data, plan_variants(source, [50], []).variants))


def test_no_variants_are_none() -> None:
    assert list(encode_variants(b"", [])) == []


def test_an_svg_becomes_a_png() -> None:
    svg = (
        b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20">'
        b'<rect width="20" height="20" fill="#f00"/></svg>'
    )
    planned = plan_raster(read_svg(svg, "a.svg"), 200)
    assert planned is not None
    ((variant, file),) = encode_variants(svg, planned.variants)
    image = decoded(file).convert("RGBA")
    assert (variant.format, image.size) == ("PNG", (200, 100))
    assert pixel_at(image, (50, 50)) == (255, 0, 0, 255)
    assert pixel_at(image, (150, 50))[3] == 0


def test_only_an_svg_becomes_a_bitmap() -> None:
    with pytest.raises(ValueError, match="not an SVG"):
        plan_raster(read_bitmap(encoded(photograph(), "JPEG"), "a", "JPEG"), 200)
