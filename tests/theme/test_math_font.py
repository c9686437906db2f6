"""The font of formulas: that it has what the corrections of `theme/math_font.py` make."""

from itertools import pairwise

import pytest
from fontTools.ttLib import TTFont

from tests.conftest import ROOT
from theme.math_font import PRIMES, RADICAL, WIDEST


@pytest.fixture(scope="module")
def font() -> TTFont:
    """The file that all pages with formulas fetch."""
    return TTFont(ROOT / "theme/static/fonts/stix-two-math.woff2")


def test_radicals_are_of_one_width(font: TTFont) -> None:
    variants = font["MATH"].table.MathVariants
    index = variants.VertGlyphCoverage.glyphs.index(font.getBestCmap()[RADICAL])
    construction = variants.VertGlyphConstruction[index]
    names = [record.VariantGlyph for record in construction.MathGlyphVariantRecord]
    names += [part.glyph for part in construction.GlyphAssembly.PartRecords]
    assert len(names) == 7
    assert {font["hmtx"][name][0] for name in names[1:]} == {WIDEST}
    assert font["hmtx"][names[0]][0] <= WIDEST


@pytest.mark.parametrize("arrow", "\u2190\u2192\u2194\u21d2")
def test_the_parts_of_a_long_arrow_overlap(font: TTFont, arrow: str) -> None:
    variants = font["MATH"].table.MathVariants
    index = variants.HorizGlyphCoverage.glyphs.index(font.getBestCmap()[ord(arrow)])
    parts = variants.HorizGlyphConstruction[index].GlyphAssembly.PartRecords
    for left, right in pairwise(parts):
        overlap = min(left.EndConnectorLength, right.StartConnectorLength)
        assert overlap >= variants.MinConnectorOverlap


def test_primes_are_those_of_superscripts(font: TTFont) -> None:
    glyphs, cmap = font["glyf"], font.getBestCmap()
    capital = glyphs[cmap[ord("H")]]
    for code in PRIMES:
        assert glyphs[cmap[code]].yMin < capital.yMax / 2
