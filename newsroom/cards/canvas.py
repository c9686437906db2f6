"""The bitmap on which a card is drawn: rectangles, lines of glyphs, and the mark of the site."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from io import BytesIO
from operator import sub

import uharfbuzz as harfbuzz
from PIL import Image, ImageColor

from newsroom.cards.shaping import ShapedLine, harfbuzz_font
from newsroom.images.rasterizer import rasterize_svg

ALMOST = 6  # levels of 256
COLOURS = 64  # of the file: five colours, and what is between each and that of the paper


class Canvas:
    """A bitmap in one colour, on which colours are `#rrggbb` and lengths are pixels."""

    def __init__(self, width: int, height: int, colour: str) -> None:
        self.image = Image.new("RGB", (width, height), colour)

    def fill(self, x: int, y: int, width: int, height: int, colour: str) -> None:
        """Fill a rectangle whose top left corner is at x, y."""
        self.image.paste(colour, (x, y, x + width, y + height))

    def draw_line(
        self, line: ShapedLine, x: float, baseline: float, size: float, colour: str
    ) -> None:
        """Draw glyphs in a size from x on."""
        raster = harfbuzz.RasterDraw()
        for glyph in line.glyphs:
            font = harfbuzz_font(glyph.face, line.weight)
            scale = size / font.face.upem
            at = x + glyph.x * size, glyph.y * size - baseline
            raster.transform = (scale, 0.0, 0.0, scale, *at)
            raster.draw_glyph(font, glyph.number)
        coverage = raster.render()
        extents = coverage.extents
        if not (extents.width and extents.height):
            return
        shape, rows = (extents.width, extents.height), (extents.stride, -1)  # from the lowest up
        mask = Image.frombytes("L", shape, coverage.buffer, "raw", "L", *rows)
        self.image.paste(colour, (extents.x_origin, -extents.y_origin - extents.height), mask)

    def draw_mark(self, svg: bytes, x: int, y: int, size: int) -> None:
        """Draw an SVG image in a square; raise `RasterizerError`."""
        mark = _bitmap(svg, size)
        self.image.paste(mark, (x, y + (size - mark.height) // 2), mark)

    def png(self, exact: Iterable[str]) -> bytes:
        """Return the bitmap as a PNG file of few colours, some of which are as they were drawn."""
        method = Image.Quantize.FASTOCTREE
        reduced = self.image.quantize(COLOURS, method=method, dither=Image.Dither.NONE)
        reduced.putpalette(with_exact(reduced.getpalette() or [], map(ImageColor.getrgb, exact)))
        file = BytesIO()
        reduced.save(file, "PNG")
        return file.getvalue()


def with_exact(palette: Sequence[int], colours: Iterable[Sequence[int]]) -> list[int]:
    """Return a palette in which some colours replace the means that are almost the same.

    A palette is a list of the red, green and blue of its colours. Reducing the colours of a bitmap
    makes each of them a mean, so that the paper would not be quite that of the page.
    """
    entries = [palette[i : i + 3] for i in range(0, len(palette), 3)]
    for colour in colours:
        distances = [max(map(abs, map(sub, entry, colour))) for entry in entries]
        nearest = min(range(len(entries)), key=distances.__getitem__)
        if distances[nearest] <= ALMOST:
            entries[nearest] = colour[:3]
    return [value for entry in entries for value in entry]


@lru_cache(maxsize=8)
def _bitmap(svg: bytes, width: int) -> Image.Image:
    with Image.open(BytesIO(rasterize_svg(svg, width)), formats=["PNG"]) as image:
        return image.convert("RGBA")
