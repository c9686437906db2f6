"""Variants: which files are planned of an image, and their URLs."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.images.crops import Focus
from newsroom.images.rasterizer import MAX_PIXELS
from newsroom.images.source_image import SourceImage
from newsroom.images.variants import (
    STEP,
    DrawingFonts,
    Variant,
    original_format,
    plan_raster,
    plan_variants,
    stem,
    url_start,
    variant_widths,
)

WIDTHS = (480, 800, 1280, 1920)


def source(
    format_name: str = "JPEG", width: int = 4000, height: int = 3000, **values: object
) -> SourceImage:
    fields = {"path": "images/Photo 1.jpg", "digest": "ab" * 16, "length": 3_000_000} | values
    return SourceImage(format=format_name, width=width, height=height, **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("width", "wanted", "widths"),
    [
        (4000, WIDTHS, WIDTHS),
        (1920, WIDTHS, WIDTHS),
        (1000, WIDTHS, (480, 800, 1000)),
        (850, WIDTHS, (480, 800)),
        (300, WIDTHS, (300,)),
        (480, WIDTHS, (480,)),
        (1, WIDTHS, (1,)),
        (4000, (800, 480, 800), (480, 800)),
        (4000, (480, 500), (480,)),
        (4000, (), (4000,)),
    ],
)
def test_widths_of_an_image(width: int, wanted: tuple[int, ...], widths: tuple[int, ...]) -> None:
    assert variant_widths(width, wanted) == widths


@given(st.integers(1, 20_000), st.lists(st.integers(1, 5000), min_size=1))
def test_widths_are_no_larger_than_the_image_and_not_alike(width: int, wanted: list[int]) -> None:
    widths = variant_widths(width, wanted)
    assert widths
    assert all(each <= width for each in widths)
    assert all(b >= a * STEP for a, b in pairwise(widths))
    assert widths[-1] * STEP > min(width, max(wanted))


def test_an_image_is_offered_in_all_formats_and_its_own() -> None:
    variants = plan_variants(source(), WIDTHS, ["AVIF", "WEBP"])
    assert variants.formats == ("AVIF", "WEBP", "JPEG")
    assert [variant.width for variant in variants.variants] == [*WIDTHS] * 3
    assert variants.largest == ("JPEG", 1920, 1440)
    assert variants.fallback_url == f"{url_start(source(), None)}-800.jpg"
    assert variants.urls == tuple(variant.url for variant in variants.variants)
    assert [width for _, width in variants.srcsets["WEBP"]] == [*WIDTHS]
    assert {*variants.srcsets} == {*variants.formats} == {"AVIF", "WEBP", "JPEG"}


def test_a_crop_has_its_ratio_in_every_width() -> None:
    variants = plan_variants(source(), WIDTHS, ["AVIF"], 16 / 9, Focus(0.5, 0.0))
    assert variants.box == (0, 0, 4000, 2250)
    sizes = {(variant.width, variant.height) for variant in variants.variants}
    assert sizes == {(480, 270), (800, 450), (1280, 720), (1920, 1080)}
    assert plan_variants(source(), WIDTHS, ["AVIF"], 4 / 3).box is None


def test_a_png_beside_better_formats_has_one_width() -> None:
    drawing = source("PNG", length=400_000)
    variants = plan_variants(drawing, WIDTHS, ["WEBP"])
    assert [v.width for v in variants.variants if v.format == "PNG"] == [800]
    assert variants.largest.format == "WEBP"
    assert variants.fallback_url.endswith("-800.png")
    alone = plan_variants(drawing, WIDTHS, [])
    assert [v.width for v in alone.variants if v.format == "PNG"] == [*WIDTHS]


@pytest.mark.parametrize(
    ("image", "format_name"),
    [
        (source("JPEG"), "JPEG"),
        (source("HEIF"), "JPEG"),
        (source("AVIF"), "JPEG"),
        (source("WEBP", has_alpha=True), "PNG"),
        (source("PNG", length=200_000), "PNG"),
        (source("PNG", length=20_000_000), "JPEG"),
        (source("PNG", length=20_000_000, has_alpha=True), "PNG"),
        (source("PNG", 32, 32, length=4000), "PNG"),
        (source("BMP"), "PNG"),
    ],
)
def test_the_format_that_every_browser_shows(image: SourceImage, format_name: str) -> None:
    assert original_format(image) == format_name
    assert plan_variants(image, WIDTHS, []).formats == (format_name,)


@pytest.mark.parametrize(
    "image", [source("SVG"), source("GIF"), source("ICO"), source("WEBP", is_animated=True)]
)
def test_drawings_icons_and_animations_are_not_resized(image: SourceImage) -> None:
    with pytest.raises(ValueError, match="not resized"):
        plan_variants(image, WIDTHS, ["AVIF"])


def test_no_variant_is_higher_than_formats_allow() -> None:
    variants = plan_variants(source(width=500, height=40_000), WIDTHS, ["WEBP"])
    assert [(v.width, v.height) for v in variants.variants] == [(200, 16_000)] * 2


def test_the_url_changes_with_all_that_decides_the_bytes() -> None:
    variant = Variant(source(), "AVIF", 800, 600)
    others = [
        Variant(source(digest="cd" * 16), "AVIF", 800, 600),
        Variant(source(), "WEBP", 800, 600),
        Variant(source(), "AVIF", 480, 360),
        Variant(source(), "AVIF", 800, 450, (0, 0, 4000, 2250)),
    ]
    assert len({variant.url, *(other.url for other in others)}) == 5
    assert variant.url == Variant(source(), "AVIF", 800, 600).url
    assert variant.url.startswith("media/photo-1-")
    assert variant.url.endswith("-800.avif")


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("a/b/Große Halle.JPG", "groe-halle"),
        ("a/写真.png", "image"),
        ("a/..x..jpg", "x"),
        ("a/" + "word-" * 20 + ".jpg", "word-word-word-word-word-word-word-word"),
        ("a/%2e%2e?x=<b>.jpg", "2e-2e-x-b"),
    ],
)
def test_the_name_of_a_file_in_a_url(path: str, name: str) -> None:
    assert stem(path) == name


def test_a_drawing_is_drawn_within_the_limit_of_pixels() -> None:
    drawing = source("SVG", 10, 40_000, is_drawable=True)
    planned = plan_raster(drawing, 1200)
    assert planned is not None
    [(_, width, height)] = planned.sizes
    assert 0.9 * MAX_PIXELS < width * height <= MAX_PIXELS * 1.01
    assert plan_raster(source("SVG", 40, 30), 1200) is None


def test_a_drawing_with_text_has_another_url_with_other_fonts() -> None:
    text = source("SVG", 40, 30, is_drawable=True, characters="AB")
    assert plan_raster(text, 80) is None
    assert plan_raster(text, 80, DrawingFonts("0", (), frozenset(b"A"))) is None
    fonts = [DrawingFonts(digest, (), frozenset(b"ABC")) for digest in "01"]
    planned = [plan_raster(text, 80, each) for each in fonts]
    assert len({each.urls for each in planned if each}) == 2
    plain = source("SVG", 40, 30, is_drawable=True)
    assert plan_raster(plain, 80, fonts[0]) == plan_raster(plain, 80)
