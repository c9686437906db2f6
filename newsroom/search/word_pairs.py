"""Pairs of characters, by which texts without spaces between words are searched.

Pagefind takes what is between two spaces for a word. Chinese, Japanese, Thai, Lao, Khmer and
Burmese have none there, so that every two neighboring characters are written as a word. The script
of the search page (theme/static/js/search.js) does the same to a query, and puts excerpts together.
"""

import re
from itertools import pairwise
from unicodedata import normalize

from newsroom.text.tokenizer import UNSPACED

RUN = re.compile(f"[{UNSPACED}]+")


def separate_pairs(text: str) -> str:
    """Return a text in which each run of a script without spaces is written in pairs.

    >>> separate_pairs("GPT人工智能")
    'GPT 人工 工智 智能'
    """
    if text.isascii():  # the common case, and quicker
        return text
    return " ".join(RUN.sub(spaced_pairs, normalize("NFC", text)).split())


def spaced_pairs(run: re.Match[str]) -> str:
    """Return the pairs of a run, each with spaces around it; a single character is its own pair."""
    pairs = [first + second for first, second in pairwise(run[0])] or [run[0]]
    return f" {' '.join(pairs)} "
