"""The bitmap on which a card is drawn: rectangles, lines of glyphs, and the mark of the site.

It is drawn in the colours of its file: paper, steps from paper to each other colour for the edges
of glyphs, and those of the mark. Reducing a drawing to few colours would take longer than to draw.
"""

from collections.abc import Sequence
from functools import lru_cache
from io import BytesIO

import uharfbuzz as harfbuzz
from PIL import Image, ImageColor

from newsroom.cards.shaping import ShapedLine, harfbuzz_font
from newsroom.images.rasterizer import rasterize_svg

STEPS = 32  # from paper to a colour, which is the last
MARK_COLOURS = 64
FAINT = 4  # of 255; what a glyph covers less of a pixel is paper
PAPER = 0  # its number


class Canvas:
    """A bitmap of paper and of up to five other colours as `#rrggbb`; lengths are pixels."""

    def __init__(self, width: int, height: int, paper: str, colours: Sequence[str]) -> None:
        self.paper = paper
        self.starts = {colour: 1 + STEPS * n for n, colour in enumerate(dict.fromkeys(colours))}
        self.palette = [*rgb(paper)]
        for colour in self.starts:
            self.palette += steps(rgb(paper), rgb(colour))
        self.image = Image.new("P", (width, height), PAPER)

    def fill(self, x: int, y: int, width: int, height: int, colour: str) -> None:
        """Fill a rectangle whose top left corner is at x, y."""
        self.image.paste(self.starts[colour] + STEPS - 1, (x, y, x + width, y + height))

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
        numbers = mask.point(step_numbers(self.starts[colour]))
        corner = extents.x_origin, -extents.y_origin - extents.height
        self.image.paste(numbers, corner, mask.point(VISIBLE))

    def draw_mark(self, svg: bytes, x: int, y: int, size: int) -> None:
        """Draw an SVG image in a square; raise `RasterizerError`."""
        mark = _mark(svg, size, self.paper)
        start = len(self.palette) // 3
        self.palette += mark.getpalette() or []
        numbers = Image.frombytes("P", mark.size, bytes(n + start for n in mark.tobytes()))
        self.image.paste(numbers, (x, y + (size - mark.height) // 2))

    def png(self) -> bytes:
        """Return the bitmap as a PNG file."""
        self.image.putpalette(self.palette)
        file = BytesIO()
        self.image.save(file, "PNG")
        return file.getvalue()


def rgb(colour: str) -> tuple[int, ...]:
    """Return red, green and blue of a colour."""
    return ImageColor.getrgb(colour)[:3]


def steps(paper: Sequence[int], colour: Sequence[int]) -> list[int]:
    """Return red, green and blue of each step from paper to a colour."""
    return [
        round(start + (end - start) * step / STEPS)
        for step in range(1, STEPS + 1)
        for start, end in zip(paper, colour, strict=True)
    ]


VISIBLE = [0 if coverage < FAINT else 255 for coverage in range(256)]


@lru_cache(maxsize=8)
def step_numbers(start: int) -> list[int]:
    """Return the number of a step by how much of a pixel is covered (0 to 255)."""
    return [start + min(coverage * STEPS // 255, STEPS - 1) for coverage in range(256)]


@lru_cache(maxsize=8)
def _mark(svg: bytes, width: int, paper: str) -> Image.Image:
    """Return an SVG image on paper, in few colours."""
    with Image.open(BytesIO(rasterize_svg(svg, width)), formats=["PNG"]) as image:
        mark = image.convert("RGBA")
    opaque = Image.new("RGB", mark.size, paper)
    opaque.paste(mark, mask=mark)
    method = Image.Quantize.FASTOCTREE
    return opaque.quantize(MARK_COLOURS, method=method, dither=Image.Dither.NONE)
