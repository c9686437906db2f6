"""Sets `article.series`: the series of a post and its number among the parts, or None.

Parts are public posts in one language with one `series` in their front matter, in the order of
date, then slug. A single post has no series. (`cross_references` warns of names spelt in two ways.)
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from newsroom.pipeline.plugin import Plugin, unaffected
from newsroom.site.articles import Article, Series
from newsroom.site.model import Site


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


def attach_series(site: Site) -> None:
    """Attach `series`; hidden articles have None."""
    for (name, _), parts in group_by_series(site.public_articles).items():
        for article, series in number_parts(name, parts):
            article.series = series


PLUGIN = Plugin(
    __name__,
    phase="enrich",
    needs=["site.articles", "site.translations"],
    provides=["article.series"],
    run=attach_series,
    update=unaffected,
)
register = PLUGIN.register
