"""Drawn cards: their size, what is on them, and what never is."""

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from newsroom.cards.card import BAR, MARGIN, RULE, draw_card
from newsroom.cards.card_content import HEIGHT, WIDTH
from newsroom.cards.design import CardDesign, CardTexts, card_digest
from newsroom.cards.font_files import font_folders, read_faces
from newsroom.cards.palette import Palette
from tests.fonts import make_font, theme_font

TEXTS = CardTexts(
    headline="A headline of a post",
    section="News",
    authors=("Ann Writer", "Bo Editor"),
    date="21 November 2025",
    site_name="The Site",
    language="en",
)
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8">%b</svg>'
MARK = SVG % b'<path fill="#00f" d="M0 0h8v8H0z"/>'
PALETTE = Palette("#ffffff", "#000000", "#555555", "#aa0000", "#cccccc")
MOST_BYTES = 150_000
OVERHANG = 10  # pixels that a letter may reach beyond its width
PACKAGES = tuple(folder for folder in font_folders() if "fontpkg" in str(folder))


@pytest.fixture(scope="module")
def design(tmp_path_factory: pytest.TempPathFactory) -> CardDesign:
    """A design with the font of the theme, and no fonts of the system."""
    folder = tmp_path_factory.mktemp("none")
    return CardDesign((theme_font(),), (folder,), PALETTE, MARK)


def opened(data: bytes) -> Image.Image:
    """The bitmap of a card."""
    with Image.open(BytesIO(data)) as image:
        return image.convert("RGB")


def drawn(design: CardDesign, **texts: object) -> Image.Image:
    """The bitmap of the card with other texts."""
    return opened(draw_card(design.card(replace(TEXTS, **texts))))  # type: ignore[arg-type]


def box(image: Image.Image, top: int, bottom: int) -> tuple[int, int, int, int] | None:
    """The box around all that is not paper between two lines, None for nothing."""
    band = image.crop((0, top, WIDTH, bottom)).point(lambda value: 255 - value)
    return band.convert("L").point(lambda value: value * (value > 24)).getbbox()


HEADLINE, FOOTER, SECTION, MASTHEAD = (215, RULE), (RULE + 8, HEIGHT), (175, 215), (BAR + 4, 145)


def test_a_card_is_a_png_of_the_size_that_messengers_ask_for(design: CardDesign) -> None:
    data = draw_card(design.card(TEXTS))
    with Image.open(BytesIO(data)) as image:
        assert (image.format, image.size, image.info) == ("PNG", (WIDTH, HEIGHT), {})
    assert len(data) <= MOST_BYTES


def test_the_same_card_has_the_same_bytes(design: CardDesign) -> None:
    assert draw_card(design.card(TEXTS)) == draw_card(design.card(TEXTS))


def test_a_card_has_the_colours_of_the_palette(design: CardDesign) -> None:
    image = drawn(design)
    assert image.getpixel((5, 5)) == (170, 0, 0)
    assert image.getpixel((5, 300)) == (255, 255, 255)
    assert image.getpixel((600, RULE + 1)) == (0, 0, 0)
    assert image.getpixel((MARGIN + 20, 90)) == (0, 0, 255)  # the mark


@pytest.mark.parametrize("length", [1, 12, 40, 90, 160, 400, 5_000])
def test_a_headline_of_any_length_is_inside_the_margins(design: CardDesign, length: int) -> None:
    words = ("An inference engine, jumping quickly, " * 200)[:length]
    image = drawn(design, headline=words, authors=("Writer with a long name",) * 20)
    for band in (HEADLINE, FOOTER, SECTION, MASTHEAD):
        left, _, right, _ = box(image, *band) or (0, 0, 0, 0)
        assert left >= MARGIN - OVERHANG
        assert right <= WIDTH - MARGIN + OVERHANG


def test_a_short_headline_has_large_letters(design: CardDesign) -> None:
    heights = []
    for headline in ("Hi", "H" + "i word" * 6, "H" + "i word" * 30):
        image = drawn(design, headline=headline)
        column = image.crop((MARGIN, HEADLINE[0], MARGIN + 30, HEADLINE[1]))
        heights.append((box(image, *HEADLINE) or (0, 0, 0, 0))[3])
        assert column.size
    assert heights == sorted(heights)


def test_a_headline_that_no_font_has_is_left_out(design: CardDesign) -> None:
    empty = drawn(design, headline="新闻")
    assert empty.tobytes() == drawn(design, headline="").tobytes()
    assert box(empty, *HEADLINE)  # the section, in another place
    assert drawn(design, headline="A 新").tobytes() == empty.tobytes()


def test_an_emoji_is_left_out(design: CardDesign) -> None:
    assert drawn(design, headline="A 🤖 b").tobytes() == drawn(design, headline="A b").tobytes()


def test_a_card_from_right_to_left_is_mirrored(tmp_path: Path) -> None:
    make_font(tmp_path / "hebrew.ttf", "אבג ")
    design = CardDesign((theme_font(),), (tmp_path,), PALETTE, MARK)
    image = drawn(design, headline="אבג", language="he", section="א")
    for band in (HEADLINE, SECTION):
        left, _, right, _ = box(image, *band) or (0, 0, 0, 0)
        assert left > WIDTH / 2
        assert right > WIDTH - MARGIN - 30
    assert image.getpixel((WIDTH - MARGIN - 20, 90)) == (0, 0, 255)


@pytest.mark.parametrize(
    ("headline", "language"),
    [
        ("شركة OpenAI تعلن عن نموذج جديد بنسبة 50%", "ar"),
        ("OpenAI और Foxconn मिलकर डेटा-सेंटर डिज़ाइन करेंगे", "hi"),
        ("Řídí umělá inteligence naše životy?", "cs"),
        ("Искусственный интеллект", "ru"),
        ("Τεχνητή νοημοσύνη", "el"),
    ],
)
def test_fonts_of_packages_are_used(headline: str, language: str) -> None:
    design = CardDesign((theme_font(),), PACKAGES, PALETTE, MARK)
    card = design.card(replace(TEXTS, headline=headline, language=language))
    assert "".join(run.text for run in card.headline) == headline
    image = opened(draw_card(card))
    assert (box(image, *HEADLINE) or (0, 0, 0, 0))[3] > 50


@given(
    st.text(max_size=80), st.text(max_size=20), st.sampled_from(["en", "ar", "zh", "th", "ko", ""])
)
@settings(max_examples=60, deadline=None)
def test_any_text_makes_a_card(headline: str, name: str, language: str) -> None:
    design = CardDesign((theme_font(),), PACKAGES, PALETTE, b"")
    texts = CardTexts(headline, name, (name, headline), "1 May 2025", name, language)
    data = draw_card(design.card(texts))
    image = opened(data)
    assert image.size == (WIDTH, HEIGHT)
    assert len(data) <= MOST_BYTES
    left, _, right, _ = box(image, BAR + 4, RULE - 2) or (MARGIN, 0, MARGIN, 0)
    assert left >= MARGIN - 3 * OVERHANG  # marks of Arabic and Devanagari reach far
    assert right <= WIDTH - MARGIN + 3 * OVERHANG


@pytest.mark.parametrize(
    "change",
    [
        {"headline": "Another"}, {"section": "Other"}, {"authors": ("Bo",)}, {"date": "1 May 2025"},
        {"site_name": "X"}, {"language": "de"},
    ],
)  # fmt: skip
def test_the_digest_follows_from_the_texts(design: CardDesign, change: dict[str, str]) -> None:
    changed = design.card(replace(TEXTS, **change))  # type: ignore[arg-type]
    assert card_digest(changed) != card_digest(design.card(TEXTS))
    assert card_digest(design.card(TEXTS)) == card_digest(design.card(TEXTS))


def test_the_digest_follows_from_colours_mark_and_font(design: CardDesign, tmp_path: Path) -> None:
    face = make_font(tmp_path / "a.ttf", map(chr, range(32, 127)))
    digests = {
        card_digest(other.card(TEXTS))
        for other in (
            design,
            replace(design, palette=replace(PALETTE, soft="#123456")),
            replace(design, mark=b""),
            replace(design, fonts=(face,)),
        )
    }
    assert len(digests) == 4


def test_a_copied_font_makes_the_same_card(tmp_path: Path) -> None:
    face = make_font(tmp_path / "a.ttf", map(chr, range(32, 127)))
    copy = make_font(tmp_path / "b.ttf", map(chr, range(32, 127)))
    copy.path.write_bytes(face.path.read_bytes())
    digests = set()
    for path in (face.path, copy.path):
        digests.add(card_digest(CardDesign(read_faces(path), (), PALETTE, MARK).card(TEXTS)))
    assert len(digests) == 1
