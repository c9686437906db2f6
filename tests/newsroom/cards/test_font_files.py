"""Font files and their order."""

from pathlib import Path

import pytest

from newsroom.cards.font_files import (
    FontError,
    FontRecords,
    face_facts,
    find_fonts,
    is_suitable,
    preference,
    read_faces,
    region,
)
from tests.fonts import THEME_FONT, make_font, theme_font


def test_the_characters_of_a_packed_font_are_read() -> None:
    assert {*map(ord, "Aé…")} <= face_facts(theme_font()).characters
    assert ord("ř") not in face_facts(theme_font()).characters


def test_the_digest_follows_from_the_bytes(tmp_path: Path) -> None:
    first, second = make_font(tmp_path / "a.ttf", "ab"), make_font(tmp_path / "b.ttf", "abc")
    copy = tmp_path / "c.ttf"
    copy.write_bytes(first.path.read_bytes())
    assert read_faces(copy)[0].identity == first.identity != second.identity


@pytest.mark.parametrize("data", [b"", b"wOF2", b"wOF2" + bytes(100), b"OTTO", b"%PDF", bytes(999)])
def test_what_is_not_a_font_is_an_error(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "x.ttf"
    path.write_bytes(data)
    with pytest.raises(FontError, match=r"x\.ttf"):
        face_facts(read_faces(path)[0])


def test_a_file_that_is_not_found_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FontError, match=r"x\.ttf"):
        read_faces(tmp_path / "x.ttf")


def test_the_best_font_is_first_in_every_folder(tmp_path: Path) -> None:
    names = "Z.ttf", "DejaVuSans.ttf", "DejaVuSans-Bold.ttf", "NotoSerif-Bold.ttf", "NotoSerif.ttf"
    for name in (*names, "NotoSans-Italic.ttf", "NotoColorEmoji.ttf", "x.txt"):
        (tmp_path / name).touch()
    order = [path.name for path in find_fonts([tmp_path, tmp_path / "none"])]
    assert order == [*names[3:], "DejaVuSans-Bold.ttf", "DejaVuSans.ttf", "Z.ttf"]


def test_suitable_and_heavy_fonts() -> None:
    assert is_suitable("NotoNaskhArabic-Bold.ttf")
    assert not is_suitable("NotoSansCJK-Light.ttc")
    assert preference("NotoSans[wght].ttf") < preference("NotoSans-Regular.ttf")
    assert preference("NotoSans-Regular.ttf") < preference("NotoSans-Black.ttf")


@pytest.mark.parametrize(
    ("language", "ending"),
    [
        ("zh", "SC"),
        ("zh-TW", "TC"),
        ("zh-Hant-HK", "HK"),
        ("ja", "JP"),
        ("ko-KR", "KR"),
        ("hi", ""),
    ],
)
def test_chinese_characters_have_the_forms_of_a_region(language: str, ending: str) -> None:
    assert region(language) == ending


def test_records_of_fonts_are_kept_as_bytes(tmp_path: Path) -> None:
    path = tmp_path / "a.woff2"
    path.write_bytes(THEME_FONT.read_bytes())
    records, loaded = FontRecords(), FontRecords()
    record = records.of_file(path)
    dumped = records.dump()
    assert records.dump() == {}
    loaded.load(dumped)
    path_state = loaded.of_file(path)
    assert loaded.dump() == {}  # it was not read again
    assert (path_state.digest, path_state.unpacked[:4]) == (record.digest, b"\0\1\0\0")
    assert path_state.faces[0].characters == record.faces[0].characters
    path.write_bytes(b"not a font")
    with pytest.raises(FontError):
        loaded.of_file(path)
