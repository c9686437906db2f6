"""Texts as vectors of weighted terms.

TF-IDF (Salton and Buckley 1988) over words and pairs of neighboring words: a term weighs
sqrt(count) * ln(texts / texts that have it) ** 1.3. What is kept of a text are its counts, which
depend on that text alone; weights follow from them and from the frequencies when they are needed.

Same input, same result on any machine, and in whatever order texts came and went: weights and
sums are whole numbers, and the only rounded logarithms are in one table whose values are far from
a half.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from newsroom.related.frequencies import UNIT, Frequencies
from newsroom.related.rows import Array, Bools, Int32s, Int64s, Keys, Rows, concatenate_rows

HEAVIEST = 48  # terms of a text, the heaviest of those that are common, that find its neighbors too
ROOTS = np.sqrt(np.arange(256) * 256.0).astype(np.int64)  # correctly rounded everywhere (IEEE 754)
SCALE = 13  # bits that are dropped from a product of a root and a weight


@dataclass(frozen=True)
class Block:
    """The terms of some texts; `owners` are their numbers, -1 for a removed one.

    Few openings are ever read: where they are not given, `openings` loads them.
    """

    counted: Rows
    owners: Int64s
    known_openings: Rows | None = None
    load_openings: Callable[[], Rows] | None = None
    checksums: tuple[int, int] = (0, 0)
    """Those of the bytes that are kept of terms and of openings."""

    @cached_property
    def openings(self) -> Rows:
        """The first words of each text."""
        if self.known_openings is not None:
            return self.known_openings
        if self.load_openings is None:
            raise ValueError("a block without openings")
        return self.load_openings()

    @property
    def size(self) -> int:
        """The number of terms."""
        return len(self.counted.columns[0])

    def owner_of(self, indexes: Int64s) -> Int64s:
        """Return which text has each of some terms, given by their indexes."""
        return self.owners[np.searchsorted(self.counted.starts, indexes, side="right") - 1]

    def owned(self) -> "Block":
        """Return the block without removed texts."""
        rows = np.flatnonzero(self.owners >= 0)
        return Block(self.counted.select(rows), self.owners[rows], self.openings.select(rows))


def join_blocks(blocks: Sequence[Block]) -> Block:
    """Return one block of the texts of several."""
    return Block(
        concatenate_rows([block.counted for block in blocks]),
        np.concatenate([block.owners for block in blocks]),
        concatenate_rows([block.openings for block in blocks]),
    )


@dataclass
class Corpus:
    """All texts of one language, numbered by date, newest first.

    `squared_length[i]` is that of the vector of text `i`: how much there is in the text. `least[i]`
    is the lowest rank of a common term by which neighbors of `i` are found; see `ranks`.
    """

    blocks: list[Block]
    titles: Rows
    days: Int64s
    frequencies: Frequencies
    squared_length: Int64s
    least: Int64s

    def __len__(self) -> int:
        return len(self.days)

    @property
    def size(self) -> int:
        """The number of terms of all texts, each counted in each text."""
        return sum(block.size for block in self.blocks)

    def locate(self) -> tuple[Int32s, Int32s]:
        """Return the block of each text, and its row there."""
        block, row = np.zeros((2, len(self)), dtype=np.int32)
        for number, part in enumerate(self.blocks):
            is_owned = part.owners >= 0
            block[part.owners[is_owned]] = number
            row[part.owners[is_owned]] = np.flatnonzero(is_owned)
        return block, row

    def gather(self, texts: Array) -> tuple[Int64s, Rows]:
        """Return the terms of some texts, and which text each row is of."""
        blocks, rows = self.locate()
        order = texts[np.lexsort((rows[texts], blocks[texts]))]
        used, starts = np.unique(blocks[order], return_index=True)
        parts = [
            self.blocks[number].counted.select(rows[of_block])
            for number, of_block in zip(used, np.split(order, starts[1:]), strict=True)
        ]
        return order, concatenate_rows(parts)

    def openings(self) -> Callable[[int], Keys]:
        """Return a function that returns the opening of one text."""
        blocks, rows = self.locate()
        return lambda text: self.blocks[blocks[text]].openings.row(int(rows[text]))

    def parts(self, texts: Array) -> Iterator[tuple[Int64s, Rows]]:
        """Yield all texts block by block, or else some texts, with the number of each row."""
        if len(texts) < len(self):
            yield self.gather(texts)
            return
        for block in self.blocks:
            yield block.owners, block.counted

    def weigh(self, owners: Int64s, rows: Rows) -> tuple[Int32s, Int64s, Int64s, Bools]:
        """Measure the vectors of some texts, given their terms.

        Return the numbers of the terms, -1 for one of a single text, their weights, those of scaled
        vectors, and which terms find neighbors.
        """
        keys, counts = rows.columns
        number, level = self.frequencies.number(keys)
        weight = ROOTS[counts] * self.frequencies.weights[level] >> SCALE
        sums = np.append(0, np.cumsum(weight * weight))
        self.squared_length[owners] = sums[rows.starts[1:]] - sums[rows.starts[:-1]]
        scaled = scale(weight, np.repeat(self.squared_length[owners], rows.lengths))
        common = np.flatnonzero(self.frequencies.is_common(level))
        rank = ranks(scaled[common], keys[common])
        bounds = np.searchsorted(common, rows.starts)
        for owner, start, end in zip(owners.tolist(), bounds[:-1], bounds[1:], strict=True):
            surplus = end - start - HEAVIEST
            least = np.partition(rank[start:end], surplus)[surplus] if surplus > 0 else 0
            self.least[owner] = least
        heavy = (scaled > 0) & (number >= 0)
        heavy[common] &= rank >= np.repeat(self.least[owners], np.diff(bounds))
        return number, weight, scaled, heavy


def scale(weights: Int64s, squared_lengths: Int64s) -> Int64s:
    """Return the weights of vectors that are scaled to a length of `UNIT`.

    Square roots and quotients are correctly rounded everywhere (IEEE 754).
    """
    scaled: Int64s = (weights * UNIT / np.sqrt(np.maximum(1, squared_lengths))).astype(np.int64)
    return scaled


def ranks(scaled: Int64s, keys: Keys) -> Int64s:
    """Return numbers that order the terms of one text by weight; no two are equal."""
    return (scaled << 32) + keys.astype(np.int64)
