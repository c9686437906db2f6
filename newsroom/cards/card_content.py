"""What is on the card of a post, before it is drawn."""

from dataclasses import dataclass

from newsroom.cards.font_choice import Run
from newsroom.cards.palette import Palette

WIDTH, HEIGHT = 1200, 630  # pixels, the size that Open Graph and X ask for


@dataclass(frozen=True)
class CardContent:
    """What is on a card. A text is () where no font has its characters, and is then left out.

    `mark` is an SVG image without anything that it refers to, b"" for none.
    """

    headline: tuple[Run, ...]
    section: tuple[Run, ...]
    authors: tuple[Run, ...]
    date: tuple[Run, ...]
    site_name: tuple[Run, ...]
    palette: Palette
    mark: bytes
    language: str = "en"
    rtl: bool = False
