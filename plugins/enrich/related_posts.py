"""Sets `article.related_posts`: other public posts to read next, best first.

Pinned posts (`related:`) come first; how the others are ranked: newsroom/related/posts.py.
"""

from newsroom.pipeline.plugin import Plugin
from newsroom.related.posts import Post, add_pins, related
from newsroom.site.articles import Article
from newsroom.site.model import Site


def to_post(article: Article) -> Post:
    """Return what related posts depend on in an article."""
    outline, front = article.outline, article.front_matter
    return Post(
        article.slug,
        front.title,
        outline.text,
        outline.headings,
        front.summary,
        front.tags,
        front.category,
        front.date,
        front.lang,
    )


def attach_related_posts(site: Site) -> None:
    """Rank listed articles among one another.

    A translation has the list of its original, a hidden article its pins only.
    """
    count = site.settings.related_posts.count
    by_slug = {article.slug: article for article in site.articles}
    ranked = related(map(to_post, by_slug.values()), count)
    for article in site.all_articles:
        slugs = add_pins(article.front_matter.related, ranked.get(article.slug, ()), count)
        article.related_posts = tuple(by_slug[slug] for slug in slugs if slug in by_slug)


PLUGIN = Plugin(
    __name__,
    phase="enrich",
    needs=["site.articles", "site.translations", "site.hidden_articles"],
    provides=["article.related_posts"],
    run=attach_related_posts,
)
register = PLUGIN.register
