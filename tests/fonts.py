"""Font files made by the tests, whose characters are squares: no font of a system is needed."""

from collections.abc import Iterable
from pathlib import Path

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen

from newsroom.cards.font_files import FontFace, read_faces
from tests.conftest import ROOT

THEME_FONT = ROOT / "theme" / "static" / "fonts" / "newsreader.woff2"
UNIT = 1000


def square(left: int, size: int) -> object:
    """A square glyph."""
    pen = TTGlyphPen(None)
    pen.moveTo((left, 0))
    for point in ((left, size), (left + size, size), (left + size, 0)):
        pen.lineTo(point)
    pen.closePath()
    return pen.glyph()


def make_font(path: Path, characters: Iterable[str], name: str = "Squares") -> FontFace:
    """Write a TrueType font with some characters, whose glyphs are 600 units wide."""
    codes = sorted({ord(character) for character in characters})
    names = [f"u{code:X}" for code in codes]
    empty = TTGlyphPen(None).glyph()
    glyphs = {n: empty if c == 32 else square(50, 500) for n, c in zip(names, codes, strict=True)}
    builder = FontBuilder(UNIT, isTTF=True)
    builder.setupGlyphOrder([".notdef", *names])
    builder.setupCharacterMap(dict(zip(codes, names, strict=True)))
    builder.setupGlyf({".notdef": square(0, 900), **glyphs})
    builder.setupHorizontalMetrics(dict.fromkeys([".notdef", *names], (600, 0)))
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": name, "styleName": "Regular", "fullName": name})
    builder.setupOS2()
    builder.setupPost()
    builder.save(path)
    (face,) = read_faces(path)
    return face


def theme_font() -> FontFace:
    """The font of the theme."""
    (face,) = read_faces(THEME_FONT)
    return face
