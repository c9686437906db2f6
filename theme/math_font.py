"""Corrections of STIX Two Math 2.11, without which browsers misplace parts of formulas."""

from fontTools.ttLib import TTFont

RADICAL = 0x221A
WIDEST = 900  # units of 1000 in an em, of radicals
PRIMES = (0x2032, 0x2033, 0x2034)


def correct_math_font(font: TTFont) -> None:
    """Correct a font in place: radicals, assemblies of arrows, and primes."""
    narrow_radicals(font)
    join_assemblies(font)
    lower_primes(font)


def narrow_radicals(font: TTFont) -> None:
    """Narrow tall radicals, since Chromium leaves the room of the widest behind each radical.

    That is the preferred inline size of MathML Core, 5.3.
    """
    variants = font["MATH"].table.MathVariants
    index = variants.VertGlyphCoverage.glyphs.index(font.getBestCmap()[RADICAL])
    construction = variants.VertGlyphConstruction[index]
    names = {record.VariantGlyph for record in construction.MathGlyphVariantRecord}
    names |= {part.glyph for part in construction.GlyphAssembly.PartRecords}
    for name in names:
        width, _ = font["hmtx"][name]
        if width > WIDEST:
            glyph = font["glyf"][name]
            glyph.coordinates.scale((WIDEST / width, 1))
            glyph.coordinates.toInt()
            glyph.recalcBounds(font["glyf"])
            font["hmtx"][name] = (WIDEST, glyph.xMin)


def join_assemblies(font: TTFont) -> None:
    """Let the last part of arrows overlap the part before it, where the font has its ends swapped.

    Browsers do not stretch an assembly whose parts do not overlap.
    """
    for construction in font["MATH"].table.MathVariants.HorizGlyphConstruction:
        if construction.GlyphAssembly:
            *before, last = construction.GlyphAssembly.PartRecords
            if before and not last.StartConnectorLength:
                ends = last.EndConnectorLength, last.StartConnectorLength
                last.StartConnectorLength, last.EndConnectorLength = ends


def lower_primes(font: TTFont) -> None:
    """Give primes the glyphs for superscripts, in which TeX has them, as `ssty` does elsewhere."""
    table = font["GSUB"].table
    features = [f.Feature for f in table.FeatureList.FeatureRecord if f.FeatureTag == "ssty"]
    lookups = [table.LookupList.Lookup[index] for index in features[0].LookupListIndex]
    alternates = {
        name: glyphs
        for lookup in lookups
        for subtable in lookup.SubTable
        for name, glyphs in getattr(subtable, "ExtSubTable", subtable).alternates.items()
    }
    lowered = {
        code: alternates[name][0] for code, name in font.getBestCmap().items() if code in PRIMES
    }
    for cmap in font["cmap"].tables:
        if cmap.format != 14:
            cmap.cmap.update(lowered)
