"""Colours of a style sheet."""

import pytest

from newsroom.cards.palette import Palette, parse_palette

SHEET = """\
/* :root { --paper: #000000; } */
@media print { :root { --paper: #111111; } }
:root {
  --paper: #ABC; /* white */
  --ink: #101112;
  --soft:#202122;
  --accent: #303132; --rule: #404142
}
@media (prefers-color-scheme: dark) { :root { --paper: #000; } }
"""


def test_the_colours_are_those_of_the_root_outside_of_at_rules() -> None:
    palette, invalid = parse_palette(SHEET)
    assert palette == Palette("#aabbcc", "#101112", "#202122", "#303132", "#404142")
    assert invalid == []


@pytest.mark.parametrize("value", ["red", "rgb(1 2 3)", "#12", "#12345g", "var(--ink)", ""])
def test_a_colour_in_another_form_has_its_line_and_the_default(value: str) -> None:
    palette, invalid = parse_palette(SHEET.replace("#ABC", value))
    assert palette.paper == Palette().paper
    assert [(t.name, t.value, t.line, t.fallback) for t in invalid] == [
        ("paper", value, 4, Palette().paper)
    ]


@pytest.mark.parametrize("sheet", ["", "body {}", "@media x { :root { --paper: #abc } }", ":root"])
def test_a_sheet_without_a_root_has_the_defaults(sheet: str) -> None:
    palette, invalid = parse_palette(sheet)
    assert palette == Palette()
    assert [(token.value, token.line) for token in invalid] == [("", 0)] * 5
