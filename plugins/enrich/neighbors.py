"""The posts published just before and after: gives every article `neighbors`."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pelican import signals

from newsroom.content.article import Article
from plugins.adapter import Generator, every_article, listed


@dataclass(frozen=True)
class Neighbors:
    """The next newer and next older post; None at the ends."""

    newer: Article | None = None
    older: Article | None = None


def neighbors(articles: Sequence[Article]) -> Iterator[tuple[Article, Neighbors]]:
    """Each article, newest first as given, with its neighbors."""
    padded = [None, *articles, None]
    for position, article in enumerate(articles):
        yield article, Neighbors(newer=padded[position], older=padded[position + 2])


def attach_neighbors(generators: list[Generator]) -> None:
    """Hidden and translated articles stand in no list and have none."""
    for article in every_article(generators):
        article.neighbors = Neighbors()
    for article, found in neighbors(listed(generators)):
        article.neighbors = found


def register() -> None:
    """Once every post has been sorted."""
    signals.all_generators_finalized.connect(attach_neighbors)
