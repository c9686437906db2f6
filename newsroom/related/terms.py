"""The terms of texts as numbers: words, pairs of neighboring words, and tags.

The key of a term is a hash of its spelling, the same on any machine, so that the terms of one text
can be counted without the others. Words are hashed where they stand, many texts at once: the hash
of a word is a polynomial of its bytes (Karp and Rabin 1987), a difference of two prefix sums.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from newsroom.related.rows import Array, Int64s, Keys, Rows, split_starts
from newsroom.text.tokenizer import spaced_words

Hashes = NDArray[np.uint64]

OPENING = 300  # words
MOST = 255  # a term counts so many times at most: beyond that it says no more of a text
BASE = 0x9E3779B97F4A7C15  # odd, so that it has an inverse modulo 2 ** 64
FOLLOWED_BY = np.uint64(0xD6E8FEB86659FD93)  # odd, so that a pair of words has a key of its own
INVERSE = pow(BASE, -1, 1 << 64)
PIECE_BITS = 16
PIECE = 1 << PIECE_BITS  # bytes that are hashed at once
WORD_BYTES = b"abcdefghijklmnopqrstuvwxyz0123456789_"
IN_WORD = bytes(byte in WORD_BYTES or byte > 127 for byte in range(256))
BODY_FIELD, TITLE_FIELD = 0, 1


@dataclass(frozen=True)
class Fields:
    """The parts of a text with their weights: the body is first, the title second; and its tags."""

    parts: Sequence[tuple[str, int]]
    tags: Sequence[tuple[str, int]] = ()


@dataclass(frozen=True)
class Terms:
    """The terms of texts: each once for a text, in the order of their keys, with their counts.

    An opening has the keys of the first `OPENING` words of the body, a title those of its distinct
    words.
    """

    counted: Rows
    openings: Rows
    titles: Rows


@cache
def powers(base: int, bits: int) -> Hashes:
    """Return the first 2 ** bits powers of a number, modulo 2 ** 64."""
    factors = np.full(1 << bits, base, dtype=np.uint64)
    factors[0] = 1
    return np.multiply.accumulate(factors)


def mix(hashes: Hashes) -> Keys:
    """Return keys whose every bit depends on every bit of the hashes."""
    mixed = (hashes ^ (hashes >> np.uint64(32))) * np.uint64(0xFF51AFD7ED558CCD)
    return (mixed >> np.uint64(32)).astype(np.uint32)


def word_hashes(text: bytes) -> tuple[Hashes, Int64s]:
    """Return the hash of each word of a text in UTF-8, and where the words start.

    Words are runs of two bytes or more as in `spaced_words`.
    """
    data = np.frombuffer(text, dtype=np.uint8)
    in_word = np.frombuffer(b"\0%b\0" % text.translate(IN_WORD), dtype=np.uint8)
    edges = np.flatnonzero(in_word[1:] != in_word[:-1])
    starts, ends = edges[::2], edges[1::2]
    is_word = ends - starts > 1
    starts, ends = starts[is_word], ends[is_word]
    hashes = np.empty(len(starts), dtype=np.uint64)
    first = 0
    while first < len(starts):  # in pieces, so that the powers are few, and in the cache
        start = starts[first]
        last = max(first + 1, int(np.searchsorted(ends, start + PIECE, side="right")))
        piece = slice(first, last)
        hashes[piece] = piece_hashes(
            data[start : ends[last - 1]], starts[piece] - start, ends[piece] - start
        )
        first = last
    return hashes, starts


def piece_hashes(data: NDArray[np.uint8], starts: Int64s, ends: Int64s) -> Hashes:
    """Return the hash of each word of a piece of text."""
    bits = max(PIECE_BITS, len(data).bit_length())
    sums = np.zeros(len(data) + 1, dtype=np.uint64)
    np.multiply(data, powers(BASE, bits)[: len(data)], out=sums[1:])
    np.cumsum(sums, out=sums)
    return (sums[ends] - sums[starts]) * powers(INVERSE, bits)[starts]


def pair_hashes(words: Hashes) -> Hashes:
    """Return the hash of each pair of neighboring words, given the hashes of the words."""
    return words[:-1] * FOLLOWED_BY + words[1:]


def word_keys(words: Sequence[str]) -> Keys:
    """Return the key of each of some words."""
    return mix(word_hashes(" ".join(words).encode())[0])


def pair_keys(keys: Keys) -> Keys:
    """Return a key of each pair of neighboring keys."""
    return mix(pair_hashes(keys.astype(np.uint64)))


@cache
def tag_key(tag: str) -> int:
    """Return the key of a tag, in whatever case."""
    return int.from_bytes(blake2b(b"#" + tag.casefold().encode(), digest_size=4).digest(), "little")


def count_terms(texts: Sequence[Fields]) -> Terms:
    """Return the terms of texts with their weighted counts.

    A term counts as often as the weight of its field says; no pair reaches from one field into the
    next.
    """
    parts = [
        (n, kind, *part) for n, text in enumerate(texts) for kind, part in enumerate(text.parts)
    ]
    encoded = [spaced_words(words).encode() for _, _, words, _ in parts]
    hashes, starts = word_hashes(b"\n".join(encoded))
    ends = np.fromiter(accumulate(len(part) + 1 for part in encoded), np.int64, len(encoded))
    lengths = np.diff(np.searchsorted(starts, ends), prepend=0)
    rows, kinds, weights = (
        np.repeat(np.array([part[i] for part in parts], dtype=np.int64), lengths) for i in (0, 1, 3)
    )
    words, pairs = mix(hashes), mix(pair_hashes(hashes))
    inside = np.ones(len(words), dtype=bool)
    inside[np.cumsum(lengths)[lengths > 0] - 1] = False  # the last word of a part
    tags = [(n, tag_key(tag), times) for n, text in enumerate(texts) for tag, times in text.tags]
    tag_rows, tag_keys, tag_weights = np.array(tags, dtype=np.int64).reshape(-1, 3).T
    inside = inside[:-1]
    codes = [
        join_codes(rows, words),
        join_codes(rows[:-1][inside], pairs[inside]),
        join_codes(tag_rows, tag_keys),
    ]
    weights = np.concatenate([weights, weights[:-1][inside], tag_weights])
    title, body = kinds == TITLE_FIELD, kinds == BODY_FIELD
    return Terms(
        count_codes(np.repeat(np.concatenate(codes), weights), len(texts)),
        first_of_rows(rows[body], words[body], len(texts), OPENING),
        distinct_keys(rows[title], words[title], len(texts)),
    )


def join_codes(rows: Int64s, keys: Array) -> Hashes:
    """Return codes, each of the number of a row and a key."""
    return rows.astype(np.uint64) << np.uint64(32) | keys.astype(np.uint64)


def count_codes(codes: Hashes, count: int) -> Rows:
    """Return the distinct keys of each of `count` rows, and how often it has each.

    The array is sorted in place.
    """
    codes.sort()
    first = np.flatnonzero(np.append(True, codes[1:] != codes[:-1])[: len(codes)])
    times = np.minimum(np.diff(first, append=len(codes)), MOST).astype(np.uint8)
    distinct = codes[first]
    lengths = np.bincount((distinct >> np.uint64(32)).astype(np.int64), minlength=count)
    return Rows(lengths, (distinct.astype(np.uint32), times))


def distinct_keys(rows: Int64s, keys: Keys, count: int) -> Rows:
    """Return the distinct keys of each of `count` rows."""
    counted = count_codes(join_codes(rows, keys), count)
    return Rows(counted.lengths, counted.columns[:1])


def first_of_rows(rows: Int64s, keys: Keys, count: int, most: int) -> Rows:
    """Return the first keys of each of `count` rows, `most` at most; rows are in order."""
    lengths = np.bincount(rows, minlength=count)
    within = np.arange(len(rows)) - np.repeat(split_starts(lengths)[:-1], lengths)
    return Rows(np.minimum(lengths, most), (keys[within < most],))
