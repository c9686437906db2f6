"""Related posts: for each post the others that are closest to it, best first.

Posts are close when they share words, pairs of words, tags or a category that few posts have; what
every post has weighs nothing. A post that names another one, by words of its title, is closer to
it. The score fades with the time between two posts, and a post that is close to many others, or
much longer, needs a higher similarity, else it would be listed under all of them. Near-duplicates
are in one list only where there is nothing else to show. Ties go to the newer post, then by id. A
post alone in its language has ().

What was tried, and what it scored on real blogs: benchmarks/related.md.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from newsroom.text.tokenizer import tokenize

if TYPE_CHECKING:  # numpy takes a tenth of a second to load, and is not needed without posts
    from newsroom.related.terms import Terms

TITLE_FIELD = 1
TITLE, SUMMARY, HEADING, TAG = 5, 2, 2, 6  # weights of a term there; one in the body has 1
DISTINCT = 10  # first entries of a list, at most, distinct from one another


@dataclass(frozen=True)
class Post:
    """All of a post that related posts depend on. `body` is plain text."""

    id: str
    title: str
    body: str
    headings: tuple[str, ...]
    summary: str
    tags: tuple[str, ...]
    category: str
    date: datetime
    language: str


def fields(post: Post) -> tuple[list[tuple[list[str], int]], tuple[list[str], int]]:
    """Return the words of each part of a post, and its labels; all with weights.

    The body is first, and the title at `TITLE_FIELD`.
    """
    texts = [
        (tokenize(post.body), 1),
        (tokenize(post.title), TITLE),
        (tokenize(post.summary), SUMMARY),
    ]
    texts += [(tokenize(heading), HEADING) for heading in post.headings]
    return texts, ([label.casefold() for label in (*post.tags, post.category)], TAG)


def terms(post: Post) -> "Terms":
    """Return the terms of one post, which depend on that post alone."""
    from newsroom.related.terms import count_terms  # noqa: PLC0415

    texts, labels = fields(post)
    return count_terms(texts, labels, title=texts[TITLE_FIELD][0])


def by_language(posts: Iterable[Post]) -> dict[str, list[Post]]:
    """Return the posts of each language, newest first, ties by id."""
    groups: dict[str, list[Post]] = {}
    for post in sorted(posts, key=lambda post: (-post.date.timestamp(), post.id)):
        groups.setdefault(post.language, []).append(post)
    return groups


def day_numbers(posts: Iterable[Post]) -> list[int]:
    """Return the date of each post as the number of whole days since 1970."""
    return [int(post.date.timestamp()) // 86400 for post in posts]


def related(
    posts: Iterable[Post], count: int = 4, *, newer: bool = True
) -> dict[str, tuple[str, ...]]:
    """Return for each post's id the ids of at most `count` others in its language, best first.

    `newer=False` lists only posts dated no later than the post itself. A list is shorter than
    `count` only when there are fewer such posts.
    """
    return {
        post.id: tuple(other.id for other in others[:count])
        for group in by_language(posts).values()
        for post, others in ranked(group, count, newer=newer)
    }


def ranked(
    posts: Sequence[Post], count: int, *, newer: bool
) -> Iterator[tuple[Post, Sequence[Post]]]:
    """Yield each post of one language, given newest first, with the others in order."""
    if len(posts) < 2:
        yield from ((post, ()) for post in posts)
        return
    from newsroom.related.distinct import distinct_orders  # noqa: PLC0415
    from newsroom.related.near_duplicates import NearDuplicates  # noqa: PLC0415
    from newsroom.related.ranking import Ranker, fill_up, first_of_equal_dates  # noqa: PLC0415
    from newsroom.related.tfidf import weigh  # noqa: PLC0415

    since = [0] * len(posts) if newer else first_of_equal_dates([post.date for post in posts])
    days = day_numbers(posts)
    counts = [terms(post) for post in posts]
    are_duplicates = NearDuplicates(
        [post.title for post in posts], [text.opening for text in counts]
    )
    ranker = Ranker(weigh(counts), days)  # `weigh` empties the list
    orders = [ranking.order for ranking in ranker.rank_all(since)]
    distinct = distinct_orders(ranker, orders, since, are_duplicates, min(count, DISTINCT))
    for number, order in enumerate(distinct):
        full = fill_up(order, number, days, since[number], count)
        yield posts[number], [posts[other] for other in full]


def add_pins(pins: Iterable[str], ids: Iterable[str], count: int) -> tuple[str, ...]:
    """Return the pinned ids, then the others, `count` in all and none twice."""
    return tuple(dict.fromkeys([*pins, *ids]))[:count]
