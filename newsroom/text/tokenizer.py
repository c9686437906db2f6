"""The words of a text by Unicode rules: whole in every script, or pairs of characters.

A word is a run of letters, digits and the marks that complete them, so that Hindi and Marathi
words keep their vowel marks. Where a script has no spaces between words (Chinese, Japanese, Thai,
Lao, Khmer, Burmese), every two neighboring characters count as a word.
"""

import re
import unicodedata
from itertools import pairwise

# `\w` has letters and digits without the marks (categories Mn and Mc) that belong to them: those of
# Latin, Cyrillic, Hebrew and Arabic, and in every block from Devanagari to Sinhala.
MARKS = "\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed"
INDIC = "\u0900-\u0963\u0966-\u0df3\u200c\u200d"  # all but the danda, the Indic full stop
# Thai and Lao; Burmese; Khmer; kana; Han with its first extension; compatibility Han.
UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
LETTERS = rf"\w{MARKS}{INDIC}"
WORD = re.compile(rf"[{LETTERS}]{{2,}}")
MIXED_WORD = re.compile(rf"(?:(?![{UNSPACED}])[{LETTERS}]){{2,}}|[{UNSPACED}]+")
ASCII_WORD = re.compile(r"\w\w+", re.ASCII)
UNSPACED_CHARACTER = re.compile(f"[{UNSPACED}]")
PUNCTUATION = "’‘“”–—…\u00a0"  # the only characters beyond ASCII in many an English text


def tokenize(text: str) -> list[str]:
    """Return the words of a text in order, in lower case (NFKC, casefolded); none of one letter."""
    text = _without_punctuation(text)
    if text.isascii():  # the common case, and quicker
        return ASCII_WORD.findall(text.lower())
    plain = unicodedata.normalize("NFKC", text).casefold()
    if not UNSPACED_CHARACTER.search(plain):
        return WORD.findall(plain)
    return [part for word in MIXED_WORD.findall(plain) for part in _parts(word)]


def spaced_words(text: str) -> str:
    """Return a text in which the words of `tokenize` are the runs of two bytes or more (in UTF-8).

    Such a run is of lower-case letters and digits of ASCII, `_`, and whatever is beyond ASCII.
    """
    text = _without_punctuation(text)
    return text.lower() if text.isascii() else " ".join(tokenize(text))


def _without_punctuation(text: str) -> str:
    """Return a text with spaces for punctuation that is common beyond ASCII."""
    for character in PUNCTUATION if not text.isascii() else "":
        text = text.replace(character, " ")
    return text


def _parts(word: str) -> list[str]:
    """Return a word as it is, or the pairs of neighbors in one without spaces."""
    if not UNSPACED_CHARACTER.match(word):
        return [word]
    return [first + second for first, second in pairwise(word)] or [word]


def count_words(text: str) -> float:
    """Return the number of words in a text; two characters of a script without spaces are one."""
    spaced, unspaced = UNSPACED_CHARACTER.subn(" ", text)
    return len(spaced.split()) + unspaced / 2
