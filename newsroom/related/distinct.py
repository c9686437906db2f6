"""Lists whose first entries are not near-duplicates of one another.

Where the neighbors of a text are copies of one another, as the issues of a letter that is mostly
boilerplate, others are looked for: texts that are similar but no copies of these, then those of its
time. Near-duplicates are in one list only where there is nothing else.
"""

from collections.abc import Collection, Iterable, Sequence

import numpy as np

from newsroom.related.near_duplicates import NearDuplicates, choose_distinct
from newsroom.related.ranking import Neighbors, Ranker
from newsroom.related.tfidf import NEIGHBORS, Bools

ROUNDS = 4  # of looking further, each at `NEIGHBORS` texts


def distinct_orders(
    ranker: Ranker,
    orders: Sequence[Sequence[int]],
    since: Sequence[int],
    are_duplicates: NearDuplicates,
    count: int,
) -> list[list[int]]:
    """Return for each text an order that begins with `count` texts distinct from one another.

    `orders` are those of the rankings; what they have besides follows. Texts before number
    `since` are not listed.
    """
    chosen = first_distinct(orders, are_duplicates, count)
    lacking = [text for text, first in enumerate(chosen) if len(first) < count]
    judged = {text: {text, *orders[text]} for text in lacking}
    for number in range(ROUNDS):
        lacking = [
            text
            for text in lacking
            if len(chosen[text]) < count and len(judged[text]) < len(orders) - since[text]
        ]
        # Estimates can be wrong: the last round goes without.
        estimate = are_duplicates if number < ROUNDS - 1 else None
        hidden = (hide(len(orders), judged[text], chosen[text], estimate) for text in lacking)
        further = further_orders(ranker, zip(lacking, hidden, strict=True), since)
        for text, order in further.items():
            chosen[text] = choose_distinct(order, are_duplicates, count, chosen[text])
            judged[text].update(order)
    return [
        [*first, *(text for text in order if text not in first)]
        for first, order in zip(chosen, orders, strict=True)
    ]


def first_distinct(
    orders: Sequence[Sequence[int]], are_duplicates: NearDuplicates, count: int
) -> list[list[int]]:
    """Return the first `count` texts of each order that are distinct from one another."""
    chosen = [[*order[:count]] for order in orders]
    full = [text for text, first in enumerate(chosen) if len(first) == count]
    rows = np.array([chosen[text] for text in full], dtype=np.int64).reshape(-1, count)
    is_suspected = np.ones(len(orders), dtype=bool)
    is_suspected[full] = are_duplicates.suspects(rows)
    for text in np.flatnonzero(is_suspected).tolist():
        chosen[text] = choose_distinct(orders[text], are_duplicates, count)
    return chosen


def hide(
    count: int, judged: Collection[int], chosen: Sequence[int], estimate: NearDuplicates | None
) -> Bools:
    """Return by text, of `count`, whether it was judged or probably duplicates a chosen one."""
    hidden = estimate.probable(chosen) if estimate else np.zeros(count, dtype=bool)
    hidden[[*judged]] = True
    return hidden


def further_orders(
    ranker: Ranker, hidden: Iterable[tuple[int, Bools]], since: Sequence[int]
) -> dict[int, Sequence[int]]:
    """Return texts that are not hidden, best first, for each text: similar ones, or of its time."""
    orders: dict[int, Sequence[int]] = {}
    neighbors: dict[int, Neighbors] = {}
    for text, hidden_from_it in hidden:
        nearest = ranker.vectors.nearest(text, since[text], hidden_from_it)
        if len(nearest[0]):
            neighbors[text] = nearest
        else:
            hidden_from_it[: since[text]] = True
            visible = np.flatnonzero(~hidden_from_it)
            days = abs(ranker.days[visible] - ranker.days[text])
            # Of one day those beside it: else all posts of a day would have the same list.
            order = np.lexsort((visible, abs(visible - text), days))[:NEIGHBORS]
            orders[text] = visible[order].tolist()
    if neighbors:
        rankings = ranker.rank([*neighbors], [*neighbors.values()])
        orders |= {text: ranking.order for text, ranking in zip(neighbors, rankings, strict=True)}
    return orders
