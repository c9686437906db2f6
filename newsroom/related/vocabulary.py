"""The terms that two texts or more have in common, and how many texts have each."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from newsroom.related.features import Keys, Small, Whole


@dataclass(frozen=True)
class Vocabulary:
    """Shared terms have numbers from 1, the most frequent first, so that these stand together.

    `having` tells by number how many texts have a term; all terms of one text only are number 0.
    `keys` are sorted; those of bucket `b` stand from `first[b]` on, `most` of them at most.
    """

    having: Whole
    keys: Keys
    number: Small
    first: Small
    most: int

    def numbers(self, keys: Keys) -> Small:
        """The numbers of terms; a search of its own for each took three times as long."""
        place = self.first[bucket(keys, len(self.first))]
        for _ in range(self.most):
            place += self.keys[place] < keys
        return np.where(self.keys[place] == keys, self.number[place], 0).astype(np.int32)


def bucket(keys: Keys, count: int) -> Whole:
    """One of `count` buckets, a power of two, for each key: its first bits."""
    return (keys >> np.uint64(65 - count.bit_length())).astype(np.intp)


def vocabulary(texts: Sequence[Keys]) -> Vocabulary:
    """The vocabulary of texts whose terms are each given once."""
    maybe = zip(texts, seen_twice(texts), strict=True)
    keys, having = np.unique(
        np.concatenate([text[some] for text, some in maybe]), return_counts=True
    )
    keys, having = keys[having > 1], having[having > 1]
    order = np.lexsort((keys, -having))
    number = np.zeros(len(keys) + 1, dtype=np.int32)
    number[order] = np.arange(1, len(keys) + 1)
    size = 2 << len(keys).bit_length()
    filled = np.bincount(bucket(keys, size), minlength=size)
    first = (np.cumsum(filled) - filled).astype(np.int32)
    end = np.iinfo(np.uint64).max  # no key is greater, so that a search stops there
    return Vocabulary(
        having=np.concatenate([[1], having[order]]),
        keys=np.append(keys, end),
        number=number,
        first=first,
        most=int(filled.max()),
    )


def seen_twice(texts: Sequence[Keys]) -> list[NDArray[np.bool_]]:
    """For each text which of its terms others may have too; most that none has are left out.

    Sorting is what takes time, and most pairs of words stand in one text only.
    """
    size = 2 << sum(map(len, texts)).bit_length()
    once, twice = np.zeros(size, dtype=bool), np.zeros(size, dtype=bool)
    for text in texts:
        places = bucket(text, size)
        twice[places] |= once[places]
        once[places] = True
    return [twice[bucket(text, size)] for text in texts]
