"""Related posts kept from one build to the next, and brought up to date: the lists of a clean run.

Everything that is kept of a text follows from that text and from the levels of its terms (see
`frequencies`). So an update measures again the vectors of new texts and of those that have a term
whose level is another one now, finds the neighbors of these (see `neighborhood`), and ranks. The
steps of one update follow one another here, which is why the module is long.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from newsroom.related.corpus import Block, Corpus, join_blocks
from newsroom.related.frequencies import (
    Frequencies,
    Numbering,
    count_texts,
    have_equal_weights,
    levels,
)
from newsroom.related.near_duplicates import HASHES, Signatures, TitleKeys, signature, title_keys
from newsroom.related.nearest import KEPT
from newsroom.related.neighborhood import (
    UNKNOWN,
    Neighborhood,
    TextChanges,
    build_neighborhood,
    renumber,
    update_neighbors,
)
from newsroom.related.ranking import COMPARED, Compared
from newsroom.related.rows import Array, Bools, Int64s, Keys, Rows, concatenate_rows, distinct
from newsroom.related.terms import Fields, count_terms

BATCH = 64  # texts that are read and counted at once
BLOCK = 100_000  # terms of a block, about: an edit writes one or two
NO_KEYS = np.zeros(0, dtype=np.uint32)
FEW = 0.25  # a clean run takes less time where a larger share of texts is new


@dataclass(frozen=True)
class Text:
    """A text as it is counted: its title tells near-duplicates."""

    title: str
    fields: Fields


@dataclass(frozen=True)
class Prints:
    """What tells near-duplicates of texts, and which words their titles have, by number."""

    title_keys: TitleKeys
    signatures: Signatures
    titles: Rows

    def select(self, texts: Int64s) -> "Prints":
        """Return those of some texts."""
        return Prints(self.title_keys[texts], self.signatures[texts], self.titles.select(texts))


def join_prints(parts: Sequence[Prints]) -> Prints:
    """Return the prints of several parts, one part after another."""
    return Prints(
        np.concatenate([part.title_keys for part in parts]),
        np.concatenate([part.signatures for part in parts]),
        concatenate_rows([part.titles for part in parts]),
    )


@dataclass(frozen=True)
class NewTexts:
    """Texts that have been read, in order."""

    block: Block
    prints: Prints


@dataclass
class RelatedState:
    """What is kept of texts by number; a changed text has another name.

    `first` are the first neighbors of each text, and `is_suspected` tells whether two of them may
    be near-duplicates. `changed` are the blocks that are not kept yet.
    """

    names: list[str]
    corpus: Corpus
    prints: Prints
    neighborhood: Neighborhood
    first: Int64s
    is_suspected: Bools
    changed: set[int]


def empty_state() -> RelatedState:
    """Return the state of no texts."""
    none = np.zeros(0, dtype=np.int64)
    keys = np.zeros(0, dtype=np.uint32)
    compared = np.zeros((2, 0, COMPARED), dtype=np.int64)
    titles = Rows(none, (keys,))
    signatures = np.zeros((0, HASHES), dtype=np.uint8)
    return RelatedState(
        names=[],
        corpus=Corpus([], titles, none, Frequencies(0, keys, none), none, none),
        prints=Prints(np.zeros(0, dtype=np.uint64), signatures, titles),
        neighborhood=Neighborhood(
            np.zeros((0, KEPT), dtype=np.uint64), none, Compared(compared[0], compared[1])
        ),
        first=np.zeros((0, 0), dtype=np.int64),
        is_suspected=np.zeros(0, dtype=bool),
        changed=set(),
    )


def update_state(
    state: RelatedState, names: Sequence[str], days: Sequence[int], read: Callable[[int], Text]
) -> RelatedState:
    """Return the state of texts, newest first, given that of earlier ones.

    `read` returns a text by its number; it is called for new texts alone.
    """
    old_numbers = {name: number for number, name in enumerate(state.names)}
    origin = np.array([old_numbers.get(name, -1) for name in names], dtype=np.int64)
    number = np.full(len(state.names), -1, dtype=np.int64)
    number[origin[origin >= 0]] = np.flatnonzero(origin >= 0)
    new = np.flatnonzero(origin < 0)
    vocabulary = update_texts(state, number, len(names), read_texts(new, read), len(new))
    # The old texts, then the new ones, in the order of their numbers.
    source = origin.copy()
    source[new] = len(state.names) + np.arange(len(new))
    prints = join_prints([state.prints, *vocabulary.prints]).select(source)
    room = np.zeros(len(new), dtype=np.int64)
    corpus = Corpus(
        vocabulary.blocks,
        prints.titles,
        np.array(days, dtype=np.int64),
        vocabulary.frequencies,
        np.append(state.corpus.squared_length, room)[source],
        np.append(state.corpus.least, room)[source],
    )
    has_new_title = have_title_words(prints.titles, vocabulary.moved_terms)
    changes = TextChanges(origin < 0, vocabulary.has_moved, has_new_title)
    return RelatedState(
        [*names],
        corpus,
        prints,
        updated_neighbors(state.neighborhood, corpus, origin, number, changes),
        *renumbered_first(state, origin, number),
        state.changed | vocabulary.changed,
    )


@dataclass(frozen=True)
class UpdatedTexts:
    """All texts: their terms in blocks, of which some are `changed`, and the frequencies of these.

    `moved_terms` are on another level than before, and the texts that have them have new weights:
    `has_moved`. `prints` are those of the new texts.
    """

    blocks: list[Block]
    changed: set[int]
    prints: list[Prints]
    frequencies: Frequencies
    moved_terms: Keys
    has_moved: Bools


def update_texts(
    state: RelatedState, number: Int64s, count: int, texts: Iterator[NewTexts], new: int
) -> UpdatedTexts:
    """Return `count` texts, of which some are `new`, given the new numbers of the old ones."""
    blocks = [
        replace(block, owners=renumbered(block.owners, number)) for block in state.corpus.blocks
    ]
    is_small = new + np.count_nonzero(number < 0) <= FEW * count
    if is_small and have_equal_weights(count, len(state.names)):
        parts = [*texts]
        terms = [NO_KEYS, *(part.block.counted.columns[0] for part in parts)]
        frequencies, moved, moved_terms = update_frequencies(
            state.corpus.frequencies, blocks, np.concatenate(terms), count
        )
        has_moved = np.zeros(count, dtype=bool)
        has_moved[moved] = True
        changed, prints = place_texts(blocks, parts)
        return UpdatedTexts(blocks, changed, prints, frequencies, moved_terms, has_moved)
    changed, prints = place_texts(blocks, texts)
    frequencies = count_texts([block.counted.columns[0] for block in blocks], count)
    return UpdatedTexts(blocks, changed, prints, frequencies, NO_KEYS, np.ones(count, dtype=bool))


def read_texts(numbers: Int64s, read: Callable[[int], Text]) -> Iterator[NewTexts]:
    """Yield texts by their numbers, some at once."""
    for start in range(0, len(numbers), BATCH):
        owners = numbers[start : start + BATCH]
        texts = [read(number) for number in owners.tolist()]
        terms = count_terms([text.fields for text in texts])
        signatures = [signature(terms.openings.row(row)) for row in range(len(texts))]
        keys = title_keys(text.title for text in texts)
        yield NewTexts(
            Block(terms.counted, owners, terms.openings),
            Prints(keys, np.array(signatures), terms.titles),
        )


def renumbered(texts: Array, number: Int64s) -> Int64s:
    """Return the new numbers of texts, given those of all."""
    return number[texts] if len(number) else texts


def renumbered_first(state: RelatedState, origin: Int64s, number: Int64s) -> tuple[Int64s, Bools]:
    """Return the first neighbors under new numbers, and the suspected rows.

    A row of a new text, or one that has a text that is gone, is unlike any row of neighbors.
    """
    if not len(number):
        return np.full((len(origin), 0), UNKNOWN), np.zeros(len(origin), dtype=bool)
    old = state.first[origin]
    first = np.where(old < 0, old, np.where(number < 0, UNKNOWN, number)[old])
    return np.where(origin[:, None] < 0, UNKNOWN, first), state.is_suspected[origin]


def updated_neighbors(
    neighborhood: Neighborhood, corpus: Corpus, origin: Int64s, number: Int64s, changes: TextChanges
) -> Neighborhood:
    """Return the neighbors of all texts, given those of the old ones."""
    if (changes.is_read | changes.has_new_vector).all():
        return build_neighborhood(corpus)
    neighborhood = renumber(neighborhood, origin, number)
    update_neighbors(corpus, neighborhood, changes)
    return neighborhood


def update_frequencies(
    frequencies: Frequencies, blocks: Sequence[Block], added: Keys, texts: int
) -> tuple[Frequencies, Int64s, Keys]:
    """Return new frequencies, the texts with a term whose level is another one now, and the terms.

    `added` are the terms of new texts; those of texts without a number are taken away. The terms
    are in order.
    """
    removed_rows = [
        block.counted.select(np.flatnonzero(block.owners < 0)).columns[0] for block in blocks
    ]
    removed = np.concatenate([NO_KEYS, *removed_rows])
    keys = distinct(np.concatenate([added, removed]))
    plus = np.bincount(np.searchsorted(keys, added), minlength=len(keys))
    minus = np.bincount(np.searchsorted(keys, removed), minlength=len(keys))
    is_known, before = np.zeros(len(keys), dtype=bool), minus.copy()
    indexes, numbers = frequencies.find(keys)
    is_known[indexes], before[indexes] = True, frequencies.counts[numbers]
    is_moving = levels(before, texts) != levels(before + plus - minus, texts)
    # What no two texts had, one text may have had.
    is_sought = np.where(is_known, is_moving, plus > 0)
    holders, terms = find_holders(blocks, keys[is_sought])
    held = np.zeros(len(keys), dtype=np.int64)
    held[is_sought] = np.bincount(terms, minlength=np.count_nonzero(is_sought))
    before = np.where(is_known, before, held + minus)
    after = before + plus - minus
    is_moving = levels(before, texts) != levels(after, texts)
    is_counted = is_known | is_sought
    return (
        frequencies.with_counts(keys[is_counted], after[is_counted], texts),
        holders[is_moving[is_sought][terms]],
        keys[is_moving],
    )


def have_title_words(titles: Rows, terms: Keys) -> Bools:
    """Return which titles have some of the terms, given in order."""
    indexes, _ = Numbering(terms).find(titles.columns[0])
    have = np.zeros(len(titles), dtype=bool)
    have[np.searchsorted(titles.starts, indexes, side="right") - 1] = True
    return have


def find_holders(blocks: Sequence[Block], keys: Keys) -> tuple[Int64s, Int64s]:
    """Return which texts have some terms: a text and the index of a term in each entry."""
    numbering = Numbering(keys)
    owners, numbers = [np.zeros(0, dtype=np.int64)], [np.zeros(0, dtype=np.int64)]
    for block in blocks:
        indexes, term = numbering.find(block.counted.columns[0])
        owner = block.owner_of(indexes)
        owners.append(owner[owner >= 0])
        numbers.append(term[owner >= 0].astype(np.int64))
    return np.concatenate(owners), np.concatenate(numbers)


def place_texts(blocks: list[Block], texts: Iterable[NewTexts]) -> tuple[set[int], list[Prints]]:
    """Put new texts into blocks, and take out those without a number.

    Return the numbers of the changed blocks, and the prints of the new texts.
    """
    changed = {number for number, block in enumerate(blocks) if (block.owners < 0).any()}
    for number in changed:
        blocks[number] = blocks[number].owned()
    prints, pending = [], []
    room = [n for n in (*sorted(changed), len(blocks) - 1) if n >= 0 and blocks[n].size < BLOCK]
    target = room[0] if room else len(blocks)
    for text in texts:
        prints.append(text.prints)
        pending.append(text.block)
        if sum(block.size for block in (*blocks[target : target + 1], *pending)) >= BLOCK:
            blocks[target : target + 1] = [join_blocks([*blocks[target : target + 1], *pending])]
            changed.add(target)
            pending, target = [], len(blocks)
    if pending:
        blocks[target : target + 1] = [join_blocks([*blocks[target : target + 1], *pending])]
        changed.add(target)
    return changed, prints
