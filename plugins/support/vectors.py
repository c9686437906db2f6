"""Texts as vectors of weighted terms, and how near they are to one another.

TF-IDF (Salton and Buckley 1988) over words and pairs of neighboring words: a term weighs
sqrt(count) * ln(texts / texts that have it) ** 1.3, and each vector is scaled to one length. The
steps stand apart, so that what is known of one text can be kept: `count_terms` needs that text
alone, `weigh` needs all counts, `Vectors.near` compares one text with the rest.

Same input, same result on any machine: terms are hashes of their spelling, weights and sums are
whole numbers, and the only rounded logarithms stand in one table whose values are far from a half.
"""

import math
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
RARITY = 1.3  # power of the logarithm: rare terms count for more than plain TF-IDF lets them
UNIT = 1 << 16  # length of every vector
FEW = 16  # a term that so few texts have is always used to find neighbors; they cost nothing
HEAVY = 64  # and so many of the heaviest other terms of a text
NEIGHBORS = 48  # texts that are compared in full
SEASON = 180  # days after which closeness has faded to 0.84, the fourth root of a half
COMPANY = 10  # neighbors that tell how close to others a text is


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


@dataclass(frozen=True)
class Vectors:
    """The vectors of all texts: those of text `i` are `term` and `weight` from `start[i]` on.

    `heavy[i]` are the places of the terms by which neighbors of `i` are found; `holders` and
    `held`, from `first[t]` on, are the texts that hold term `t` so, and its weight there.
    """

    start: Whole
    term: Small
    weight: Small
    heavy: list[Whole]
    first: Whole
    holders: Small
    held: Small
    blank: Whole

    def near(self, text: int, allowed: NDArray[np.bool_]) -> Whole:
        """The texts that are most like a text by its heavy terms, among those allowed."""
        places = self.heavy[text]
        terms = self.term[places]
        rows, lengths = spread(self.first[terms], self.first[terms + 1])
        shares = self.held[rows] * np.repeat(self.weight[places].astype(np.int64), lengths)
        # Sums of whole numbers below 2 ** 53: exact in floats, in any order.
        alike = np.bincount(self.holders[rows], weights=shares, minlength=len(allowed))
        return highest(np.where(allowed, alike, 0))

    def similarity(self, text: int, others: Whole) -> Whole:
        """How like each of `others` a text is: the product of vectors, UNIT ** 2 for equal ones."""
        own = slice(self.start[text], self.start[text + 1])
        rows, lengths = spread(self.start[others], self.start[others + 1])
        self.blank[self.term[own]] = self.weight[own]
        shared = self.blank[self.term[rows]] * self.weight[rows]
        self.blank[self.term[own]] = 0
        sums = np.concatenate([[0], np.cumsum(shared)])
        ends = np.cumsum(lengths)
        product: Whole = sums[ends] - sums[ends - lengths]
        return product


def spread(starts: Whole, ends: Whole) -> tuple[Whole, Whole]:
    """All places from each start up to its end, one run after another, and the runs' lengths."""
    lengths = ends - starts
    before = np.cumsum(lengths) - lengths
    return np.arange(lengths.sum()) + np.repeat(starts - before, lengths), lengths


def highest(values: NDArray[Any]) -> Whole:
    """The places of the NEIGHBORS highest positive values; of equal ones those that come first."""
    least = values.max(initial=0)
    places = np.zeros(0, dtype=np.int64)
    while len(places) < NEIGHBORS and least >= 1:  # few are high: do not sort them all
        least /= 4
        places = np.flatnonzero(values > least)
    if len(places) <= NEIGHBORS:
        return places
    least = np.partition(values[places], -NEIGHBORS)[-NEIGHBORS]
    above = np.flatnonzero(values > least)
    return np.concatenate([above, np.flatnonzero(values == least)[: NEIGHBORS - len(above)]])


@dataclass(frozen=True)
class Ranking:
    """The texts nearest to one text, best first; `likeness` by text, 1 for equal ones."""

    order: list[int]
    likeness: dict[int, float]


def rank(vectors: Vectors, days: Sequence[int], since: Sequence[int]) -> list[Ranking]:
    """For each text the others from number `since` on, by likeness, company and time.

    The score is likeness / sqrt(company) / (1 + days / SEASON) ** 0.25: closeness fades with the
    `days` between two texts, and a text that keeps close company with many (its COMPANY nearest)
    has to be closer than others. Ties go to the text that comes first.
    """
    number, day = np.arange(len(days)), np.array(days)
    found: list[tuple[Whole, Whole]] = []
    company = np.ones(len(days), dtype=np.int64)
    for text, first in enumerate(since):
        others = vectors.near(text, number != text)
        if first:
            others = np.union1d(others, vectors.near(text, (number != text) & (number >= first)))
        likeness = vectors.similarity(text, others)
        company[text] = max(1, np.sort(likeness)[-COMPANY:].sum())
        found.append((others, likeness))
    rankings = []
    for text, (others, likeness) in enumerate(found):
        fading = np.sqrt(np.sqrt(1 + abs(day[others] - day[text]) / SEASON))
        score = likeness / np.sqrt(company[others]) / fading
        order = others[np.lexsort((others, -score))]
        shown = order[order >= since[text]].tolist()
        parts = (likeness / UNIT**2).tolist()
        rankings.append(Ranking(shown, dict(zip(others.tolist(), parts, strict=True))))
    return rankings


def rarity(texts: int) -> Whole:
    """What a term weighs that 0, 1, 2 … of so many texts have; nothing when all have it."""
    logs = [math.log(texts / having) ** RARITY for having in range(1, texts + 1)]
    return np.array([0, *(round(UNIT * log) for log in logs)], dtype=np.int64)


def weigh(texts: Sequence[Terms]) -> Vectors:
    """The vectors of texts from their counts."""
    numbers, having = numbered(texts)
    worth = rarity(len(texts))[having]
    rows = [vector(number, text.counts, worth) for number, text in zip(numbers, texts, strict=True)]
    start = np.cumsum([0, *(len(term) for term, _ in rows)])
    heavy = [
        first + heaviest(term, weight, having)
        for (term, weight), first in zip(rows, start[:-1], strict=True)
    ]
    term = np.concatenate([term for term, _ in rows])
    weight = np.concatenate([weight for _, weight in rows])
    used = np.concatenate(heavy)
    text = np.repeat(np.arange(len(texts), dtype=np.int32), [len(places) for places in heavy])
    order = np.argsort(term[used], kind="stable")
    used, text = used[order], text[order]
    first = np.searchsorted(term[used], np.arange(len(having) + 1))
    blank = np.zeros(len(having), dtype=np.int64)
    return Vectors(start, term, weight, heavy, first, text, weight[used], blank)


def vector(number: Small, counts: Small, worth: Whole) -> tuple[Small, Small]:
    """The terms that others share with a text, and their weights in a vector of length UNIT."""
    roots = np.sqrt(counts * 256.0).astype(np.int64)
    weight = roots * worth[number] >> 12
    # Square roots are correctly rounded everywhere (IEEE 754), and sums of whole numbers exact.
    length = math.sqrt(int((weight * weight).sum()))
    scaled = (weight * UNIT / max(length, 1)).astype(np.int32)
    kept = (number > 0) & (scaled > 0)
    return number[kept], scaled[kept]


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


def heaviest(term: Small, weight: Small, having: Whole) -> Whole:
    """The places of the terms of one text that find its neighbors."""
    common = having[term] > FEW
    places = np.flatnonzero(common)
    order = np.lexsort((term[places], -weight[places]))[:HEAVY]
    return np.concatenate([np.flatnonzero(~common), places[order]])
