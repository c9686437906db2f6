"""Posts that belong together: gives every article `series`, its place among the parts, or None.

Parts are public posts in one language with one `series` in their front matter, in the order of
date, then slug. A single post is no series. (`references` warns of names spelt in two ways.)

Needs: front_matter, translations.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pelican import signals

from newsroom.content.article import Article
from plugins.adapter import Generator, every_article, public


@dataclass(frozen=True)
class Series:
    """A post among the parts of its series: `number` counts from 1; None at the ends."""

    name: str
    number: int
    parts: tuple[Article, ...]
    previous: Article | None = None
    next: Article | None = None


def parts_of_series(articles: Iterable[Article]) -> dict[tuple[str, str], list[Article]]:
    """The posts of each (name, language), first part first."""
    found: dict[tuple[str, str], list[Article]] = defaultdict(list)
    for article in sorted(articles, key=lambda article: (article.date, article.slug)):
        if name := article.front_matter.series:
            found[name, article.lang].append(article)
    return found


def places(name: str, parts: Sequence[Article]) -> list[tuple[Article, Series]]:
    """Each part with its place; nothing for a single post."""
    padded = [None, *parts, None]
    return [
        (article, Series(name, number, tuple(parts), padded[number - 1], padded[number + 1]))
        for number, article in enumerate(parts, start=1)
        if len(parts) > 1
    ]


def attach_series(generators: list[Generator]) -> None:
    """Hidden articles are part of nothing."""
    for article in every_article(generators):
        article.series = None
    for (name, _), parts in parts_of_series(public(generators)).items():
        for article, place in places(name, parts):
            article.series = place


def register() -> None:
    """Once every post has been read."""
    signals.all_generators_finalized.connect(attach_series)
