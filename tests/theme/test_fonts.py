"""The fonts of the theme: what the style sheet says of their files is true of them."""

import re
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

import pytest
from fontTools.ttLib import TTFont

from newsroom.content.mathml import render_formula
from newsroom.html.tree import parse_html
from tests.conftest import ROOT
from tests.fonts import make_font
from theme.fonts import PARTS, characters, fit, unicode_range

STATIC = ROOT / "theme" / "static"
FACE = re.compile(r"@font-face \{(?P<body>[^}]+)\}")
FIRST, LABELS = "newsreader.woff2", "public-sans.woff2"  # what every page fetches
INVISIBLE = {0x2061, 0x2063, 0xFE00}  # in formulas
FITTED = {"Newsreader": re.compile(r"Fitted (Georgia|Noto|Times|DejaVu Serif)"),
          "Public Sans": re.compile(r"Fitted (Arial|Roboto|DejaVu Sans)")}  # fmt: skip


class Face(NamedTuple):
    """A `@font-face` of the style sheet, and the name of its file, "" for one of a system."""

    family: str
    descriptors: dict[str, str]
    file: str

    @property
    def codes(self) -> set[int]:
        """The code points of its `unicode-range`, all of them without one."""
        ranges = self.descriptors.get("unicode-range", "U+0-10FFFF")
        return characters(ranges.replace("U+", "").replace(",", ""))

    def percent(self, name: str) -> float:
        """The value of a descriptor that is a percentage."""
        return float(self.descriptors[name].removesuffix("%"))


def faces() -> Iterator[Face]:
    """Each `@font-face` of the style sheet."""
    for match in FACE.finditer((STATIC / "css/site.css").read_text(encoding="utf-8")):
        pairs = (line.partition(":") for line in match["body"].split(";") if line.strip())
        descriptors = {name.strip(): value.strip() for name, _, value in pairs}
        file = re.search(r'url\("\.\./fonts/([^"]+)"\)', descriptors["src"])
        family = descriptors["font-family"].strip('"')
        yield Face(family, descriptors, file[1] if file else "")


FACES = [*faces()]
FILES = [face for face in FACES if face.file]
SYSTEM = [face for face in FACES if not face.file]


def has(file: str) -> set[int]:
    """The characters of a file."""
    return set(TTFont(STATIC / "fonts" / file).getBestCmap())


@pytest.mark.parametrize("face", FILES, ids=lambda face: face.file)
def test_the_range_of_a_face_has_all_of_its_characters(face: Face) -> None:
    assert unicode_range(has(face.file) - face.codes) == ""
    assert face.descriptors["font-display"] == "swap"


def test_a_character_is_in_one_face_of_a_family_and_style() -> None:
    for first, second in combinations(FILES, 2):
        style = [face.descriptors.get("font-style") for face in (first, second)]
        if first.family == second.family and style[0] == style[1]:
            # The last face of formulas has no range; others are fetched for what it lacks.
            limited = "unicode-range" in second.descriptors
            shared = first.codes & second.codes if limited else has(first.file) & has(second.file)
            assert unicode_range(shared) == "", (first.file, second.file)


def test_the_sheet_names_each_file_that_is_made() -> None:
    names = {f"{part.name}.woff2" for part in PARTS}
    assert names == {face.file for face in FILES}
    assert names == {path.name for path in (STATIC / "fonts").glob("*.woff2")}


def test_what_every_page_fetches_is_small() -> None:
    sizes = [(STATIC / "fonts" / name).stat().st_size for name in (FIRST, LABELS)]
    assert sizes[0] <= 40_000
    assert sizes[1] <= 25_000
    head = (ROOT / "theme/templates/parts/head.html").read_text(encoding="utf-8")
    assert re.findall(r"fonts/([\w-]+\.woff2)", head) == [FIRST, LABELS]


@pytest.mark.parametrize("text", ["₹5 → 3 ≈ 2 ≤ √x", "Łódź, Erdoğan, Dvořák", "Nguyễn", "λ, Ωμέγα"])
def test_a_text_has_a_font_of_the_theme(text: str) -> None:
    upright = {face.file for face in FILES if "font-style" not in face.descriptors}
    assert {*map(ord, text)} <= set().union(*map(has, upright))


@pytest.mark.parametrize(
    "tex",
    [
        r"\sqrt[3]{\frac{x_1}{2}} \pm \sum_{i=1}^n \int_0^\infty \prod \oint \bigcup \max",
        r"\left( \left[ \left\{ \left\langle \left\lfloor \left\lVert x \right. \right. \right. "
        r"\right. \right\rceil \right|",
        r"\alpha \varepsilon \vartheta \Gamma \Omega \partial \nabla \ell \hbar \infty \emptyset",
        r"\hat a \bar b \tilde c \vec d \dot x \overline{AB} \overbrace{x} \widehat{x} f'' \ldots",
        r"\le \ge \ne \approx \sim \in \notin \subseteq \cup \wedge \forall \to \mapsto \iff \odot",
        r"\mathbb{RENZ1} \mathcal{LNDO}",
    ],
)
def test_common_formulas_need_one_file(tex: str) -> None:
    math = parse_html(render_formula(tex, {}, display=True)).find("mrow")
    assert math is not None
    assert {*map(ord, math.text)} - INVISIBLE <= has("stix-two-math.woff2")


@pytest.mark.parametrize(
    "tex",
    [
        r"\mathbf{AzΓ1} \boldsymbol{Azα} \mathsf{Az1} \mathtt{Az1}",
        r"\mathfrak{AZz} \mathscr{AZz} \mathbb{AZz}",
        r"\preceq \succ \rightharpoonup \sqsubseteq \ltimes \leqslant \Diamond \llbracket x",
    ],
)
def test_other_characters_of_formulas_are_in_the_other_files(tex: str) -> None:
    math = parse_html(render_formula(tex, {}, display=True)).find("mrow")
    assert math is not None
    files = [face.file for face in FILES if face.family == "STIX Two Math"]
    assert {*map(ord, math.text)} <= set().union(*map(has, files))


@pytest.mark.parametrize("face", SYSTEM, ids=lambda face: face.descriptors["src"])
def test_a_fitted_font_of_a_system_has_the_line_of_ours(face: Face) -> None:
    ours = FIRST if FITTED["Newsreader"].match(face.family) else LABELS
    font = TTFont(STATIC / "fonts" / ours)
    unit, scale = font["head"].unitsPerEm, face.percent("size-adjust") / 100
    for name, height in (("ascent", font["hhea"].ascent), ("descent", -font["hhea"].descent)):
        assert face.percent(f"{name}-override") * scale == pytest.approx(
            100 * height / unit, abs=0.2
        )


def test_every_fitted_font_is_in_the_list_of_its_token() -> None:
    sheet = (STATIC / "css/site.css").read_text(encoding="utf-8")
    for ours, pattern in FITTED.items():
        token = next(line for line in sheet.split("\n") if f": {ours}," in line.replace('"', ""))
        families = {face.family for face in SYSTEM if pattern.match(face.family)}
        assert families
        assert all(f'"{family}"' in token for family in families)


@pytest.mark.parametrize(
    ("ranges", "text"),
    [("20-22 A0", "U+20-22, U+A0"), ("131", "U+131"), ("2190 2191 2193", "U+2190-2191, U+2193")],
)
def test_ranges_are_written_as_in_css(ranges: str, text: str) -> None:
    assert unicode_range(characters(ranges)) == text


def test_a_font_is_fitted_by_the_width_of_texts(tmp_path: Path) -> None:
    letters = map(chr, [*range(32, 127), *map(ord, "“”")])
    make_font(tmp_path / "squares.ttf", letters)  # 600 of 1000 units, up to 800 and down to 200
    descriptors = fit(tmp_path / "squares.ttf", 400, tmp_path / "squares.ttf")
    assert descriptors == pytest.approx(
        {"size-adjust": 100, "ascent-override": 80, "descent-override": 20}
    )
    wide = fit(STATIC / "fonts" / FIRST, 400, tmp_path / "squares.ttf")
    assert 60 < wide["size-adjust"] < 80
    assert wide["size-adjust"] * wide["ascent-override"] == pytest.approx(7350)
