"""A text whose characters have fonts, of which any part can be measured and shaped."""

from collections import Counter
from functools import cached_property
from itertools import groupby, product

from newsroom.cards.card_text import ELLIPSIS, is_letter
from newsroom.cards.font_choice import Run, has_all
from newsroom.cards.font_files import FontFace
from newsroom.cards.shaping import ShapedLine, Style, font_height, shape_line

LEAST_HEIGHT, MOST_HEIGHT = 1.06, 1.6  # of a line in em: as on the site, and what leaves room


class FontedText:
    """A text in a style, language and direction.

    A character has one font wherever it is in the text: the first that its runs give it.
    """

    def __init__(self, runs: tuple[Run, ...], style: Style, language: str, *, rtl: bool) -> None:
        self.text = "".join(run.text for run in runs)
        self.style, self.language, self.rtl = style, language, rtl
        self.faces: dict[str, FontFace] = {}
        for run in runs:
            for char in run.text:
                self.faces.setdefault(char, run.font)

    @cached_property
    def ellipsis(self) -> str:
        """What stands for the rest of the text, in a font of it; "" where no font has that."""
        faces = Counter(self.faces.values())
        for text, (face, _) in product((ELLIPSIS, "..."), faces.most_common()):
            if has_all(face, text):
                self.faces.setdefault(text[0], face)
                return text
        return ""

    @property
    def has_box(self) -> bool:
        """Whether a font has no glyph for a character that it says it has."""
        return self.shape(self.text).has_box

    @property
    def line_height(self) -> float:
        """The height of a line in em: that of the tallest font of letters."""
        faces = {face for char, face in self.faces.items() if is_letter(char)}
        return min(max([LEAST_HEIGHT, *map(font_height, faces)]), MOST_HEIGHT)

    def shape(self, text: str) -> ShapedLine:
        """Return a part of the text, or its ellipsis, as glyphs."""
        parts = groupby(text, key=self.faces.__getitem__)
        runs = [Run("".join(characters), face) for face, characters in parts]
        return shape_line(runs, self.style, self.language, rtl=self.rtl)

    def measure(self, text: str) -> float:
        """Return the width of a part of the text in em."""
        return self.shape(text).width
