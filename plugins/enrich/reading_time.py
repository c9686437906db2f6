"""Gives every article `reading_time`: the minutes that it takes to read, at least 1.

238 words a minute is the average for adults reading English silently (Brysbaert 2019,
doi:10.1016/j.jml.2019.104047). Where a script has no spaces, two characters count as a word.
"""

from math import ceil

from pelican import signals

from newsroom.text.tokenizer import count_words
from plugins.adapter import Generator, all_articles

WORDS_A_MINUTE = 238


def reading_time(text: str) -> int:
    """Return the minutes that it takes to read a text, rounded up."""
    return max(1, ceil(count_words(text) / WORDS_A_MINUTE))


def attach_reading_time(generators: list[Generator]) -> None:
    """Give every article its `reading_time`, from the text without code."""
    for article in all_articles(generators):
        article.reading_time = reading_time(article.outline.text)


def register() -> None:
    """Connect to Pelican's signal after all posts are read."""
    signals.all_generators_finalized.connect(attach_reading_time)
