"""Comparison of names: `GPT4o`, `gpt-4o` and `GPT-4o` are one, `GPT-4.1` and `GPT-41` are two."""

import re
import unicodedata
from functools import cache

WORDS = str.maketrans({"+": "plus", "#": "sharp"})  # C++ and C# are not C
ACCENTS = re.compile("[\u0300-\u036f]")  # marks of Latin, Greek and Cyrillic letters


@cache
def spelling(name: str) -> str:
    """Return what all ways to write a name share; the spelling of a spelling is itself.

    Case, width, whitespace and punctuation make no difference (Unicode NFKC, casefolded), except
    that digits which are apart stay apart, whatever is between them: `3.5` and `3-5` are the same,
    `35` is another.
    """
    key = _folded(name)
    while (again := _folded(key)) != key:  # characters may join when what was between them is gone
        key = again
    return key


def _folded(name: str) -> str:
    folded = unicodedata.normalize("NFKC", name.translate(WORDS)).casefold()
    first, *rest = runs(folded) or ["".join(folded.split())]
    key = first
    for run in rest:
        key += f".{run}" if key[-1].isdecimal() and run[0].isdecimal() else run
    return unicodedata.normalize("NFKC", key)


def runs(text: str) -> list[str]:
    """Return the runs of letters, digits and the marks on them (Unicode L, M and N) in a text."""
    return "".join(c if unicodedata.category(c)[0] in "LMN" else " " for c in text).split()


def unaccented(name: str) -> str:
    """Return a name in lower case without accents: `Zoë` as `zoe`. Vowel marks of Hindi stay."""
    apart = unicodedata.normalize("NFKD", name.casefold())
    return unicodedata.normalize("NFC", ACCENTS.sub("", apart))
