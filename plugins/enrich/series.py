"""Gives every article `series`: its series and its number among the parts, or None.

Parts are public posts in one language with one `series` in their front matter, in the order of
date, then slug. A single post has no series. (`cross_references` warns of names spelt in two ways.)

Needs: front_matter, translations.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pelican import signals

from newsroom.content.article import Article
from plugins.adapter import Generator, all_articles, public_articles


@dataclass(frozen=True)
class Series:
    """A part of a series: `number` counts from 1; `previous` and `next` are None at the ends."""

    name: str
    number: int
    parts: tuple[Article, ...]
    previous: Article | None = None
    next: Article | None = None


def group_by_series(articles: Iterable[Article]) -> dict[tuple[str, str], list[Article]]:
    """Return the posts of each series, by (name, language), first part first."""
    groups: dict[tuple[str, str], list[Article]] = defaultdict(list)
    for article in sorted(articles, key=lambda article: (article.date, article.slug)):
        if name := article.front_matter.series:
            groups[name, article.lang].append(article)
    return groups


def number_parts(name: str, parts: Sequence[Article]) -> list[tuple[Article, Series]]:
    """Return each part with its `Series`; nothing for a single post."""
    padded = [None, *parts, None]
    return [
        (article, Series(name, number, tuple(parts), padded[number - 1], padded[number + 1]))
        for number, article in enumerate(parts, start=1)
        if len(parts) > 1
    ]


def attach_series(generators: list[Generator]) -> None:
    """Attach `series`; hidden articles have None."""
    for article in all_articles(generators):
        article.series = None
    for (name, _), parts in group_by_series(public_articles(generators)).items():
        for article, series in number_parts(name, parts):
            article.series = series


def register() -> None:
    """Connect to Pelican's signal after all posts are read."""
    signals.all_generators_finalized.connect(attach_series)
