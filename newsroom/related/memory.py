"""What is kept of related posts, as named bytes: a state, and blocks of terms and of openings."""

from collections.abc import Iterator
from functools import partial
from typing import Protocol

import numpy as np

from newsroom.related.corpus import Block, Corpus
from newsroom.related.frequencies import Frequencies
from newsroom.related.neighborhood import Neighborhood
from newsroom.related.ranking import Compared
from newsroom.related.rows import (
    Array,
    DamagedMemoryError,
    Rows,
    checksum_of,
    pack,
    unpack,
)
from newsroom.related.update import Prints, RelatedState

STATE, TERMS, OPENINGS = "state", "terms", "openings"
KINDS = {TERMS: (np.uint32, np.uint8), OPENINGS: (np.uint32,)}


class Memory(Protocol):
    """Bytes by name that are kept from one build to the next; they may be lost or damaged."""

    def get(self, name: str) -> bytes | None:
        """Return what was put under a name, or None."""

    def put(self, name: str, value: bytes) -> None:
        """Keep some bytes under a name."""


def dump_state(state: RelatedState) -> Iterator[tuple[str, bytes]]:
    """Yield what is to be kept of a state, with its name; unchanged blocks are left out."""
    corpus, neighborhood = state.corpus, state.neighborhood
    checksums = []
    for number, block in enumerate(corpus.blocks):
        sums = block.checksums
        if number in state.changed:
            terms, openings = block.counted.to_bytes(), block.openings.to_bytes()
            sums = checksum_of(terms), checksum_of(openings)
            yield from ((f"{TERMS}/{number}", terms), (f"{OPENINGS}/{number}", openings))
        checksums.append(sums)
    arrays: list[Array] = [
        np.frombuffer("\n".join(state.names).encode(), dtype=np.uint8),
        np.array(checksums, dtype=np.uint64).reshape(-1, 2),
        np.array([len(block.owners) for block in corpus.blocks], dtype=np.int64),
        np.concatenate([block.owners for block in corpus.blocks]),
        state.prints.titles.lengths,
        state.prints.titles.columns[0],
        corpus.frequencies.keys,
        corpus.frequencies.counts,
        corpus.squared_length,
        corpus.least,
        state.prints.title_keys,
        state.prints.signatures,
        neighborhood.codes,
        neighborhood.limit,
        neighborhood.compared.product,
        neighborhood.compared.mention,
        state.first,
        state.is_suspected.astype(np.uint8),
    ]
    yield STATE, pack(arrays)


def load_state(memory: Memory) -> RelatedState | None:
    """Return the state that is kept, or None; raise `DamagedMemoryError` if it is not sound."""
    packed = memory.get(STATE)
    if packed is None:
        return None
    names, checksums, counts, owners, *rest = unpack(packed)
    titles, keys, *others = rest[:2], rest[2], *(array.astype(np.int64) for array in rest[3:6])
    frequency, squared_length, least = others
    title_keys, signatures, codes, *numbers = rest[6:]
    limit, product, mention, first, is_suspected = (array.astype(np.int64) for array in numbers)
    blocks = [
        load_block(memory, number, sums, owned)
        for number, (sums, owned) in enumerate(
            zip(checksums.tolist(), np.split(owners, np.cumsum(counts)[:-1]), strict=True)
        )
    ]
    all_names = names.tobytes().decode().split("\n")
    title_words = Rows(titles[0].astype(np.int64), (titles[1].astype(np.uint32),))
    corpus = Corpus(
        blocks,
        title_words,
        np.zeros(0, dtype=np.int64),
        Frequencies(len(all_names), keys.astype(np.uint32), frequency),
        squared_length,
        least,
    )
    return RelatedState(
        names=all_names,
        corpus=corpus,
        prints=Prints(title_keys.astype(np.uint64), signatures, title_words),
        neighborhood=Neighborhood(codes.astype(np.uint64), limit, Compared(product, mention)),
        first=first,
        is_suspected=is_suspected > 0,
        changed=set(),
    )


def load_block(memory: Memory, number: int, checksums: tuple[int, int], owners: Array) -> Block:
    """Return a block whose openings are loaded when they are needed."""
    return Block(
        load_rows(memory, TERMS, number, checksums[0]),
        owners.astype(np.int64),
        load_openings=partial(load_rows, memory, OPENINGS, number, checksums[1]),
        checksums=(checksums[0], checksums[1]),
    )


def load_rows(memory: Memory, kind: str, number: int, checksum: int) -> Rows:
    """Return the rows of a block; raise `DamagedMemoryError` if they are not those of the state."""
    packed = memory.get(f"{kind}/{number}")
    if packed is None:
        raise DamagedMemoryError
    rows = Rows.from_bytes(packed, KINDS[kind])
    if checksum_of(packed) != checksum:
        raise DamagedMemoryError
    return rows
