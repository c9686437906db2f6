"""Texts of a card before they are laid out: which characters of them are drawn."""

import re
import unicodedata
from itertools import islice

LONGEST = 500  # characters of a headline: more than the smallest letters leave room for
ELLIPSIS = "…"
JOINERS = "\u200c\u200d"  # which change the form of letters beside them
# Emoji, what joins and modifies them, and dingbats: few fonts of text have them.
EMOJI = re.compile(
    "[\U0001f000-\U0001fbff\u2300-\u23ff\u2600-\u27bf\u2b00-\u2bff\u20e3\ufe0f"
    "\U000e0020-\U000e007f]"
)
INVISIBLE = ("Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp")
SPACES = re.compile(r"[^\S\u00a0\u202f]+")
DOTTED = ("az", "tr")  # languages in which the capital of i has a dot


def clean_text(text: str) -> str:
    """Return a text in composed characters, on one line, without what has no form of its own.

    Controls, marks of direction, variation selectors and unassigned characters are left out.
    """
    if text.isascii() and text.isprintable():
        return SPACES.sub(" ", text).strip()
    composed = unicodedata.normalize("NFC", SPACES.sub(" ", text))
    return "".join(char for char in composed if is_drawn(char)).strip()


def is_drawn(character: str) -> bool:
    """Return whether a character has a form, or changes the form of those beside it."""
    if character in JOINERS:
        return True
    return (
        unicodedata.category(character) not in INVISIBLE and not "\ufe00" <= character <= "\ufe0f"
    )


def is_letter(character: str) -> bool:
    """Return whether a character is a letter, a mark on one, or a digit."""
    return unicodedata.category(character)[0] in "LMN"


def capitals(text: str, language: str) -> str:
    """Return a text in capitals, as `text-transform: uppercase` has them in a language."""
    is_dotted = language.partition("-")[0].lower() in DOTTED
    return (text.replace("i", "İ") if is_dotted else text).upper()


def shorten(text: str, most: int = LONGEST) -> str:
    """Return a text, and of one with more than `most` characters its start and an ellipsis.

    It ends before a word where there are spaces, and never in the middle of a character that is
    written as several.
    """
    if len(text) <= most:
        return text
    from uniseg.graphemecluster import grapheme_clusters  # noqa: PLC0415  # its import takes long

    start = ""
    for cluster in islice(grapheme_clusters(text[: most + 100]), most):
        if len(start) + len(cluster) > most:
            break
        start += cluster
    words = start.rpartition(" ")[0]
    return f"{words if len(words) > most // 2 else start}{ELLIPSIS}"
