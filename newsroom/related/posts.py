"""Related posts: for each post the others that are closest to it, best first.

Posts are close when they share words, pairs of words, tags or a category that few posts have; what
every post has weighs nothing. Closeness fades with the time between two posts, and a post that is
close to many others has to be closer to be shown, else it would stand under all of them. Posts that
are nearly the same stand together only where there is nothing else to show. Ties go to the newer
post, then by id. A post alone in its language has ().

What was tried, and what it scored on real blogs: benchmarks/related.md.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from newsroom.content.article import Article
from newsroom.text.tokenizer import tokenize

if TYPE_CHECKING:  # numpy takes a tenth of a second to load, and without posts nobody needs it
    from newsroom.related.features import Terms

TITLE, SUMMARY, HEADING, TAG = 5, 2, 2, 6  # how often a term there counts as one in the body
DISTINCT = 4  # first entries of a list that are held apart


@dataclass(frozen=True)
class Post:
    """All that relatedness depends on. `body` is plain text."""

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
    """The words of each part of a post, the body first, and its labels, all with their weights."""
    texts = [
        (tokenize(post.body), 1),
        (tokenize(post.title), TITLE),
        (tokenize(post.summary), SUMMARY),
    ]
    texts += [(tokenize(heading), HEADING) for heading in post.headings]
    return texts, ([label.casefold() for label in (*post.tags, post.category)], TAG)


def terms(post: Post) -> "Terms":
    """The terms of one post; needs that post alone."""
    from newsroom.related.features import count_terms  # noqa: PLC0415

    return count_terms(*fields(post))


def by_language(posts: Iterable[Post]) -> dict[str, list[Post]]:
    """The posts of each language, newest first, ties by id."""
    groups: dict[str, list[Post]] = {}
    for post in sorted(posts, key=lambda post: (-post.date.timestamp(), post.id)):
        groups.setdefault(post.language, []).append(post)
    return groups


def day_numbers(posts: Iterable[Post]) -> list[int]:
    """The date of each post in whole days."""
    return [int(post.date.timestamp()) // 86400 for post in posts]


def related(
    posts: Iterable[Post], count: int = 4, *, newer: bool = True
) -> dict[str, tuple[str, ...]]:
    """For each post's id the ids of at most `count` others in its language, best first.

    `newer=False` lists only posts dated no later than the post itself. A list is shorter than
    `count` only when there are fewer such posts.
    """
    return {
        post.id: tuple(other.id for other in found[:count])
        for group in by_language(posts).values()
        for post, found in ranked(group, count, newer=newer)
    }


def ranked(
    posts: Sequence[Post], count: int, *, newer: bool
) -> Iterator[tuple[Post, Sequence[Post]]]:
    """Each post of one language, given newest first, with the others in order."""
    if len(posts) < 2:
        yield from ((post, ()) for post in posts)
        return
    from newsroom.related.near_duplicates import NearDuplicates, held_apart  # noqa: PLC0415
    from newsroom.related.ranking import filled, firsts_of_moment, rank  # noqa: PLC0415
    from newsroom.related.tfidf import weigh  # noqa: PLC0415

    since = [0] * len(posts) if newer else firsts_of_moment([post.date for post in posts])
    days = day_numbers(posts)
    counted = [terms(post) for post in posts]
    openings = [text.opening for text in counted]
    rankings = rank(weigh(counted), days, since)
    alike = NearDuplicates([post.title for post in posts], openings, rankings)
    for number, ranking in enumerate(rankings):
        order = filled(ranking.order, number, days, since[number], count)
        yield posts[number], [posts[other] for other in held_apart(order, alike, DISTINCT)]


def topped_up(pins: Iterable[str], found: Iterable[str], count: int) -> tuple[str, ...]:
    """Pinned ids first, then the found ones, `count` in all and none twice."""
    return tuple(dict.fromkeys([*pins, *found]))[:count]


def to_post(article: Article) -> Post:
    """An article as far as relatedness goes."""
    outline, front = article.outline, article.front_matter
    return Post(
        article.slug,
        front.title,
        outline.text,
        outline.headings,
        front.summary,
        front.tags,
        front.category,
        front.date,
        front.lang,
    )
