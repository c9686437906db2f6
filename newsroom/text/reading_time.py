"""How long a text takes to read.

238 words a minute is the average for adults reading English silently (Brysbaert 2019,
doi:10.1016/j.jml.2019.104047). Where a script has no spaces, two characters count as a word.
"""

from math import ceil

from newsroom.text.tokenizer import count_words

WORDS_A_MINUTE = 238


def format_minutes(minutes: int) -> str:
    """Return minutes as readers say them.

    >>> format_minutes(4), format_minutes(60), format_minutes(183)
    ('4 min', '1 h', '3 h 3 min')
    """
    hours, rest = divmod(minutes, 60)
    return " ".join(f"{n} {unit}" for n, unit in ((hours, "h"), (rest, "min")) if n) or "0 min"


def reading_time(text: str) -> int:
    """Return the minutes that it takes to read a text, rounded up; at least 1."""
    return max(1, ceil(count_words(text) / WORDS_A_MINUTE))
