"""The terms of texts as numbers: words, pairs of neighboring words, and tags.

A term's number is a hash of its spelling, so that it is the same on any machine and what is known
of one text needs no other text.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

import numpy as np
from numpy.typing import NDArray

Keys = NDArray[np.uint64]
Whole = NDArray[np.int64]
Small = NDArray[np.int32]

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
    """The terms of one text, each once, and how often each stands there."""

    keys: Keys
    counts: Small


def count_terms(
    texts: Iterable[tuple[Sequence[str], int]], tags: tuple[Sequence[str], int]
) -> Terms:
    """The terms of (words, weight) texts and (tags, weight); a weight says how often one counts."""
    parts: list[Keys] = []
    weights: list[NDArray[Any]] = []
    for words, weight in texts:
        single = keys(words)
        parts += [single, pairs(single)]
        weights += [np.full(len(part), weight) for part in parts[-2:]]
    parts.append(keys([f"#{tag}" for tag in tags[0]]))
    weights.append(np.full(len(parts[-1]), tags[1]))
    found, place = np.unique(np.concatenate(parts), return_inverse=True)
    counts = np.bincount(place, weights=np.concatenate(weights), minlength=len(found))
    return Terms(found, counts.astype(np.int32))


def numbered(texts: Sequence[Terms]) -> tuple[list[Small], Whole]:
    """For each text the numbers of its terms, and by number how many texts have that term.

    Terms of one text only are all number 0; the others count from 1, the most frequent first, so
    that what is often looked up stands together.
    """
    shared = [
        text.keys[in_others] for text, in_others in zip(texts, seen_twice(texts), strict=True)
    ]
    found, having = np.unique(np.concatenate(shared), return_counts=True)
    found, having = found[having > 1], having[having > 1]
    order = np.lexsort((found, -having))
    number = np.zeros(len(found) + 1, dtype=np.int32)
    number[order] = np.arange(1, len(order) + 1)
    numbers = []
    for text in texts:
        place = np.searchsorted(found, text.keys)
        known = np.append(found, np.uint64(0))[place] == text.keys
        numbers.append(np.where(known, number[place], 0).astype(np.int32))
    return numbers, np.concatenate([[1], having[order]])


def seen_twice(texts: Sequence[Terms]) -> list[NDArray[np.bool_]]:
    """For each text which of its terms others may have too; most that none has are left out.

    Sorting is what takes time, and most pairs of words stand in one text only.
    """
    bits = max(1, sum(len(text.keys) for text in texts)).bit_length() + 1
    buckets = [(text.keys >> np.uint64(64 - bits)).astype(np.int64) for text in texts]
    once, twice = np.zeros(1 << bits, dtype=bool), np.zeros(1 << bits, dtype=bool)
    for bucket in buckets:
        twice[bucket] |= once[bucket]
        once[bucket] = True
    return [twice[bucket] for bucket in buckets]
