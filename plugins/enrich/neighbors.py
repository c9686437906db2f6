"""Sets `article.neighbors`: the posts published just before and after a post."""

from collections.abc import Iterator, Sequence

from newsroom.pipeline.plugin import Plugin, unaffected
from newsroom.site.articles import Article, Neighbors
from newsroom.site.model import Site


def find_neighbors(articles: Sequence[Article]) -> Iterator[tuple[Article, Neighbors]]:
    """Yield each article, newest first as given, with its neighbors."""
    padded = [None, *articles, None]
    for position, article in enumerate(articles):
        yield article, Neighbors(newer=padded[position], older=padded[position + 2])


def attach_neighbors(site: Site) -> None:
    """Attach `neighbors`; hidden and translated articles are in no list and have none."""
    for article, neighbors in find_neighbors(site.articles):
        article.neighbors = neighbors


PLUGIN = Plugin(
    __name__,
    phase="enrich",
    needs=["site.articles"],
    provides=["article.neighbors"],
    run=attach_neighbors,
    update=unaffected,
)
register = PLUGIN.register
