"""Lists whose first entries are not near-duplicates of one another.

Where the neighbors of a text are copies of one another, as the issues of a letter that is mostly
boilerplate, others are looked for: texts that are similar but no copies of these, then those of its
time. Near-duplicates are in one list only where there is nothing else.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence

import numpy as np

from newsroom.related.near_duplicates import NearDuplicates, choose_distinct
from newsroom.related.nearest import NEIGHBORS, Index, highest
from newsroom.related.ranking import Ranker
from newsroom.related.rows import Bools

ROUNDS = 4  # of looking further, each at `NEIGHBORS` texts


class DistinctSearch:
    """Finds orders that begin with `count` texts distinct from one another.

    Texts before number `since` of a text are not listed for it.
    """

    def __init__(
        self,
        ranker: Ranker,
        are_duplicates: NearDuplicates,
        count: int,
        since: Sequence[int] | None = None,
    ) -> None:
        self.ranker = ranker
        self.are_duplicates = are_duplicates
        self.count = count
        self.since = since or [0] * len(ranker.corpus)

    def find(self, orders: Mapping[int, Sequence[int]]) -> dict[int, list[int]]:
        """Return for each text an order that begins with distinct ones, given that of its ranking.

        What the order has besides follows.
        """
        chosen = {
            text: choose_distinct(order, self.are_duplicates, self.count)
            for text, order in orders.items()
        }
        few = {text: first for text, first in chosen.items() if len(first) < self.count}
        if few:
            self._look_further(orders, few)
        return {
            text: [*first, *(other for other in orders[text] if other not in first)]
            for text, first in (chosen | few).items()
        }

    def _look_further(
        self, orders: Mapping[int, Sequence[int]], chosen: dict[int, list[int]]
    ) -> None:
        """Add distinct texts to those that are chosen for some texts."""
        total = len(self.ranker.corpus)
        judged = {text: {text, *orders[text]} for text in chosen}
        index = Index(self.ranker.corpus, np.array([*chosen], dtype=np.int64))
        for number in range(ROUNDS):
            lacking = [
                text
                for text, first in chosen.items()
                if len(first) < self.count and len(judged[text]) < total - self.since[text]
            ]
            # Estimates can be wrong: the last round goes without.
            estimate = self.are_duplicates if number < ROUNDS - 1 else None
            hidden = (hide(total, judged[text], chosen[text], estimate) for text in lacking)
            further = self._further_orders(index, zip(lacking, hidden, strict=True))
            for text, order in further.items():
                chosen[text] = choose_distinct(order, self.are_duplicates, self.count, chosen[text])
                judged[text].update(order)

    def _further_orders(
        self, index: Index, hidden: Iterable[tuple[int, Bools]]
    ) -> dict[int, Sequence[int]]:
        """Return for each text others that are not hidden, best first: similar, or of its time."""
        orders: dict[int, Sequence[int]] = {}
        codes = {}
        days = self.ranker.corpus.days
        for text, hidden_from_it in hidden:
            hidden_from_it[: self.since[text]] = True
            similarity = index.similarities(text)
            similarity[hidden_from_it] = 0
            nearest = highest(similarity, NEIGHBORS)
            if nearest[0]:
                codes[text] = nearest
            else:
                visible = np.flatnonzero(~hidden_from_it)
                # Of one day those beside it: else all posts of a day would have the same list.
                order = np.lexsort((visible, abs(visible - text), abs(days[visible] - days[text])))
                orders[text] = visible[order[:NEIGHBORS]].tolist()
        if codes:
            ranking = self.ranker.rank([*codes], np.array([*codes.values()]))
            orders |= {
                text: row[row >= 0].tolist() for text, row in zip(codes, ranking.order, strict=True)
            }
        return orders


def hide(
    count: int, judged: Collection[int], chosen: Sequence[int], estimate: NearDuplicates | None
) -> Bools:
    """Return by text, of `count`, whether it was judged or probably duplicates a chosen one."""
    hidden = estimate.probable(chosen) if estimate else np.zeros(count, dtype=bool)
    hidden[[*judged]] = True
    return hidden
