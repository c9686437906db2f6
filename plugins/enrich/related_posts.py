"""Sets `article.related_posts`: other public posts to read next, best first.

Pinned posts (`related:`) come first; how the others are ranked: newsroom/related/posts.py. The
posts published just before and after an article are links of their own on its page, and are left
out of the list unless they are pinned or there is nothing else.
"""

from collections.abc import Sequence

from newsroom.pipeline.plugin import Plugin
from newsroom.related.posts import add_pins
from newsroom.site.articles import Article, Entry
from newsroom.site.model import Site
from newsroom.site.related_posts import rank_related

NEIGHBORS = 2  # of an article at most, which its list leaves out


def defer_neighbors(article: Article, slugs: Sequence[str]) -> list[str]:
    """Return slugs with those of the next newer and next older article last."""
    neighbors = (article.neighbors.newer, article.neighbors.older)
    linked = {neighbor.slug for neighbor in neighbors if neighbor}
    return sorted(slugs, key=linked.__contains__)


def attach_related_posts(site: Site) -> None:
    """Rank listed articles among one another.

    A translation has the list of its original, a hidden article its pins only.
    """
    site.progress.start_phase("comparing posts")
    count = site.settings.related_posts.count
    by_slug = {article.slug: article for article in site.articles}
    ranked = rank_related(by_slug.values(), count + NEIGHBORS, site.cache)
    for article in site.all_articles:
        original = by_slug.get(article.slug, article)
        others = defer_neighbors(original, ranked.get(article.slug, ()))
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
    ],
    provides=["article.related_posts"],
    run=attach_related_posts,
    update=rank_again,
    is_slow=True,
)
register = PLUGIN.register
