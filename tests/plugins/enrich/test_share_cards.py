"""Cards of posts: which posts have one, what it is called, and what is wrong with a design."""

from pathlib import Path
from typing import Any

import pytest

from newsroom.cards.design import CardDesign
from newsroom.cards.palette import Palette
from newsroom.config.schema import ShareCards
from newsroom.output.theme_fonts import order_fonts
from newsroom.site.image_model import Image
from newsroom.site.lists import ThemeFile
from plugins.enrich.share_cards import (
    declare_share_cards,
    read_design,
    read_palette,
    share_card,
    theme_faces,
    update_share_card,
)
from tests.fonts import make_font, theme_font
from tests.interface import WORDS
from tests.model import make_article, make_page, make_settings, make_site

DESIGN = CardDesign((theme_font(),), (), Palette(), b"")
SHEET = ":root {\n  --paper: #ffffff;\n  --ink: black;\n  --soft: #555555;\n  --accent: #aa0000;\n}"

DRAWN = make_settings(share_cards=ShareCards("build"))


def image(path: str, width: int, height: int) -> Image:
    """A lead image."""
    return Image(path, path, width, height, "alt")


@pytest.mark.parametrize(
    ("lead", "has_card"),
    [
        (None, True),
        (image("images/a.jpg", 1200, 800), False),
        (image("images/a.webp", 600, 600), False),
        (image("images/a.jpg", 599, 300), True),
        (image("images/a.jpg", 1200, 1201), True),
        (image("images/a.svg", 1200, 800), True),
        (image("images/a.avif", 1200, 800), True),
    ],
)
def test_a_post_without_a_photograph_has_a_card(lead: Image | None, has_card: bool) -> None:
    article = make_article("a", category="News", lead_image=lead)
    card = share_card(article, DESIGN, "S", WORDS)
    assert (card is not None) is has_card
    if card:
        assert (card.width, card.height, card.alt) == (1200, 630, "A")


@pytest.mark.parametrize(
    "change",
    [{"title": "B"}, {"category": "Other"}, {"authors": ["Bo"]}, {"lang": "de"}, {"slug": "b"}],
)
def test_the_url_changes_with_what_is_drawn(change: dict[str, Any]) -> None:
    values: dict[str, Any] = {"slug": "a", "title": "A", "category": "News", "authors": ["Ann"]}
    urls = {
        getattr(share_card(make_article(**values | changed), DESIGN, site_name, WORDS), "url", "")
        for changed, site_name in ((change, "S"), ({}, "S"), ({}, "S"), ({}, "T"))
    }
    assert len(urls) == 3
    assert all(url.startswith("cards/") and url.endswith(".png") for url in urls)


def test_a_long_slug_is_cut() -> None:
    card = share_card(make_article("a-" * 100, category="News"), DESIGN, "S", WORDS)
    assert card
    assert len(card.url) < 90
    assert "--" not in card.url


@pytest.mark.parametrize(
    ("draw", "build", "expected"),
    [
        ("publish", {"production": True}, True),
        ("publish", {}, False),
        ("publish", {"preview": True}, False),
        ("build", {}, True),
        ("build", {"preview": True}, False),
        ("never", {"production": True}, False),
    ],
)
def test_the_builds_that_draw_cards(draw: Any, build: dict[str, bool], expected: bool) -> None:
    article = make_article("a", category="News")
    settings = make_settings(share_cards=ShareCards(draw), **build)
    files = [*declare_share_cards(make_site(settings, articles=(article,)))]
    assert bool(files) is (article.share_card is not None) is expected


def test_posts_with_the_same_card_share_its_file() -> None:
    first, second = make_article("a", category="News"), make_article("a", category="News")
    files = [*declare_share_cards(make_site(DRAWN, articles=(first, second)))]
    assert first.share_card == second.share_card
    assert [file.url for file in files] == [first.share_card.url] if first.share_card else []


def test_an_edited_title_replaces_the_file_of_the_card() -> None:
    article, second = make_article("a", category="News"), make_article("b", category="News")
    site = make_site(DRAWN, articles=(article, second))
    site.files.add(*declare_share_cards(site))
    before = {file.url for file in site.files}
    update_share_card(site, article)
    update_share_card(site, make_page())
    assert {file.url for file in site.files} == before
    article.document = make_article("a", category="News", title="Changed").document
    update_share_card(site, article)
    assert article.share_card
    assert second.share_card
    assert {file.url for file in site.files} == {article.share_card.url, second.share_card.url}
    assert article.share_card.url not in before


def test_the_card_of_a_copied_post_stays_when_the_other_is_edited() -> None:
    article, copy = make_article("a", category="News"), make_article("a", category="News")
    site = make_site(DRAWN, articles=(article, copy))
    site.files.add(*declare_share_cards(site))
    article.document = make_article("a", category="News", title="Other").document
    update_share_card(site, article)
    assert len(site.files) == 2


def test_a_colour_that_cards_cannot_read_is_a_warning_with_its_line() -> None:
    site = make_site(DRAWN)
    assert read_palette(SHEET, site.report) == Palette("#ffffff", soft="#555555", accent="#aa0000")
    path, code = "theme/static/css/site.css", "theme/invalid-colour"
    assert sorted((d.path, d.line, d.code) for d in site.report.diagnostics) == [
        (path, 0, code), (path, 3, code)
    ]  # fmt: skip


def test_the_design_is_that_of_the_theme() -> None:
    files = {"css/site.css": SHEET.replace("black", "#000"), "favicon.svg": "<svg/>"}
    theme_files = {path: ThemeFile(path, text.encode()) for path, text in files.items()}
    design = read_design(make_site(theme_files=theme_files))
    assert (design.palette.ink, design.mark, design.fonts) == ("#000000", b"<svg/>", ())


def test_the_fonts_of_a_theme_are_in_the_order_of_its_sheet() -> None:
    names = ("a", "b", "b-italic", "c", "d")
    files = {f"fonts/{n}.woff2": ThemeFile(f"theme/fonts/{n}.1a2b3c.woff2", b"") for n in names}
    sheet = 'url("../fonts/c.1a2b3c.woff2") url("../fonts/b.1a2b3c.woff2")'
    files["css/site.css"] = ThemeFile("theme/site.css", sheet.encode())
    assert order_fonts(files) == [f"fonts/{name}.woff2" for name in "cbad"]


def test_a_font_of_the_theme_that_cannot_be_read_is_a_warning(tmp_path: Path) -> None:
    face = make_font(tmp_path / "a.ttf", "a")
    (tmp_path / "b.woff2").write_bytes(b"wOF2")
    site = make_site(DRAWN)
    assert [*theme_faces(sorted(tmp_path.iterdir()), site.report)] == [face]
    (warning,) = site.report.diagnostics
    assert (warning.code, warning.path) == ("theme/invalid-font", "theme/static/fonts/b.woff2")
    assert str(tmp_path) not in warning.message


@pytest.mark.parametrize("data", [None, b"text"])
def test_a_font_of_the_settings_that_cannot_be_used_is_an_error(
    tmp_path: Path, data: bytes | None
) -> None:
    path = tmp_path / "x.ttf"
    if data is not None:
        path.write_bytes(data)
    site = make_site(make_settings(share_cards=ShareCards("build", fonts=(str(path),))))
    assert read_design(site).fonts == ()
    (error,) = site.report.errors
    assert error.code == "setting/invalid"
    assert str(path) in error.message


def test_fonts_of_the_settings_follow_those_of_the_theme(tmp_path: Path) -> None:
    face = make_font(tmp_path / "a.ttf", "新")
    site = make_site(make_settings(share_cards=ShareCards("build", fonts=(str(face.path),))))
    assert read_design(site).fonts == (face,)
