"""The terms of texts as numbers: words, pairs of neighboring words, and tags.

The key of a term is a hash of its spelling, so that it is the same on any machine, and the terms of
one text can be computed without the others. The terms that several texts have in common then get
numbers in a vocabulary.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

import numpy as np
from numpy.typing import NDArray

Keys = NDArray[np.uint64]
Int64s = NDArray[np.int64]
Int32s = NDArray[np.int32]
Counts = NDArray[np.unsignedinteger[Any]]  # each text has the smallest type for its largest

OPENING = 300  # words
FOLLOWED_BY = np.uint64(0x9E3779B97F4A7C15)  # odd, so that a pair of words has a key of its own


class KeyCache(dict[str, int]):
    """Maps a term to its key, the same on any machine; computes a key once."""

    def __missing__(self, term: str) -> int:
        key = int.from_bytes(blake2b(term.encode(), digest_size=8).digest(), "little")
        self[term] = key
        return key


KEYS = KeyCache()


def term_keys(terms: Sequence[str]) -> Keys:
    """Return the key of each term."""
    return np.fromiter(map(KEYS.__getitem__, terms), dtype=np.uint64, count=len(terms))


def pair_keys(words: Keys) -> Keys:
    """Return the key of each pair of neighboring words, given the keys of the words."""
    return words[:-1] * FOLLOWED_BY + words[1:]


@dataclass(frozen=True)
class Terms:
    """The terms of one text, each once, with their weighted counts; and its first words in order.

    `opening` holds the keys of the first `OPENING` words, `title` those of the words of the title,
    each once.
    """

    keys: Keys
    counts: Counts
    opening: Keys
    title: Keys


def count_terms(
    texts: Sequence[tuple[Sequence[str], int]],
    tags: tuple[Sequence[str], int],
    title: Sequence[str] = (),
) -> Terms:
    """Return the terms of (words, weight) texts and (tags, weight); one term counts `weight` times.

    The opening is that of the first text. `title` are the words of the title, which are terms only
    if they are in a text.
    """
    lengths = [len(words) for words, _ in texts]
    word_keys = term_keys([word for words, _ in texts for word in words])
    word_weights = np.repeat([weight for _, weight in texts], lengths)
    text = np.repeat(np.arange(len(texts)), lengths)
    inside = text[1:] == text[:-1]  # no pair reaches from one text into the next
    tag_keys = term_keys([f"#{tag}" for tag in tags[0]])
    keys = np.concatenate([word_keys, pair_keys(word_keys)[inside], tag_keys])
    tag_weights = np.full(len(tag_keys), tags[1])
    weights = np.concatenate([word_weights, word_weights[1:][inside], tag_weights])
    unique, counts = np.unique(np.repeat(keys, weights), return_counts=True)
    small = counts.astype(np.min_scalar_type(counts.max(initial=0)))  # bytes, mostly
    opening = word_keys[: min(lengths[0], OPENING)].copy()
    return Terms(unique, small, opening, term_keys([*dict.fromkeys(title)]))


@dataclass(frozen=True)
class Vocabulary:
    """The terms that two texts or more have, numbered from 1, the most frequent first.

    `document_frequency` is by number how many texts have a term. Terms of a single text all have
    the number 0. `keys` are sorted; those of bucket `b` begin at index `first[b]`, and no bucket
    has more than `largest_bucket`. `number` is by index in `keys`.
    """

    document_frequency: Int64s
    keys: Keys
    number: Int32s
    first: Int32s
    largest_bucket: int

    def numbers(self, keys: Keys) -> Int32s:
        """Return the numbers of terms by their keys; one search for each key took 3 times as long.

        All keys are looked up together: as many steps as the largest bucket has keys.
        """
        index = self.first[bucket(keys, len(self.first))]
        for _ in range(self.largest_bucket):
            index += self.keys.take(index, mode="clip") < keys
        return np.where(self.keys[index] == keys, self.number[index], 0).astype(np.int32)


def bucket(keys: Keys, count: int) -> Int64s:
    """Return one of `count` buckets, a power of two, for each key: its first bits."""
    return (keys >> np.uint64(65 - count.bit_length())).astype(np.intp)


def build_vocabulary(texts: Sequence[Keys]) -> Vocabulary:
    """Return the vocabulary of texts, each given as the keys of its terms without repetition."""
    keys, frequency = repeated_keys(possibly_shared_keys(texts))
    order = np.lexsort((keys, -frequency))
    number = np.zeros(len(keys) + 1, dtype=np.int32)
    number[order] = np.arange(1, len(keys) + 1)
    size = 2 << len(keys).bit_length()
    bucket_sizes = np.bincount(bucket(keys, size), minlength=size)
    first = (np.cumsum(bucket_sizes) - bucket_sizes).astype(np.int32)
    sentinel = np.iinfo(np.uint64).max  # no key is greater, so that a search stops at it
    return Vocabulary(
        document_frequency=np.concatenate([[1], frequency[order]]),
        keys=np.append(keys, sentinel),
        number=number,
        first=first,
        largest_bucket=int(bucket_sizes.max()),
    )


def repeated_keys(keys: Keys) -> tuple[Keys, Int64s]:
    """Return the keys that an array has more than once, in order, and how often it has each.

    The array is sorted in place: `np.unique` would need three times as much memory.
    """
    keys.sort()
    first = np.flatnonzero(np.append(True, keys[1:] != keys[:-1])[: len(keys)])
    frequency = np.diff(first, append=len(keys))
    is_repeated = frequency > 1
    return keys[first[is_repeated]], frequency[is_repeated]


def possibly_shared_keys(texts: Sequence[Keys]) -> Keys:
    """Return the keys of all texts without most of those that are in one text only.

    A Bloom filter with one hash (Bloom 1970). Sorting is what takes time, and most pairs of words
    are in one text only.
    """
    size = 2 << sum(map(len, texts)).bit_length()
    texts_with = np.zeros(size, dtype=np.uint8)  # 0, 1, or 2 for several
    for text in texts:
        buckets = bucket(text, size)
        texts_with[buckets] = np.minimum(texts_with[buckets] + 1, 2)
    masks = [texts_with[bucket(text, size)] > 1 for text in texts]
    ends = np.cumsum([np.count_nonzero(mask) for mask in masks], dtype=np.intp)
    keys = np.empty(ends[-1], dtype=np.uint64)
    for text, mask, room in zip(texts, masks, np.split(keys, ends[:-1]), strict=True):
        room[:] = text[mask]  # one by one: `np.concatenate` would need all of them twice
    return keys
