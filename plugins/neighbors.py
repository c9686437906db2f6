"""The posts published just before and after: gives every article `neighbors`."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pelican import signals

from plugins.support.content import Article, Generator, every_article, listed


@dataclass(frozen=True)
class Neighbors:
    """The next newer and next older post; None at the ends."""

    newer: Article | None = None
    older: Article | None = None


def neighbors(articles: Sequence[Article]) -> Iterator[tuple[Article, Neighbors]]:
    """Each article, newest first as given, with its neighbors."""
    for article, newer, older in zip(
        articles, [None, *articles[:-1]], [*articles[1:], None], strict=True
    ):
        yield article, Neighbors(newer, older)


def attach_neighbors(generators: list[Generator]) -> None:
    """Hidden and translated articles stand in no list and have none."""
    for article in every_article(generators):
        article.neighbors = Neighbors()
    for article, found in neighbors(listed(generators)) if listed(generators) else ():
        article.neighbors = found


def register() -> None:
    """Once every post has been sorted."""
    signals.all_generators_finalized.connect(attach_neighbors)
