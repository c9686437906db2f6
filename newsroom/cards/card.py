"""The card of a post: its texts in the type, the colours and with the mark of the theme, as a PNG.

A card in a language that is written from right to left is mirrored.
"""

from dataclasses import astuple, dataclass
from functools import lru_cache

from newsroom.cards.canvas import Canvas
from newsroom.cards.card_content import HEIGHT, WIDTH, CardContent
from newsroom.cards.font_choice import Run
from newsroom.cards.fonted_text import FontedText
from newsroom.cards.shaping import ShapedLine, Style
from newsroom.cards.wrapping import Box, BreakableText, cut_line, fit_lines

MARGIN = 76
INNER = WIDTH - 2 * MARGIN
BAR = 16  # above all, as on the site
SITE_NAME = Style(700, -0.03)
SECTION = Style(700, 0.07)
HEADLINE = Style(650, -0.02)
AUTHORS = Style(600)
DATE = Style(400)
SIZES = tuple(range(124, 39, -4))
SIZES_OF_WORDS = (36, 32)  # for a text with a word that is too long for the others
TOP, BOTTOM = 226, 502  # of the headline
RULE = 530
ASCENT = 0.86  # em above the first baseline, for capitals with accents
GAP = 40  # between texts on one line


@dataclass(frozen=True)
class TextRow:
    """Where a line of text is: its baseline and size, and what is left free before and after it.

    All are in pixels; before and after are from the margins, in the direction of reading.
    """

    baseline: float
    size: float
    before: float = 0
    after: float = 0


@lru_cache(maxsize=128)  # 3 MB: several builds in one process draw the same cards
def draw_card(card: CardContent) -> bytes:
    """Return a card as a PNG file; raise `RasterizerError` if its mark cannot be drawn."""
    return CardDrawing(card).png()


class CardDrawing:
    """The parts of a card, each drawn by a method."""

    def __init__(self, card: CardContent) -> None:
        self.card, self.colours = card, card.palette
        paper, *colours = astuple(self.colours)
        self.canvas = Canvas(WIDTH, HEIGHT, paper, colours)

    def png(self) -> bytes:
        """Draw all parts, and return the file."""
        headline = self.text(self.card.headline, HEADLINE)
        self.canvas.fill(0, 0, WIDTH, BAR, self.colours.accent)
        if headline:
            self.draw_masthead()
            self.draw_headline(headline)
        else:
            self.draw_site_name()
        self.canvas.fill(MARGIN, RULE, INNER, 4, self.colours.ink)
        self.draw_footer()
        return self.canvas.png()

    def text(
        self, runs: tuple[Run, ...], style: Style, *, is_english: bool = False
    ) -> FontedText | None:
        """Return a text that can be measured, None for none or for one with a box in it."""
        language = "en" if is_english else self.card.language
        text = FontedText(runs, style, language, rtl=self.card.rtl and not is_english)
        return None if not runs or text.has_box else text

    def draw_masthead(self) -> None:
        """Draw the mark and the name of the site above a rule, and the section below it."""
        size = 58
        self.draw_mark(62, size)
        self.draw_text(
            self.text(self.card.site_name, SITE_NAME), self.colours.ink, TextRow(107, 44, size + 18)
        )
        self.canvas.fill(MARGIN, 148, INNER, 2, self.colours.rule)
        self.draw_text(self.text(self.card.section, SECTION), self.colours.accent, TextRow(206, 25))

    def draw_headline(self, text: FontedText) -> None:
        """Draw the headline as large as it fits."""
        box = Box(INNER, BOTTOM - TOP, text.line_height)
        breakable = BreakableText(text.text, text.language, text.measure)
        fitted = fit_lines(breakable, box, SIZES, SIZES_OF_WORDS, text.ellipsis)
        baseline = TOP + fitted.size * (ASCENT + (text.line_height - 1) / 2)
        for number, line in enumerate(fitted.lines):
            row = TextRow(baseline + number * text.line_height * fitted.size, fitted.size)
            self.draw_line(text.shape(line), self.colours.ink, row)

    def draw_site_name(self) -> None:
        """Draw the mark, the name of the site and the section in large, without a headline."""
        self.draw_mark(120, 150)
        self.draw_text(
            self.text(self.card.site_name, SITE_NAME), self.colours.ink, TextRow(378, 92)
        )
        self.draw_text(self.text(self.card.section, SECTION), self.colours.accent, TextRow(450, 30))

    def draw_footer(self) -> None:
        """Draw the authors, and the date at the other end of the line."""
        size, width = 27, 0.0
        if date := self.text(self.card.date, DATE, is_english=True):
            width = date.measure(date.text) * size
            before = INNER - width if self.card.authors else 0
            self.draw_line(date.shape(date.text), self.colours.soft, TextRow(581, size, before))
        authors = self.text(self.card.authors, AUTHORS)
        self.draw_text(authors, self.colours.ink, TextRow(581, size, 0, width + GAP))

    def draw_text(self, text: FontedText | None, colour: str, row: TextRow) -> None:
        """Draw a text on one line, cut with an ellipsis where it is too long."""
        if text:
            width = (INNER - row.before - row.after) / row.size
            line = cut_line(text.text, width, text.measure, text.ellipsis)
            self.draw_line(text.shape(line), colour, row)

    def draw_line(self, line: ShapedLine, colour: str, row: TextRow) -> None:
        """Draw a line of glyphs from the margin at which readers start."""
        left = MARGIN + row.before
        if self.card.rtl:
            left = WIDTH - left - line.width * row.size
        self.canvas.draw_line(line, left, row.baseline, row.size, colour)

    def draw_mark(self, top: int, size: int) -> None:
        """Draw the mark of the site at the start of a line."""
        if self.card.mark:
            left = WIDTH - MARGIN - size if self.card.rtl else MARGIN
            self.canvas.draw_mark(self.card.mark, left, top, size)
