"""Crops: the part of an image with a certain ratio that contains what matters in it."""

import re
from dataclasses import dataclass

Box = tuple[int, int, int, int]  # left, top, right, bottom in pixels, as Pillow has it

PERCENTAGE = re.compile(r"(?P<number>[0-9]{1,3}(?:\.[0-9]{1,6})?)%")
HORIZONTAL = {"left": 0.0, "center": 0.5, "right": 1.0}
VERTICAL = {"top": 0.0, "center": 0.5, "bottom": 1.0}


@dataclass(frozen=True)
class Focus:
    """The point of an image that every crop contains, from 0 (left, top) to 1 (right, bottom)."""

    x: float = 0.5
    y: float = 0.5


CENTER = Focus()


def parse_focus(text: str) -> Focus:
    """Return a focus as CSS writes an `object-position`; raise `ValueError` with a sentence.

    >>> parse_focus("40% 30%")
    Focus(x=0.4, y=0.3)
    >>> parse_focus("top")
    Focus(x=0.5, y=0.0)
    """
    words = text.lower().split()
    if len(words) == 2 and (words[0] in ("top", "bottom") or words[1] in ("left", "right")):
        words.reverse()
        if not {*words} <= {*HORIZONTAL, *VERTICAL}:  # as in CSS: `top 30%` has no meaning
            words = []
    if len(words) == 1:
        words = ["center", *words] if words[0] in ("top", "bottom") else [*words, "center"]
    if len(words) == 2:
        x, y = _part(words[0], HORIZONTAL), _part(words[1], VERTICAL)
        if x is not None and y is not None:
            return Focus(x, y)
    raise ValueError(f'invalid focus "{text}"; write it as "40% 30%": from the left, from the top')


def _part(word: str, keywords: dict[str, float]) -> float | None:
    if word in keywords:
        return keywords[word]
    percentage = PERCENTAGE.fullmatch(word)
    value = float(percentage["number"]) / 100 if percentage else 2.0
    return value if value <= 1 else None


def crop_box(width: int, height: int, ratio: float, focus: Focus = CENTER) -> Box:
    """Return the largest box of a ratio (width by height) in an image, around a focus.

    The focus is in its middle, or the box is at the edge of the image. A side has a pixel at least.
    """
    box_width = min(width, max(1, round(height * ratio)))
    box_height = min(height, max(1, round(width / ratio)))
    left = round(focus.x * width - box_width / 2)
    top = round(focus.y * height - box_height / 2)
    left, top = max(0, min(left, width - box_width)), max(0, min(top, height - box_height))
    return left, top, left + box_width, top + box_height
