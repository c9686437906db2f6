"""Cards: what messengers and X show."""

import pytest

from newsroom.output.open_graph import Card, Picture, locale, shown

WIDE = Picture("https://x.example/a.png", 1200, 630, "An A.", large=True)


def card(picture: Picture | None = None) -> Card:
    return Card("https://x.example/", "Title", "Words.", "S", "en", picture=picture)


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", "en_US"), ("en-in", "en_IN"), ("pt-BR", "pt_BR"), ("hi", "hi_IN"), ("mr", "mr_IN"),
        ("zh-hant-tw", "zh_TW"), ("zh-hans", "zh_CN"), ("tlh", ""), ("es-419", ""),
    ],
)  # fmt: skip
def test_a_language_has_a_territory(language: str, expected: str) -> None:
    assert locale(language) == expected


@pytest.mark.parametrize(
    ("name", "width", "height", "expected"),
    [
        ("a.png", 1200, 630, (True, "image/png")),
        ("a%20b.JPG", 300, 300, (True, "image/jpeg")),
        ("a.webp", 600, 1800, (False, "image/webp")),
        ("a.gif", 299, 100, (False, "image/gif")),
        ("a.svg", 1600, 900, None),
        ("a.avif", 1600, 900, None),
    ],
)
def test_messengers_show_some_formats(
    name: str, width: int, height: int, expected: tuple[bool, str] | None
) -> None:
    found = shown(f"https://x.example/{name}", width, height, "Alt.")
    assert (found and (found.large, found.type)) == expected


@pytest.mark.parametrize(
    ("picture", "kind"),
    [
        (None, "summary"),
        (WIDE, "summary_large_image"),
        (Picture("https://x.example/logo.png", 512, 512, "S"), "summary"),
    ],
)
def test_x_shows_a_wide_picture_large(picture: Picture | None, kind: str) -> None:
    assert dict(card(picture).names)["twitter:card"] == kind


def test_without_a_picture_nothing_is_said_of_one() -> None:
    found = [name for name, _ in (*card().names, *card().properties) if "image" in name]
    assert found == []
    assert dict(card(WIDE).properties)["og:image:alt"] == "An A."
