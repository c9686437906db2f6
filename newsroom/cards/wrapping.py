"""Lines of a headline: where it may break, the size at which it fits, and balanced lines.

Widths are in em and sizes in pixels, so that a text is measured once for all sizes.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

LONG_WORD = 16  # characters before a hyphen after which a line may end
PLAIN = re.compile(r"[A-Za-z0-9 ,.:;'’“”()-]*")
WORD = re.compile(r"[^ -]*(?:- *| +)|[^ -]+")
Measure = Callable[[str], float]


@dataclass(frozen=True)
class Box:
    """The space for lines: width and height in pixels, and the height of a line in em."""

    width: float
    height: float
    line_height: float


@dataclass(frozen=True)
class Fitted:
    """Lines of text, and the size of their letters in pixels."""

    lines: tuple[str, ...]
    size: float


class BreakableText:
    """A text with the widths of its parts, between which a line may end."""

    def __init__(self, text: str, language: str, measure: Measure) -> None:
        self.measure = measure
        self.units = [*break_units(text, language)]

    @cached_property
    def widths(self) -> list[tuple[float, float]]:
        """The width of each part at the end of a line, and before another part."""
        return [(self.measure(unit.rstrip(" ")), self.measure(unit)) for unit in self.units]

    @property
    def longest(self) -> float:
        """The width of the longest part."""
        return max((width for width, _ in self.widths), default=0.0)

    def lines(self, width: float) -> list[str]:
        """Return lines with their spaces, as long as they fit; a longer part has its own."""
        lines: list[str] = []
        used = 0.0
        for unit, (at_end, inside) in zip(self.units, self.widths, strict=True):
            if lines and used + at_end <= width:
                lines[-1] += unit
            else:
                lines.append(unit)
                used = 0.0
            used += inside
        return lines

    def balanced(self, width: float) -> list[str]:
        """Return as few lines as `lines`, as equal in length as that allows."""
        lines = self.lines(width)
        low, high = max(self.longest, width / 3), width
        for _ in range(8):
            middle = (low + high) / 2
            if len(self.lines(middle)) <= len(lines):
                high = middle
            else:
                low = middle
        narrow = self.lines(high)
        return narrow if len(narrow) == len(lines) else lines

    def broken(self, width: float) -> "BreakableText":
        """Return the text with parts that are no longer than a width, however few characters."""
        copy = BreakableText("", "", self.measure)
        pairs = zip(self.units, self.widths, strict=True)
        copy.units = [
            piece
            for unit, (at_end, _) in pairs
            for piece in ([unit] if at_end <= width else self._pieces(unit, width))
        ]
        return copy

    def _pieces(self, unit: str, width: float) -> Iterator[str]:
        from uniseg.graphemecluster import grapheme_clusters  # noqa: PLC0415

        piece = ""
        for cluster in grapheme_clusters(unit):
            if piece and self.measure((piece + cluster).rstrip(" ")) > width:
                yield piece
                piece = ""
            piece += cluster
        yield piece


def break_units(text: str, language: str) -> Iterator[str]:
    """Yield the parts of a text between which a line may end (Unicode Standard Annex 14).

    Korean breaks at spaces, as in headlines there. A script without spaces that has no rules
    there, such as Thai, is one part. A hyphen ends none, unless its word is long.
    """
    if language.partition("-")[0].lower() == "ko":
        words = text.split(" ")
        yield from (f"{word} " for word in words[:-1])
        yield words[-1]
        return
    part = ""
    for unit in _units(text):
        part += unit
        if not (part.endswith("-") and len(part) < LONG_WORD):
            yield part
            part = ""
    if part:
        yield part


def _units(text: str) -> Iterable[str]:
    if PLAIN.fullmatch(text):  # most headlines: finding the breaks takes as long as drawing them
        return WORD.findall(text)
    from uniseg.linebreak import line_break_units  # noqa: PLC0415  # its import takes long

    units: Iterable[str] = line_break_units(text)
    return units


def fit_lines(
    text: BreakableText,
    box: Box,
    sizes: Sequence[int],
    sizes_of_words: Sequence[int],
    ellipsis: str,
) -> Fitted:
    """Return a text in the largest of `sizes`, which fall, at which all of it is in a box.

    Where a word alone is too long for that, it has one of the smaller `sizes_of_words`. Where no
    size is enough, it has the smallest of `sizes`: long words are broken, what does not fit is left
    out, and the last line ends in `ellipsis`.
    """
    is_wide = text.longest > box.width / sizes[-1]
    for size in (*sizes, *(sizes_of_words if is_wide else ())):
        width = box.width / size
        if text.longest <= width and len(text.lines(width)) <= box.height / size / box.line_height:
            return Fitted(stripped(text.balanced(width)), size)
    size = sizes[-1]
    width, most = box.width / size, max(1, int(box.height / size / box.line_height))
    lines = text.broken(width).lines(width)
    if len(lines) > most:
        rest = "".join(lines[most - 1 :])
        lines = [*lines[: most - 1], cut_line(rest, width, text.measure, ellipsis)]
    return Fitted(stripped(lines), size)


def stripped(lines: Iterable[str]) -> tuple[str, ...]:
    """Return lines without the spaces at which they end."""
    return tuple(line.rstrip(" ") for line in lines)


def cut_line(text: str, width: float, measure: Measure, ellipsis: str) -> str:
    """Return the start of a text that fits into `width`, with `ellipsis` if it is cut.

    It ends before a word, or where that leaves less than half of the line, before a character as
    readers count them.
    """
    if measure(text.rstrip(" ")) <= width:
        return text
    from uniseg.graphemecluster import grapheme_clusters  # noqa: PLC0415

    start = ""
    for cluster in grapheme_clusters(text):
        if measure(f"{start}{cluster}{ellipsis}") > width:
            break
        start += cluster
    words = start.rpartition(" ")[0]
    is_inside = text[len(start) : len(start) + 1].isalnum()
    cut = words if is_inside and measure(words) >= width / 2 else start
    return f"{cut.rstrip(' ,;:–—-')}{ellipsis}"
