"""Sets `article.related_posts`: other public posts to read next, best first.

Pinned posts (`related:`) come first; how the others are ranked: newsroom/related/posts.py. Posts
that the page links elsewhere, those published just before and after it and the parts of its series,
are left out of the list unless they are pinned or there is nothing else.
"""

from collections.abc import Sequence

from newsroom.pipeline.plugin import Plugin
from newsroom.related.posts import add_pins
from newsroom.site.articles import Article, Entry
from newsroom.site.model import Site
from newsroom.site.more_posts import linked_slugs
from newsroom.site.related_posts import rank_related

DEFERRED = 6  # neighbors and parts of a series, which may be among the best


def defer_linked(article: Article, slugs: Sequence[str]) -> list[str]:
    """Return slugs with those of neighbors and parts of the series last."""
    return sorted(slugs, key=linked_slugs(article).__contains__)


def attach_related_posts(site: Site) -> None:
    """Rank listed articles among one another.

    A translation has the list of its original, a hidden article its pins only.
    """
    site.progress.start_phase("comparing posts")
    count = site.settings.related_posts.count
    by_slug = {article.slug: article for article in site.articles}
    ranked = rank_related(by_slug.values(), count + DEFERRED, site.cache)
    for article in site.all_articles:
        original = by_slug.get(article.slug, article)
        others = defer_linked(original, ranked.get(article.slug, ()))
        slugs = add_pins(article.front_matter.related, others, count)
        article.related_posts = tuple(by_slug[slug] for slug in slugs if slug in by_slug)


def rank_again(site: Site, entry: Entry) -> None:
    """Rank all articles, since the words of an edited one count for all others."""
    del entry
    attach_related_posts(site)


PLUGIN = Plugin(
    __name__,
    phase="enrich",
    needs=[
        "site.articles",
        "site.translations",
        "site.hidden_articles",
        "article.neighbors",
        "article.series",
    ],
    provides=["article.related_posts"],
    run=attach_related_posts,
    update=rank_again,
    is_slow=True,
)
register = PLUGIN.register
