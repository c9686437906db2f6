"""Which font each part of a text has."""

from pathlib import Path

import pytest

from newsroom.cards.font_choice import FontCatalog, choose_fonts, join_parts, words_of
from newsroom.cards.font_files import FontFace
from tests.fonts import make_font

LATIN = "abcdefghijklmnopqrstuvwxyz ,."


@pytest.fixture(scope="module")
def fonts(tmp_path_factory: pytest.TempPathFactory) -> list[FontFace]:
    """Fonts of a theme, of Czech, of arrows and of Chinese."""
    folder = tmp_path_factory.mktemp("fonts")
    return [
        make_font(folder / "theme.ttf", LATIN),
        make_font(folder / "czech.ttf", LATIN + "řš→"),
        make_font(folder / "chinese.ttf", "新闻，"),
    ]


def chosen(text: str, fonts: list[FontFace]) -> list[tuple[str, str]] | None:
    """Each run of a text with the name of its font."""
    runs = choose_fonts(text, [(font,) for font in fonts])
    return None if runs is None else [(run.text, run.font.path.stem) for run in runs]


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ("a text", [("a text", "theme")]),
        ("řeka teče".replace("č", "c"), [("řeka tece", "czech")]),  # one font for all letters
        ("a → b", [("a ", "theme"), ("→", "czech"), (" b", "theme")]),
        ("新闻 news", [("新闻 ", "chinese"), ("news", "theme")]),
        ("ai新闻，b", [("ai", "theme"), ("新闻，", "chinese"), ("b", "theme")]),
        ("a 🤖 b", [("a b", "theme")]),
        ("🤖 a 🤖", [("a", "theme")]),
        ("a\u00a0b", [("a\u00a0b", "theme")]),
        ("🤖", []),
        ("", []),
        ("a ж", None),
        ("a ∑", None),
    ],
)
def test_each_character_has_a_font_with_it(
    text: str, runs: list[tuple[str, str]] | None, fonts: list[FontFace]
) -> None:
    assert chosen(text, fonts) == runs


def test_the_parts_of_a_font_are_one(tmp_path: Path, fonts: list[FontFace]) -> None:
    parts = [make_font(tmp_path / f"{name}.ttf", name) for name in ("řš", "λ", "→")]
    families = [*join_parts([fonts[0], *parts, *fonts[1:]])]
    assert [len(family) for family in families] == [4, 2]
    assert families[0] == (fonts[0], *parts)
    runs = choose_fonts("řeka → λ", families)
    assert runs is not None
    assert [(run.text, run.font.path.stem) for run in runs] == [
        ("ř", "řš"), ("eka ", "theme"), ("→", "→"), (" ", "theme"), ("λ", "λ")
    ]  # fmt: skip


def test_fonts_of_folders_come_last(tmp_path: Path, fonts: list[FontFace]) -> None:
    make_font(tmp_path / "greek.ttf", "αβγ")
    (tmp_path / "broken.ttf").write_bytes(b"not a font")
    catalog = FontCatalog(fonts[:1], [tmp_path], "el")
    assert [face.path.stem for (face,) in catalog] == ["theme", "greek"]
    runs = choose_fonts("αβ", catalog)
    assert runs
    assert runs[0].font.path.stem == "greek"


def test_a_collection_starts_with_the_face_of_the_region(tmp_path: Path) -> None:
    make_font(tmp_path / "a.ttf", "新", "Squares JP")
    make_font(tmp_path / "b.ttf", "新", "Squares SC")
    assert [face.path.stem for (face,) in FontCatalog((), [tmp_path], "zh")] == ["a", "b"]


def test_words_start_after_spaces_and_at_another_script() -> None:
    assert [*words_of("a bc  d新闻é1")] == ["a ", "bc  ", "d", "新闻é", "1"]
