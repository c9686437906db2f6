"""Gives every article `neighbors`: the posts published just before and after it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pelican import signals

from newsroom.content.article import Article
from plugins.adapter import Generator, all_articles, listed_articles


@dataclass(frozen=True)
class Neighbors:
    """The next newer and next older post; None at the ends."""

    newer: Article | None = None
    older: Article | None = None


def find_neighbors(articles: Sequence[Article]) -> Iterator[tuple[Article, Neighbors]]:
    """Yield each article, newest first as given, with its neighbors."""
    padded = [None, *articles, None]
    for position, article in enumerate(articles):
        yield article, Neighbors(newer=padded[position], older=padded[position + 2])


def attach_neighbors(generators: list[Generator]) -> None:
    """Attach `neighbors`; hidden and translated articles are in no list and have none."""
    for article in all_articles(generators):
        article.neighbors = Neighbors()
    for article, neighbors in find_neighbors(listed_articles(generators)):
        article.neighbors = neighbors


def register() -> None:
    """Connect to Pelican's signal after all posts are sorted."""
    signals.all_generators_finalized.connect(attach_neighbors)
