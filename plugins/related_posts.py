"""What else to read: gives every article `related_posts`, other public posts, best first.

Posts are close when they share words, pairs of words and tags that few posts have; a term of every
post weighs nothing. Closeness fades with the time between two posts, and a post that is close to
many others has to be closer to be shown, else it would stand under all of them. Posts that are
nearly the same stand together only where there is nothing else to show. Pinned posts (`related:`)
come first. Ties go to the newer post, then by id. A post alone in its language has ().

What was tried, and what it scored on real blogs: benchmarks/related.md.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING

from pelican import signals

from plugins.support.content import Article, Generator, every_article, listed, site_of
from plugins.support.words import words

if TYPE_CHECKING:  # numpy takes a tenth of a second to load, and without posts nobody needs it
    from plugins.support.ranking import Ranking
    from plugins.support.terms import Terms

TITLE, SUMMARY, HEADING, TAG = 5, 2, 2, 6  # how often a term there counts as one in the body
OPENING = 300  # words that are compared to tell whether two posts are nearly the same
SAME = 0.3  # share of runs of three words that such openings have in common
LIKE = 0.1  # likeness below which two posts have no opening in common
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


def terms(post: Post) -> "Terms":
    """The terms of one post; needs that post alone."""
    from plugins.support.terms import count_terms  # noqa: PLC0415

    texts = [(words(post.body), 1), (words(post.title), TITLE), (words(post.summary), SUMMARY)]
    texts += [(words(heading), HEADING) for heading in post.headings]
    return count_terms(texts, ([tag.casefold() for tag in post.tags], TAG))


def related(
    posts: Iterable[Post], count: int = 4, *, newer: bool = True
) -> dict[str, tuple[str, ...]]:
    """For each post's id the ids of at most `count` others in its language, best first.

    `newer=False` lists only posts dated no later than the post itself. A list is shorter than
    `count` only when there are fewer such posts.
    """
    newest_first = sorted(posts, key=lambda post: (-post.date.timestamp(), post.id))
    by_language: dict[str, list[Post]] = {}
    for post in newest_first:
        by_language.setdefault(post.language, []).append(post)
    return {
        post.id: tuple(other.id for other in found[:count])
        for group in by_language.values()
        for post, found in ranked(group, count, newer=newer)
    }


def ranked(
    posts: Sequence[Post], count: int, *, newer: bool
) -> Iterator[tuple[Post, Sequence[Post]]]:
    """Each post of one language, given newest first, with the others in order."""
    if len(posts) < 2:
        yield from ((post, ()) for post in posts)
        return
    from plugins.support.ranking import rank  # noqa: PLC0415
    from plugins.support.vectors import weigh  # noqa: PLC0415

    since = [0] * len(posts) if newer else firsts_of_moment([post.date for post in posts])
    days = [int(post.date.timestamp()) // 86400 for post in posts]
    rankings = rank(weigh([terms(post) for post in posts]), days, since)
    alike = Alike(posts, rankings)
    for number, ranking in enumerate(rankings):
        order = filled(ranking.order, number, range(since[number], len(posts)), count)
        yield posts[number], [posts[other] for other in held_apart(order, alike)]


def firsts_of_moment(dates: Sequence[datetime]) -> list[int]:
    """For each date, newest first, the place of the first that is no later: its own or an equal."""
    firsts: list[int] = []
    for place, date in enumerate(dates):
        firsts.append(firsts[-1] if place and dates[place - 1] == date else place)
    return firsts


def filled(order: list[int], number: int, known: Iterable[int], count: int) -> list[int]:
    """An order with `count` entries, filled up with the newest known posts but `number` itself."""
    if len(order) >= count:
        return order
    rest = [other for other in known if other != number and other not in order]
    return order + rest[: count - len(order)]


def held_apart(order: Sequence[int], alike: Callable[[int, int], bool]) -> list[int]:
    """The order, with what is nearly the same as an entry before it after the DISTINCT first."""
    first: list[int] = []
    late: list[int] = []
    for place, other in enumerate(order):
        if len(first) == DISTINCT:
            return [*first, *late, *order[place:]]
        (late if any(alike(other, chosen) for chosen in first) else first).append(other)
    return first + late


class Alike:
    """Tells whether two posts are nearly the same: one title but for numbers, or one opening."""

    def __init__(self, posts: Sequence[Post], rankings: "Sequence[Ranking]") -> None:
        self.rankings = rankings
        self.titles = [" ".join(re.findall(r"[^\W\d_]+", post.title.casefold())) for post in posts]
        self.runs = cache(lambda number: runs(words(posts[number].body)[:OPENING]))

    def __call__(self, one: int, other: int) -> bool:
        """Openings are read only where the posts are like each other at all."""
        if self.titles[one] and self.titles[one] == self.titles[other]:
            return True
        if self.rankings[one].likeness.get(other, 0) < LIKE:
            return False
        either = self.runs(one) | self.runs(other)
        return len(self.runs(one) & self.runs(other)) >= SAME * max(1, len(either))


def runs(opening: Sequence[str]) -> frozenset[tuple[str, str, str]]:
    """The runs of three words in a text."""
    return frozenset(zip(opening, opening[1:], opening[2:], strict=False))


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


def attach_related_posts(generators: list[Generator]) -> None:
    """Listed articles are related to one another; hidden and translated ones have pins only."""
    count = site_of(generators).related_posts.count
    by_slug = {article.slug: article for article in listed(generators)}
    found = related([to_post(article) for article in by_slug.values()], count)
    for article in every_article(generators):
        slugs = topped_up(article.front_matter.related, found.get(article.slug, ()), count)
        article.related_posts = tuple(by_slug[slug] for slug in slugs if slug in by_slug)


def register() -> None:
    """Once every post has been read."""
    signals.all_generators_finalized.connect(attach_related_posts)
