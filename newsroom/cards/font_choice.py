"""Which font each part of a text is drawn with, so that no character is a box."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from newsroom.cards.card_text import EMOJI, JOINERS, is_letter
from newsroom.cards.font_files import (
    FontError,
    FontFace,
    face_facts,
    find_fonts,
    font_folders,
    read_faces,
    region,
)

SPACES = "\u00a0\u202f"  # drawn as a space by fonts without them


@dataclass(frozen=True)
class Run:
    """A part of a text, and the font that has all of its characters."""

    text: str
    font: FontFace


# Faces that share no characters and are used as one: the parts into which a theme has cut its font.
Family = tuple[FontFace, ...]


def has_all(font: FontFace, text: Iterable[str]) -> bool:
    """Return whether a font has characters; joiners need no form of their own."""
    characters = face_facts(font).characters
    return all(
        ord(char) in characters or char in JOINERS or (char in SPACES and 32 in characters)
        for char in text
    )


def choose_fonts(text: str, fonts: Iterable[Family]) -> tuple[Run, ...] | None:
    """Return a text as runs, each with a font that has its characters, by the order of fonts.

    The text has the first family with all of its letters and digits; other characters that it
    lacks, such as an arrow, have the next one with them. Where no family has all letters, each word
    has the first one with its own. An emoji that the font lacks is left out. `fonts` are iterated
    over several times. None is returned where another character is in no font; () for a text of
    which nothing is left.
    """
    if text.isascii():  # few texts of many are other ones
        first = next(iter(fonts), None)
        if first and has_all(first[0], {*text}):
            return (Run(text, first[0]),) if text else ()
    letters = {char for char in text if is_letter(char) and not EMOJI.match(char)}
    main = first_with(letters, fonts)
    if main and has_all(main[0], {*text}):
        return (Run(text, main[0]),) if text else ()
    runs: list[Run] = []
    for word in words_of(text) if main is None else [text]:
        family = main or first_with({c for c in word if is_letter(c)}, fonts)
        if family is None:
            return None
        for char in word:
            face = face_with(char, family) or _other_font(char, fonts, runs)
            if face is not None:
                _append(runs, char, face)
            elif not EMOJI.match(char):
                return None
    return _trimmed(runs)


def face_with(char: str, family: Family) -> FontFace | None:
    """Return the face of a family that has a character, None where none has."""
    return next((face for face in family if has_all(face, char)), None)


def first_with(characters: Iterable[str], fonts: Iterable[Family]) -> Family | None:
    """Return the first family that has all of some characters, None where no family has."""
    wanted = [*characters]
    families = (f for f in fonts if all(face_with(char, f) for char in wanted))
    return next(families, None)


def join_parts(faces: Iterable[FontFace]) -> Iterator[Family]:
    """Yield faces as families: those in a row that share no characters are parts of one font."""
    parts: list[FontFace] = []
    characters: frozenset[int] = frozenset()
    for face in faces:
        more = face_facts(face).characters
        if characters & more:
            yield tuple(parts)
            parts, characters = [], frozenset()
        parts.append(face)
        characters |= more
    if parts:
        yield tuple(parts)


def words_of(text: str) -> Iterator[str]:
    """Yield the parts of a text between spaces, each with the spaces after it, and by script.

    A change between letters of ASCII and others starts a part, as in a Chinese text.
    """
    part = letter = ""
    for char in text:
        is_start = part[-1:].isspace() and not char.isspace()
        is_other = char.isalnum() and letter.isalnum() and letter.isascii() != char.isascii()
        if part and (is_start or is_other):
            yield part
            part = ""
        part += char
        letter = char if char.isalnum() else letter
    if part:
        yield part


def _other_font(char: str, fonts: Iterable[Family], runs: Sequence[Run]) -> FontFace | None:
    if EMOJI.match(char):  # a font of text has a few of them only
        return None
    if char.isspace() and runs:
        return runs[-1].font
    family = first_with(char, fonts)
    return face_with(char, family) if family else None


def _append(runs: list[Run], char: str, font: FontFace) -> None:
    if runs and runs[-1].font == font:
        runs[-1] = Run(runs[-1].text + char, font)
    else:
        runs.append(Run(char, font))


def _trimmed(runs: Sequence[Run]) -> tuple[Run, ...]:
    """Return runs with single spaces, where an emoji was left out between two, and none at ends."""
    left: list[Run] = []
    for run in runs:
        text = ""
        for char in run.text:
            before = text[-1:] or (left[-1].text[-1:] if left else " ")
            if not (char == " " and before == " "):
                text += char
        if text:
            left.append(Run(text, run.font))
    while left and not left[-1].text.rstrip(" "):
        left.pop()
    if left:
        left[-1] = Run(left[-1].text.rstrip(" "), left[-1].font)
    return tuple(left)


class FontCatalog:
    """Fonts in the order in which a language prefers them; those of the system are read last.

    `first` are faces that come before those of `folders`.
    """

    def __init__(self, first: Sequence[FontFace], folders: Sequence[Path], language: str) -> None:
        self.families = [*join_parts(first)]
        self.folders, self.language = tuple(folders), language

    def __iter__(self) -> Iterator[Family]:
        yield from self.families
        yield from ((face,) for face in system_faces(self.folders, region(self.language)))


@lru_cache(maxsize=16)
def _system_files(folders: tuple[Path, ...]) -> tuple[Path, ...]:
    return tuple(find_fonts(folders))


def system_faces(folders: tuple[Path, ...], ending: str) -> Iterator[FontFace]:
    """Yield the faces of the fonts in folders, of a collection first those of a region."""
    for path in _system_files(folders or tuple(font_folders())):
        try:
            yield from sorted(read_faces(path), key=lambda face: not _is_of_region(face, ending))
        except FontError:  # one of many on a system: the next may have the characters
            continue


def _is_of_region(face: FontFace, ending: str) -> bool:
    return ending in face_facts(face).name.split()
