"""Shapes text by HarfBuzz: from characters to glyphs and their positions, in any script.

Lengths are in em, the size of the font.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import Any

import uharfbuzz as harfbuzz
from fontTools.unicodedata import script as script_of

from newsroom.cards.bidi import embedding_levels, visual_order
from newsroom.cards.font_choice import SPACES, Run, has_all
from newsroom.cards.font_files import FontFace, font_data

COMMON = ("Zinh", "Zyyy", "Zzzz")
SPACED = ("Cyrl", "Grek", "Latn")  # scripts whose letters stay apart, so that space can be added
NOTDEF = 0  # the glyph of a character that a font lacks, in most a box


@dataclass(frozen=True)
class Style:
    """How a text is set: the weight of the font (CSS), and space between letters in em."""

    weight: int = 400
    tracking: float = 0.0


@dataclass(frozen=True)
class Glyph:
    """A glyph of a face at a position in em, from the start of the line and up."""

    face: FontFace
    number: int
    x: float
    y: float


@dataclass(frozen=True)
class ShapedLine:
    """Glyphs from left to right, the width of all of them in em, and the weight of their fonts."""

    glyphs: tuple[Glyph, ...]
    width: float
    weight: int

    @property
    def has_box(self) -> bool:
        """Whether a glyph stands for a character that its font lacks."""
        return any(glyph.number == NOTDEF for glyph in self.glyphs)


def shape_line(runs: Sequence[Run], style: Style, language: str, *, rtl: bool) -> ShapedLine:
    """Return a line of text as glyphs, in the order in which they are read."""
    pieces = [*_pieces(runs, rtl=rtl)]
    glyphs: list[Glyph] = []
    width = 0.0
    for position in visual_order([piece.level for piece in pieces]):
        shaped = _shape(pieces[position], style, language)
        glyphs += (Glyph(g.face, g.number, g.x + width, g.y) for g in shaped.glyphs)
        width += shaped.width
    return ShapedLine(tuple(glyphs), width, style.weight)


@dataclass(frozen=True)
class _Piece:
    """A part of a line with one face, script and direction."""

    text: str
    face: FontFace
    script: str
    level: int


def _pieces(runs: Sequence[Run], *, rtl: bool) -> Iterator[_Piece]:
    text = "".join(run.text for run in runs)
    faces = [run.font for run in runs for _ in run.text]
    parts = zip(text, faces, scripts(text), embedding_levels(text, rtl=rtl), strict=True)
    for (face, script, level), part in groupby(parts, key=lambda p: p[1:]):
        yield _Piece("".join(char for char, *_ in part), face, script, level)


def scripts(text: str) -> list[str]:
    """Return the script of each character (ISO 15924); one of all scripts has that before it."""
    names = [script_of(char) for char in text]
    last = next((script for script in names if script not in COMMON), "Latn")
    for position, script in enumerate(names):
        last = last if script in COMMON else script
        names[position] = last
    return names


@lru_cache(maxsize=4096)
def _shape(piece: _Piece, style: Style, language: str) -> ShapedLine:
    font = harfbuzz_font(piece.face, style.weight)
    text = piece.text
    for space in SPACES:
        text = text if has_all(piece.face, space) else text.replace(space, " ")
    buffer = harfbuzz.Buffer()
    buffer.add_str(text)
    buffer.direction = "rtl" if piece.level % 2 else "ltr"
    buffer.script = piece.script
    buffer.language = language or "und"
    tracking = style.tracking if piece.script in SPACED else 0.0
    harfbuzz.shape(font, buffer, {"liga": False, "clig": False} if tracking else {})
    unit = font.face.upem
    glyphs, x = [], 0.0
    clusters = [info.cluster for info in buffer.glyph_infos]
    for n, (info, at) in enumerate(zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)):
        x_offset, y_offset = at.x_offset / unit, at.y_offset / unit
        glyphs.append(Glyph(piece.face, info.codepoint, x + x_offset, y_offset))
        is_last_of_cluster = clusters[n + 1 : n + 2] != [info.cluster]
        x += at.x_advance / unit + tracking * is_last_of_cluster
    return ShapedLine(tuple(glyphs), x, style.weight)


@lru_cache(maxsize=32)
def harfbuzz_font(face: FontFace, weight: int) -> Any:  # noqa: ANN401  # it has no types
    """Return the font of HarfBuzz of a face, of a weight where the face is variable."""
    font = harfbuzz.Font(harfbuzz.Face(font_data(face.path, face.digest), face.index))
    font.set_variations({"wght": weight})
    return font


def font_height(face: FontFace) -> float:
    """Return the height of a line of a face in em, tighter than in running text."""
    font = harfbuzz_font(face, 400)
    extents = font.get_font_extents("ltr")
    height: float = 0.9 * (extents.ascender - extents.descender) / font.face.upem
    return height
