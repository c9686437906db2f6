"""Texts that are nearly the same, and lists that keep them apart.

Two texts are near-duplicates when their titles are the same but for numbers, or when their openings
have a fifth of their shingles, runs of three words, in common (Broder 1997), or half of their
words.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from hashlib import blake2b
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from newsroom.related.rows import Bools, Int64s, Keys
from newsroom.related.terms import pair_keys, word_keys

MIN_SHINGLES = 0.2  # in common, of those that either opening has,
MIN_WORDS = 0.5  # or of the words,
COUNTED_WORDS = 30  # if both have so many: notes of a line share half of their words by chance
HASHES = 64  # of a signature: it estimates a share of .3 to within .06 (standard deviation)
MAYBE = 0.25  # estimated share of common words from which on openings are compared
PROBABLY = 0.4  # from which on a text is taken for a near-duplicate when many are looked through
MULTIPLIERS = word_keys([f"hash{number}" for number in range(HASHES)]) | np.uint32(1)
Signatures = NDArray[np.uint8]
TitleKeys = NDArray[np.uint64]


class NearDuplicates:
    """Decides for two texts, by number, whether they are near-duplicates.

    `titles` are keys of titles, `opening` returns the keys of the first words of a text. A
    signature of each opening (min-wise hashing: Broder 1997) estimates which share of their words
    two texts have in common.
    """

    def __init__(
        self, titles: TitleKeys, signatures: Signatures, opening: Callable[[int], Keys]
    ) -> None:
        self.title = titles
        self.signature = signatures
        self.words = cache(lambda text: np.unique(opening(text)))
        self.shingles = cache(lambda text: np.unique(pair_keys(pair_keys(opening(text)))))

    def __call__(self, a: int, b: int) -> bool:
        """Return whether two texts are near-duplicates."""
        if self.title[a] and self.title[a] == self.title[b]:
            return True
        common = np.count_nonzero(self.signature[a] == self.signature[b])
        if common < MAYBE * HASHES:
            return False
        words_a, words_b = self.words(a), self.words(b)
        if resemblance(self.shingles(a), self.shingles(b)) >= MIN_SHINGLES:
            return True
        fewest = min(len(words_a), len(words_b))
        return fewest >= COUNTED_WORDS and resemblance(words_a, words_b) >= MIN_WORDS

    def suspects(self, texts: Int64s) -> Bools:
        """Return for each row of texts whether two of them may be near-duplicates."""
        suspected = np.zeros(len(texts), dtype=bool)
        for a, b in combinations(texts.T, 2):
            common = np.count_nonzero(self.signature[a] == self.signature[b], axis=1)
            same_title = (self.title[a] == self.title[b]) & (self.title[a] > 0)
            suspected |= same_title | (common >= MAYBE * HASHES)
        return suspected

    def probable(self, texts: Iterable[int]) -> Bools:
        """Return by text whether it is probably a near-duplicate of one of some texts."""
        are_duplicates = np.zeros(len(self.title), dtype=bool)
        for text in texts:
            common = np.count_nonzero(self.signature == self.signature[text], axis=1)
            are_duplicates |= common >= PROBABLY * HASHES
            if self.title[text]:
                are_duplicates |= self.title == self.title[text]
        return are_duplicates


def title_keys(titles: Iterable[str]) -> TitleKeys:
    """Return a key of the letters of each title, in whatever case; 0 for one without letters."""
    spelled = [" ".join(re.findall(r"[^\W\d_]+", title.casefold())) for title in titles]
    digests = (blake2b(title.encode(), digest_size=8).digest() for title in spelled)
    keys = np.frombuffer(b"".join(digests), dtype="<u8").astype(np.uint64)
    keys[[not title for title in spelled]] = 0
    return keys


def signature(words: Keys) -> Signatures:
    """Return a byte of the smallest of the words under each hash; zeros if there are none."""
    if not len(words):
        return np.zeros(HASHES, dtype=np.uint8)
    hashed = np.multiply.outer(MULTIPLIERS, words)
    smallest: NDArray[np.uint32] = hashed.min(axis=1)
    return (smallest >> np.uint32(8)).astype(np.uint8)


def resemblance(a: Keys, b: Keys) -> float:
    """Return the Jaccard index of two sets of keys, from 0 to 1; 0 for two empty sets."""
    common = len(np.intersect1d(a, b, assume_unique=True))
    return common / max(1, len(a) + len(b) - common)


def choose_distinct(
    order: Sequence[int],
    are_duplicates: Callable[[int, int], bool],
    count: int,
    chosen: Sequence[int] = (),
) -> list[int]:
    """Return texts `chosen` before and the next of an order, none a duplicate of one before it.

    There are at most `count`.
    """
    distinct = [*chosen]
    for text in order:
        if len(distinct) >= count:
            break
        if not any(are_duplicates(text, other) for other in distinct):
            distinct.append(text)
    return distinct
