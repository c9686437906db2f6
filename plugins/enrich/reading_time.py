"""How long it takes to read: gives every article `reading_time`, in whole minutes, at least 1.

238 words a minute is the average for adults reading English silently (Brysbaert 2019,
doi:10.1016/j.jml.2019.104047). Where a script has no spaces, two characters count as a word.
"""

import re
from math import ceil

from pelican import signals

from plugins.adapter import Generator, every_article

WORDS_A_MINUTE = 238
UNSPACED = re.compile(r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff]")  # Thai, Lao, kana, Han


def reading_time(text: str) -> int:
    """Minutes for a text."""
    unspaced = len(UNSPACED.findall(text))
    words = len(UNSPACED.sub(" ", text).split())
    return max(1, ceil((words + unspaced / 2) / WORDS_A_MINUTE))


def attach_reading_time(generators: list[Generator]) -> None:
    """From the text without code."""
    for article in every_article(generators):
        article.reading_time = reading_time(article.outline.text)


def register() -> None:
    """Once every post has been read."""
    signals.all_generators_finalized.connect(attach_reading_time)
