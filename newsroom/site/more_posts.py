"""Which further posts of an author or a section the page of an article lists.

They are chosen beside an article, not among the newest of all, so that a new post changes the pages
of few others.
"""

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice

from newsroom.site.articles import Article, Term


def positions_by_term(terms: Iterable[Term]) -> dict[str, dict[str, int]]:
    """Return the position of each post in the list of each term, by the slugs of both."""
    return {
        term.slug: {post.slug: position for position, post in enumerate(term.articles)}
        for term in terms
    }


def find_position(article: Article, term: Term, positions: Mapping[str, Mapping[str, int]]) -> int:
    """Return where an article is in the list of a term, newest first.

    A translation is where its original is. A hidden post, which is not in the list, is before the
    first one that is not newer.
    """
    listed = positions.get(term.slug, {}).get(article.slug)
    if listed is not None:
        return listed
    instant = -article.date.timestamp()
    return bisect_left(term.articles, instant, key=lambda post: -post.date.timestamp())


def posts_beside(
    posts: Sequence[Article], article: Article, position: int, count: int, linked: Collection[str]
) -> tuple[Article, ...]:
    """Return `count` posts beside an article, newest first.

    `posts` are newest first; the article is, or would be, at `position`. The posts are the last
    ones before it, and only where these are too few the first ones after it. Posts whose slug is in
    `linked` are left out.
    """

    def others(positions: range) -> Iterator[Article]:
        for post in map(posts.__getitem__, positions):
            if post.slug != article.slug and post.slug not in linked:
                yield post

    older = [*islice(others(range(position, len(posts))), count)]
    newer = [*islice(others(range(position - 1, -1, -1)), count - len(older))]
    return (*reversed(newer), *older)


def linked_slugs(article: Article, *lists: Iterable[Article]) -> set[str]:
    """Return the slugs of posts that the page of an article links beside some lists of it.

    These are its neighbors and the parts of its series, and all posts of `lists`.
    """
    neighbors = (article.neighbors.newer, article.neighbors.older)
    parts = article.series.parts if article.series else ()
    return {post.slug for post in chain(neighbors, parts, *lists) if post}
