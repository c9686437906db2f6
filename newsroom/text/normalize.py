"""How names are compared: `GPT4o`, `gpt-4o` and `GPT-4o` are one, `GPT-4.1` and `GPT-41` two."""

import re
import unicodedata
from functools import cache

SIGNS = str.maketrans({"+": "plus", "#": "sharp"})  # C++ and C# are not C
ACCENTS = re.compile("[\u0300-\u036f]")  # marks of Latin, Greek and Cyrillic letters


@cache
def spelling(name: str) -> str:
    """What all ways to write a name share; the spelling of a spelling is itself.

    Case, width, blanks and punctuation make no difference (Unicode NFKC, casefolded), but between
    two digits something has to stand where something stood, whatever it is: `3.5` and `3-5` are
    one, `35` is another.
    """
    key = _folded(name)
    while (again := _folded(key)) != key:  # signs may join when what parted them is gone
        key = again
    return key


def _folded(name: str) -> str:
    folded = unicodedata.normalize("NFKC", name.translate(SIGNS)).casefold()
    first, *rest = runs(folded) or ["".join(folded.split())]
    key = first
    for run in rest:
        key += f".{run}" if key[-1].isdecimal() and run[0].isdecimal() else run
    return unicodedata.normalize("NFKC", key)


def runs(text: str) -> list[str]:
    """Letters, digits and the marks on them, without what stands between (Unicode L, M and N)."""
    return "".join(c if unicodedata.category(c)[0] in "LMN" else " " for c in text).split()


def unaccented(name: str) -> str:
    """A name in small letters without accents: `Zoë` as `zoe`. Vowel signs of Hindi stay."""
    apart = unicodedata.normalize("NFKD", name.casefold())
    return unicodedata.normalize("NFC", ACCENTS.sub("", apart))
