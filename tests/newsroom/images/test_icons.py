"""Icons of a mark, each opened again."""

from io import BytesIO

import pytest
from PIL import Image

from newsroom.images.icons import (
    SIZE,
    draw_mark,
    favicon,
    icon,
    maskable_icon,
    tile_colour,
    touch_icon,
)
from newsroom.images.rasterizer import RasterizerError

PAPER, INK, TILE = (255, 250, 240), (0, 0, 255), (200, 0, 0)
HEAD = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d">'
ROUND = HEAD % (8, 8) + b'<circle cx="4" cy="4" r="4" fill="#00f"/></svg>'
TILED = HEAD % (8, 8) + (
    b'<rect width="8" height="8" rx="2" fill="#c80000"/><circle cx="4" cy="4" r="2" fill="#00f"/>'
    b"</svg>"
)
WIDE = HEAD % (16, 8) + b'<path d="M0 0h16v8H0z" fill="#00f"/></svg>'
TALL = HEAD % (8, 16) + b'<path d="M0 0h8v16H0z" fill="#00f"/></svg>'


def opened(data: bytes) -> Image.Image:
    """An image from the bytes of its file."""
    image = Image.open(BytesIO(data))
    image.load()
    return image


def test_an_ico_file_has_the_sizes_of_browsers() -> None:
    image = opened(favicon(ROUND))
    assert image.format == "ICO"
    assert image.info["sizes"] == {(16, 16), (32, 32), (48, 48)}
    assert image.convert("RGBA").getpixel((24, 24)) == (*INK, 255)


@pytest.mark.parametrize("size", [192, 512])
def test_an_icon_is_transparent_around_its_mark(size: int) -> None:
    image = opened(icon(ROUND, size))
    assert (image.format, image.size, image.mode) == ("PNG", (size, size), "RGBA")
    assert image.getpixel((size // 2, size // 2)) == (*INK, 255)
    assert image.getpixel((0, 0)) == (0, 0, 0, 0)


def test_a_home_screen_has_an_opaque_icon_with_a_margin_of_paper() -> None:
    image = opened(touch_icon(ROUND, "#fffaf0"))
    assert (image.size, image.mode) == ((180, 180), "RGB")
    assert [image.getpixel(at) for at in ((0, 0), (90, 10), (90, 90))] == [PAPER, PAPER, INK]


def test_a_tile_fills_a_home_screen_and_goes_on_in_its_colour() -> None:
    assert tile_colour(draw_mark(TILED)) == "#c80000"
    image = opened(touch_icon(TILED, "#fffaf0"))
    assert [image.getpixel(at) for at in ((0, 0), (90, 2), (90, 90))] == [TILE, TILE, INK]


@pytest.mark.parametrize(("mark", "colour"), [(ROUND, PAPER), (TILED, TILE)])
def test_an_icon_that_is_cut_has_its_mark_in_the_safe_zone(
    mark: bytes, colour: tuple[int, int, int]
) -> None:
    image = opened(maskable_icon(mark, "#fffaf0"))
    assert (image.size, image.mode) == ((SIZE, SIZE), "RGB")
    inner = int(SIZE * 0.09)  # the safe zone is a circle with a radius of two fifths
    border = [image.getpixel((x, inner)) for x in range(0, SIZE, 8)]
    assert {*border} == {colour}
    assert image.getpixel((SIZE // 2, SIZE // 2)) == INK


@pytest.mark.parametrize(("mark", "empty"), [(WIDE, (SIZE // 2, 20)), (TALL, (20, SIZE // 2))])
def test_a_mark_that_is_no_square_is_in_the_middle_of_one(
    mark: bytes, empty: tuple[int, int]
) -> None:
    square = draw_mark(mark)
    assert square.size == (SIZE, SIZE)
    assert square.getpixel(empty) == (0, 0, 0, 0)
    assert square.getpixel((SIZE // 2, SIZE // 2)) == (*INK, 255)
    assert tile_colour(square) == ""


def test_a_mark_that_cannot_be_drawn_is_an_error() -> None:
    with pytest.raises(RasterizerError):
        favicon(b"<svg")


def test_the_same_mark_makes_the_same_bytes() -> None:
    first = favicon(TILED), touch_icon(TILED, "#ffffff")
    draw_mark.cache_clear()
    assert (favicon(TILED), touch_icon(TILED, "#ffffff")) == first
