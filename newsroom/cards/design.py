"""The design of all cards of a site, which makes the card of a post from its texts."""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

from newsroom.cards.bidi import is_right_to_left
from newsroom.cards.card_content import CardContent
from newsroom.cards.card_text import capitals, clean_text, shorten
from newsroom.cards.font_choice import Family, FontCatalog, Run, choose_fonts
from newsroom.cards.font_files import FontFace
from newsroom.cards.palette import Palette

VERSION = 1  # of what is drawn of a card; with another one, all cards have other URLs
DIGITS = 10  # of the hash in a URL; two cards share them once in 10¹²
LONGEST_LINE = 200  # characters, more than a line of a card has


@dataclass(frozen=True)
class CardTexts:
    """The texts of a card, as they are on the page of the post. `language` is that of the post."""

    headline: str
    section: str
    authors: tuple[str, ...]
    date: str
    site_name: str
    language: str


@dataclass(frozen=True)
class CardDesign:
    """Fonts, colours and mark. `fonts` are used before those in `folders`, all of the system's."""

    fonts: tuple[FontFace, ...]
    folders: tuple[Path, ...]
    palette: Palette
    mark: bytes

    def card(self, texts: CardTexts) -> CardContent:
        """Return the card with some texts, each with fonts that have its characters."""
        catalog = FontCatalog(self.fonts, self.folders, texts.language)
        authors = ", ".join(map(clean_text, texts.authors))
        return CardContent(
            headline=fonted_runs(shorten(clean_text(texts.headline)), catalog),
            section=fonted_runs(capitals(clean_text(texts.section), texts.language), catalog),
            authors=fonted_runs(shorten(authors, LONGEST_LINE), catalog),
            date=fonted_runs(texts.date, catalog),
            site_name=fonted_runs(shorten(clean_text(texts.site_name), LONGEST_LINE), catalog),
            palette=self.palette,
            mark=self.mark,
            language=texts.language,
            rtl=is_right_to_left(texts.language),
        )


def fonted_runs(text: str, fonts: Iterable[Family]) -> tuple[Run, ...]:
    """Return a text with its fonts, () where none has one of its characters."""
    return choose_fonts(text, fonts) or ()


def card_digest(card: CardContent) -> str:
    """Return hexadecimal digits that are others where a card looks different."""
    texts = (card.headline, card.section, card.authors, card.date, card.site_name)
    runs = [[(run.text, run.font.identity) for run in text] for text in texts]
    parts = (VERSION, runs, card.palette, card.mark, card.language, card.rtl)
    return blake2b(repr(parts).encode(), digest_size=16).hexdigest()[:DIGITS]
