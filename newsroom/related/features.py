"""The terms of texts as numbers: words, pairs of neighboring words, and tags.

A term's number is a hash of its spelling, so that it is the same on any machine and what is known
of one text needs no other text.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

Keys = NDArray[np.uint64]
Whole = NDArray[np.int64]
Small = NDArray[np.int32]

OPENING = 300  # words
FOLLOWED_BY = np.uint64(0x9E3779B97F4A7C15)  # odd, so that a pair of words has a key of its own


class Numbers(dict[str, int]):
    """A number for each term, the same everywhere; remembers those it was asked for."""

    def __missing__(self, term: str) -> int:
        number = int.from_bytes(blake2b(term.encode(), digest_size=8).digest(), "little")
        self[term] = number
        return number


NUMBERS = Numbers()


def keys(terms: Sequence[str]) -> Keys:
    """The numbers of terms."""
    return np.fromiter(map(NUMBERS.__getitem__, terms), dtype=np.uint64, count=len(terms))


def pairs(words: Keys) -> Keys:
    """The numbers of neighboring words."""
    return words[:-1] * FOLLOWED_BY + words[1:]


@dataclass(frozen=True)
class Terms:
    """The terms of one text, each once, and how often each stands there; its first words."""

    keys: Keys
    counts: Small
    opening: Keys


def count_terms(
    texts: Sequence[tuple[Sequence[str], int]], tags: tuple[Sequence[str], int]
) -> Terms:
    """The terms of (words, weight) texts and (tags, weight); a weight says how often one counts.

    The first text is the one whose opening is kept.
    """
    lengths = [len(words) for words, _ in texts]
    single = keys([word for words, _ in texts for word in words])
    times = np.repeat([weight for _, weight in texts], lengths)
    text = np.repeat(np.arange(len(texts)), lengths)
    inside = text[1:] == text[:-1]  # no pair reaches from one text into the next
    tagged = keys([f"#{tag}" for tag in tags[0]])
    every = np.concatenate([single, pairs(single)[inside], tagged])
    weights = np.concatenate([times, times[1:][inside], np.full(len(tagged), tags[1])])
    found, counts = np.unique(np.repeat(every, weights), return_counts=True)
    return Terms(found, counts.astype(np.int32), single[: min(lengths[0], OPENING)].copy())
