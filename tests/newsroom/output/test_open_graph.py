"""Cards: what messengers and X show."""

import pytest

from newsroom.output.open_graph import Card, CardImage, card_image, open_graph_locale

WIDE = CardImage("https://x.example/a.png", 1200, 630, "An A.", large=True)


def card(image: CardImage | None = None) -> Card:
    return Card("https://x.example/", "Title", "Words.", "S", "en", image=image)


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", "en_US"), ("en-in", "en_IN"), ("pt-BR", "pt_BR"), ("hi", "hi_IN"), ("mr", "mr_IN"),
        ("zh-hant-tw", "zh_TW"), ("zh-hans", "zh_CN"), ("tlh", ""), ("es-419", ""),
    ],
)  # fmt: skip
def test_a_language_has_a_territory(language: str, expected: str) -> None:
    assert open_graph_locale(language) == expected


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
    image = card_image(f"https://x.example/{name}", width, height, "Alt.")
    assert (image and (image.large, image.type)) == expected


@pytest.mark.parametrize(
    ("image", "kind"),
    [
        (None, "summary"),
        (WIDE, "summary_large_image"),
        (CardImage("https://x.example/logo.png", 512, 512, "S"), "summary"),
    ],
)
def test_x_shows_a_wide_image_large(image: CardImage | None, kind: str) -> None:
    assert dict(card(image).names)["twitter:card"] == kind


def test_without_an_image_there_are_no_properties_of_one() -> None:
    names = [name for name, _ in (*card().names, *card().properties) if "image" in name]
    assert names == []
    assert dict(card(WIDE).properties)["og:image:alt"] == "An A."
