"""How long a text takes to read.

238 words a minute is the average for adults reading English silently (Brysbaert 2019,
doi:10.1016/j.jml.2019.104047). Where a script has no spaces, two characters count as a word.
"""

from math import ceil

from newsroom.text.tokenizer import count_words

WORDS_A_MINUTE = 238


def reading_time(text: str) -> int:
    """Return the minutes that it takes to read a text, rounded up; at least 1."""
    return max(1, ceil(count_words(text) / WORDS_A_MINUTE))
