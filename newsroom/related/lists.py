"""The lists of related posts, as numbers of texts."""

from collections.abc import Callable, Sequence
from datetime import datetime

import numpy as np

from newsroom.related.distinct import DistinctSearch
from newsroom.related.memory import Memory, dump_state, load_state
from newsroom.related.near_duplicates import NearDuplicates
from newsroom.related.nearest import NEIGHBORS, Index, highest
from newsroom.related.ranking import Ranker, fill_up, first_of_equal_dates
from newsroom.related.rows import DamagedMemoryError, Int64s
from newsroom.related.update import RelatedState, empty_state

DISTINCT = 10  # first entries of a list, at most, distinct from one another


class PrefixedMemory:
    """A memory whose names begin with a prefix in another one."""

    def __init__(self, memory: Memory, prefix: str) -> None:
        self.memory = memory
        self.prefix = prefix

    def get(self, name: str) -> bytes | None:
        """Return what was put under a name, or None."""
        return self.memory.get(f"{self.prefix}/{name}")

    def put(self, name: str, value: bytes) -> None:
        """Keep some bytes under a name."""
        self.memory.put(f"{self.prefix}/{name}", value)


def update_lists(
    update: Callable[[RelatedState], RelatedState], count: int, language: str, memory: Memory
) -> list[list[int]]:
    """Return lists of `count` texts of one language, and keep the state that they follow from.

    `update` returns the state of the texts of today, given an earlier one.
    """
    prefixed = PrefixedMemory(memory, language)
    try:
        state = update(load_state(prefixed) or empty_state())
        lists = list_neighbors(state, count)
    except DamagedMemoryError:
        state = update(empty_state())
        lists = list_neighbors(state, count)
    for name, value in dump_state(state):
        prefixed.put(name, value)
    return lists


def list_neighbors(state: RelatedState, count: int) -> list[list[int]]:
    """Return for each text `count` others, best first."""
    corpus = state.corpus
    ranker = Ranker(corpus, state.neighborhood.codes, state.neighborhood.compared)
    orders = ranker.rank_all()
    suspect(state, orders[:, : min(count, DISTINCT)])
    return complete_lists(state, ranker, orders, count)


def list_older(state: RelatedState, dates: Sequence[datetime], count: int) -> list[list[int]]:
    """Return for each text `count` others that are dated no later, best first."""
    corpus = state.corpus
    since = first_of_equal_dates(dates)
    ranker = Ranker(corpus, state.neighborhood.codes, state.neighborhood.compared)
    texts = np.arange(len(corpus))
    index = Index(corpus, texts)
    codes = np.zeros((len(corpus), NEIGHBORS), dtype=np.uint64)
    for text in texts.tolist():
        similarity = index.similarities(text)
        similarity[: since[text]] = 0
        codes[text] = highest(similarity, NEIGHBORS)
    orders = ranker.rank(texts, codes).order
    suspect(state, orders[:, : min(count, DISTINCT)])
    return complete_lists(state, ranker, orders, count, since)


def near_duplicates(state: RelatedState) -> NearDuplicates:
    """Return what decides whether two texts are near-duplicates."""
    return NearDuplicates(state.prints.title_keys, state.prints.signatures, state.corpus.openings())


def suspect(state: RelatedState, first: Int64s) -> None:
    """Find out among whose first neighbors may be near-duplicates, where these are others now."""
    is_same = np.zeros(len(first), dtype=bool)
    if state.first.shape == first.shape:
        is_same = (state.first == first).all(axis=1)
    others = np.flatnonzero(~is_same)
    is_full = (first[others] >= 0).all(axis=1)
    state.is_suspected[others] = True
    state.is_suspected[others[is_full]] = near_duplicates(state).suspects(first[others[is_full]])
    state.first = first


def complete_lists(
    state: RelatedState,
    ranker: Ranker,
    orders: Int64s,
    count: int,
    since: Sequence[int] | None = None,
) -> list[list[int]]:
    """Return the first `count` texts of each order, distinct from one another and filled up."""
    search = DistinctSearch(ranker, near_duplicates(state), min(count, DISTINCT), since)
    distinct = search.find(
        {text: in_row(orders[text]) for text in np.flatnonzero(state.is_suspected).tolist()}
    )
    lists: list[list[int]] = orders[:, :count].tolist()
    is_short = (
        (orders[:, count - 1] < 0) if count <= NEIGHBORS else np.ones(len(orders), dtype=bool)
    )
    days = state.corpus.days.tolist()
    for text in np.flatnonzero(state.is_suspected | is_short).tolist():
        order = distinct.get(text) or in_row(orders[text])
        lists[text] = fill_up(order, text, days, since[text] if since else 0, count)[:count]
    return lists


def in_row(row: Int64s) -> list[int]:
    """Return the texts of a row that ends with -1."""
    texts: list[int] = row[row >= 0].tolist()
    return texts
