"""Makes the fonts of `theme/static/fonts/`, and prints what `site.css` says of them.

    .venv/bin/pip install --target FOLDER fontpkg-newsreader==1.3 fontpkg-literata==3.103 \
        fontpkg-inter==4.1.post1 fontpkg-public-sans==2.1 ziamath==0.13
    .venv/bin/python -m theme.fonts FOLDER

These packages have the fonts as their designers publish them, under the SIL Open Font License and
without reserved names. What a page needs first is one small file; browsers fetch others for pages
with characters of their `unicode-range`. With the files of two more fonts,

    .venv/bin/python -m theme.fonts --fit theme/static/fonts/newsreader.woff2:650 georgiab.ttf

prints how the font of a system must be scaled to take the room of ours until ours has arrived.
"""

import sys
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from io import BytesIO
from itertools import groupby
from pathlib import Path

import uharfbuzz as harfbuzz
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

from theme.math_font import correct_math_font

FONTS = Path(__file__).parent / "static" / "fonts"
WEIGHTS = (400, 700)
NEWSREADER = "fontpkg_newsreader/files/Newsreader[opsz,wght].ttf"
ITALIC = "fontpkg_newsreader/files/Newsreader-Italic[opsz,wght].ttf"
LITERATA = "fontpkg_literata/files/Literata[opsz,wght].ttf"
LITERATA_ITALIC = "fontpkg_literata/files/Literata-Italic[opsz,wght].ttf"
INTER = "fontpkg_inter/files/Inter[opsz,wght].ttf"
PUBLIC_SANS = "fontpkg_public_sans/files/PublicSans[wght].ttf"
STIX = "ziamath/fonts/STIXTwoMath-Regular.ttf"

BASIC = (
    "20-7E A0-FF 131 152-153 2C6 2DA 2DC 2010 2013-2014 2018-201A 201C-201E 2020-2022 2026 2030 "
    "2032-2033 2039-203A 2044 20AC 20B9 2122 2212 2248 2260 2264-2265"
)
EXTENDED = (
    "100-130 132-151 154-17F 18F 192 1E6-1E7 218-21B 259 2BB-2BC 2C7 2D8-2D9 2DB 2DD 1E0C-1E0D "
    "1E24-1E25 1E44-1E45 1E5A-1E5B 1E62-1E63 1E6C-1E6D 1E80-1E85 1E9E 20A6 20B1 20BA 20BC-20BD 2116"
)
VIETNAMESE = "1A0-1A1 1AF-1B0 300-338 1EA0-1EFF 20AB"
GREEK = "370-3FF"
SYMBOLS = "2190-21FF 2200-2211 2213-2247 2249-225F 2261-2263 2266-22FF 25A0-25FF 2713 2717"
# What most formulas have, in one file with the space: browsers take the bars of fractions, the
# radicals, tall brackets and large operators from the file that has the space alone.
FORMULAS = (
    "20-7E A0 A7-A8 AC AF-B1 B4 B7 D7 F7 2C6-2C7 2D8-2DA 2DC 302-304 307-308 30C 332 391-3A9 "
    "3B1-3C9 3D1 3D5 3F5 2016 2020-2022 2026 2032-2034 203E 20D6-20D7 2102 210B 210E-2113 2115 "
    "2119-211A 211C-211D 2124 2130 2190-2195 21A6 21D0-21D4 27F5-27FA 2200 2202-2205 2207-2209 "
    "220B 220F-2213 2215-221A 221D-221E 2223 2225-222C 222E 2234 223C 2243 2245 2248 225C "
    "2260-2261 2264-2265 226A-226B 227A-227B 2282-2283 2286-2287 2295 2297 2299 22A2 22A4-22A5 "
    "22A8 22C0-22C3 22C5-22C6 22EE-22EF 22F1 2308-230B 23DE-23DF 27E8-27EB 2A00-2A02 1D434-1D467 "
    "1D49F 1D4A9-1D4AA 1D53C 1D7D9 FE00 "
    "1D6E2-1D71B"  # browsers slope a letter that is alone in its element, to one of these
)
MORE_SYMBOLS = (
    "2190-22FF 2322-2323 25A0-25FF 2660-266F 2713 27C0-27FF 2983-298A 2A00-2A3F 2A7D-2AFF"
)
BOLD_ITALIC_AND_SANS = "1D400-1D433 1D468-1D49B 1D5A0-1D5D3 1D670-1D6E1 1D71C-1D755 1D7CA-1D7FF"
SCRIPT = "1D49C-1D59F 210A-212F 2131-2138"
LAYOUT = ("GDEF", "GPOS", "GSUB")  # which would more than double what formulas have


Axes = Mapping[str, float | tuple[float, float]]


@dataclass(frozen=True)
class Part:
    """A file made of a font: its values of axes, and its characters as ranges in hexadecimal."""

    name: str
    source: str
    axes: Axes  # none of a font that is not variable
    ranges: str
    dropped: tuple[str, ...] = ()  # tables
    excluded: str = ""  # characters that another part has


TEXT: Axes = {"opsz": 16, "wght": WEIGHTS}
LABEL: Axes = {"wght": WEIGHTS}
SLOPED: Axes = {"opsz": 16, "wght": 400}  # bold italics are rare, and browsers embolden this
PARTS = (
    Part("newsreader", NEWSREADER, TEXT, BASIC),
    Part("newsreader-extended", NEWSREADER, TEXT, EXTENDED),
    Part("newsreader-vietnamese", NEWSREADER, TEXT, VIETNAMESE),
    Part("newsreader-italic", ITALIC, SLOPED, BASIC),
    Part("newsreader-italic-extended", ITALIC, SLOPED, EXTENDED),
    Part("newsreader-italic-vietnamese", ITALIC, SLOPED, VIETNAMESE),
    Part("literata-greek", LITERATA, {"opsz": 12, "wght": WEIGHTS}, GREEK),
    Part("literata-italic-greek", LITERATA_ITALIC, {"opsz": 12, "wght": 400}, GREEK),
    Part("inter-symbols", INTER, {"opsz": 14, "wght": WEIGHTS}, SYMBOLS),
    Part("public-sans", PUBLIC_SANS, LABEL, BASIC),
    Part("public-sans-extended", PUBLIC_SANS, LABEL, f"{EXTENDED} {VIETNAMESE}"),
    Part("stix-two-math", STIX, {}, FORMULAS, LAYOUT),
    Part("stix-two-math-symbols", STIX, {}, MORE_SYMBOLS, (*LAYOUT, "MATH"), FORMULAS),
    Part("stix-two-math-bold", STIX, {}, BOLD_ITALIC_AND_SANS, (*LAYOUT, "MATH"), FORMULAS),
    Part("stix-two-math-script", STIX, {}, SCRIPT, (*LAYOUT, "MATH"), FORMULAS),
)
# English as it is written, for the mean width of a line: texts, headlines, and labels.
TEXTS = """
The agreement carries no duty to buy. It gives the company an early look at racks that are meant to
be ready for production in the United States, where a data center of one gigawatt costs more than 50
billion dollars. “We count what is used, not what is built,” said the head of its team in April.
Most of the work went into cooling, power and the network; the chips came last. Two engineers wrote
down how long each test ran, which of them failed, and why: a pump, a valve, or a bad cable. What a
model reads is a list of numbers. How they are made decides what it can see, what it costs to run,
and which questions get an answer that anyone can check.
"""
HEADLINES = """
Gaps Remain as Google Steps Up AI Scam Protection in India
OpenAI and Foxconn will design hardware for data centers together
How to read a benchmark table, and what a context window is
Why racks went to liquid cooling: gigawatts as a unit of computing
Training and inference are different jobs for graphics chips
Search by meaning with embeddings, one sentence at a time
Infrastructure News Explainers Practice Latest Corrections About 21 November 2025
"""
LABELS = """
News Explainers Infrastructure Practice Companies Models Topics Editions Corrections About Search
Written by: Ada Writer · Published on: 14 July 2025, 09:00 IST · Updated on: 29 November 2026
21 November 2025 · 2 min read · 3 September 2025 · 12 min read · Corrected · Follow us: Atom feed
Model A 82.4 62.0 75.0 81.3 2024-07-18 $3.00 / $15.00 Average price per million tokens
"""


def characters(ranges: str) -> set[int]:
    """Return the code points of ranges such as `20-7E A0`."""
    bounds = [part.partition("-") for part in ranges.split()]
    return {
        c for first, _, last in bounds for c in range(int(first, 16), int(last or first, 16) + 1)
    }


def unicode_range(codes: Iterable[int]) -> str:
    """Return code points as the value of `unicode-range`."""
    runs = groupby(enumerate(sorted(codes)), key=lambda pair: pair[1] - pair[0])
    ends = [[code for _, code in run] for _, run in runs]
    return ", ".join(f"U+{r[0]:X}" + (f"-{r[-1]:X}" if r[1:] else "") for r in ends)


def make_part(part: Part, folder: Path) -> bytes:
    """Return the WOFF2 file of a part of a font in the folder of packages."""
    font = TTFont(folder / part.source, recalcTimestamp=False)
    if part.source == STIX:
        correct_math_font(font)
    options = Options(hinting=False, notdef_outline=True, name_IDs=["*"])
    options.drop_tables += part.dropped
    options.bidi_closure = not part.dropped  # no mirrored symbols of other parts
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=characters(part.ranges) - characters(part.excluded))
    subsetter.subset(font)
    if part.axes:
        font = instantiateVariableFont(font, {**part.axes})
    font.flavor = "woff2"
    data = BytesIO()
    font.save(data)
    return data.getvalue()


def open_font(path: Path, weight: int) -> harfbuzz.Font:
    """Return a font as HarfBuzz measures it, of a weight where it is variable."""
    source, data = TTFont(path), BytesIO()
    source.flavor = None
    source.save(data)
    font = harfbuzz.Font(harfbuzz.Face(data.getvalue()))
    font.set_variations({"wght": weight})
    return font


def width(font: harfbuzz.Font, text: str) -> float:
    """Return the width of a text in em."""
    buffer = harfbuzz.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    harfbuzz.shape(font, buffer)
    advance: float = sum(position.x_advance for position in buffer.glyph_positions)
    return advance / int(font.face.upem)


def fit(ours: Path, weight: int, theirs: Path) -> dict[str, float]:
    """Return the descriptors of `@font-face`, in percent, that give a font the room of ours.

    `size-adjust` also scales what the others set (CSS Fonts Level 5, 5.1).
    """
    sample = LABELS if "sans" in ours.stem else HEADLINES if weight >= 600 else TEXTS
    text = " ".join(sample.split())
    font, stand_in = open_font(ours, weight), open_font(theirs, weight)
    scale = width(font, text) / width(stand_in, text)
    extents = font.get_font_extents("ltr")
    heights = {"ascent-override": extents.ascender, "descent-override": -extents.descender}
    unit = font.face.upem * scale
    return {"size-adjust": 100 * scale} | {n: 100 * h / unit for n, h in heights.items()}


def main(arguments: Collection[str]) -> None:
    """Do what the arguments say, as at the top of this module."""
    write = sys.stdout.write
    if "--fit" in arguments:
        _, ours, theirs = arguments
        file, _, weight = ours.rpartition(":")
        for name, value in fit(Path(file), int(weight), Path(theirs)).items():
            write(f"{name}: {value:.1f}%; ")
        write("\n")
        return
    (folder,) = arguments
    for part in PARTS:
        data = make_part(part, Path(folder))
        path = FONTS / f"{part.name}.woff2"
        path.write_bytes(data)
        codes = TTFont(path).getBestCmap()
        write(f"{path.name}: {len(data)} bytes\n  unicode-range: {unicode_range(codes)}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
