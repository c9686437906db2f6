"""Icons of a site in the sizes that browsers, phones and feed readers ask for, from one SVG mark.

A mark with one opaque colour along its edges, but for round corners, is a tile: what is opaque or
cut to a shape by a phone has that colour all around. Any other is drawn on paper, with a margin.
"""

from functools import lru_cache
from io import BytesIO

from PIL import Image

from newsroom.images.rasterizer import rasterize_svg

SIZE = 512  # pixels of the bitmap from which all others are made, the largest icon of a manifest
FAVICON_SIZES = ((16, 16), (32, 32), (48, 48))
TOUCH_SIZE = 180  # an icon on the home screen of iOS
MARGIN = 0.8  # of an icon that has one: its mark is within the safe zone of W3C's App Manifest
OPAQUE = 250  # of 255
EDGE = (0.3, 0.5, 0.7)  # of an edge: where it is looked at, away from round corners


@lru_cache(maxsize=4)
def favicon(mark: bytes) -> bytes:
    """Return a mark as an ICO file; raise `RasterizerError` if it cannot be drawn."""
    file = BytesIO()
    draw_mark(mark).save(file, "ICO", sizes=FAVICON_SIZES)
    return file.getvalue()


@lru_cache(maxsize=4)
def icon(mark: bytes, size: int) -> bytes:
    """Return a mark as a square PNG, transparent where the mark is; raise `RasterizerError`."""
    return png_bytes(draw_mark(mark).resize((size, size), Image.Resampling.LANCZOS))


@lru_cache(maxsize=4)
def touch_icon(mark: bytes, paper: str) -> bytes:
    """Return the opaque icon of a home screen, a PNG; raise `RasterizerError`."""
    colour = tile_colour(draw_mark(mark))
    return opaque_icon(mark, TOUCH_SIZE, colour or paper, 1 if colour else MARGIN)


@lru_cache(maxsize=4)
def maskable_icon(mark: bytes, paper: str) -> bytes:
    """Return an icon that may be cut to any shape, a PNG; raise `RasterizerError`."""
    return opaque_icon(mark, SIZE, tile_colour(draw_mark(mark)) or paper, MARGIN)


@lru_cache(maxsize=4)
def draw_mark(mark: bytes) -> Image.Image:
    """Return a mark in the middle of a square; raise `RasterizerError` if it cannot be drawn."""
    with Image.open(BytesIO(rasterize_svg(mark, SIZE)), formats=["PNG"]) as opened:
        image = opened.convert("RGBA")
    image.thumbnail((SIZE, SIZE), Image.Resampling.LANCZOS)
    square = Image.new("RGBA", (SIZE, SIZE))
    square.paste(image, ((SIZE - image.width) // 2, (SIZE - image.height) // 2))
    return square


def tile_colour(square: Image.Image) -> str:
    """Return the one opaque colour along all edges without the corners, "" for none."""
    end = square.width - 1
    along = [round(end * share) for share in EDGE]
    points = [point for at in along for edge in (2, end - 2) for point in ((at, edge), (edge, at))]
    colours = {square.getpixel(point) for point in points}
    if len(colours) != 1:
        return ""
    (colour,) = colours
    if not isinstance(colour, tuple) or colour[3] < OPAQUE:
        return ""
    return "#{:02x}{:02x}{:02x}".format(*colour[:3])


def opaque_icon(mark: bytes, size: int, colour: str, share: float) -> bytes:
    """Return a mark on a colour as a square PNG, of which it takes a share."""
    side = round(size * share)
    square = draw_mark(mark).resize((side, side), Image.Resampling.LANCZOS)
    image = Image.new("RGB", (size, size), colour)
    image.paste(square, ((size - side) // 2, (size - side) // 2), square)
    return png_bytes(image)


def png_bytes(image: Image.Image) -> bytes:
    """Return an image as a PNG file."""
    file = BytesIO()
    image.save(file, "PNG", optimize=True)
    return file.getvalue()
