"""Gives every article `related_posts`: other public posts to read next, best first.

Pinned posts (`related:`) come first; how the others are ranked: newsroom/related/posts.py.
"""

from pelican import signals

from newsroom.related.posts import add_pins, related, to_post
from plugins.adapter import Generator, all_articles, get_site, listed_articles


def attach_related_posts(generators: list[Generator]) -> None:
    """Rank listed articles among one another; hidden and translated ones have pins only."""
    count = get_site(generators).related_posts.count
    by_slug = {article.slug: article for article in listed_articles(generators)}
    ranked = related([to_post(article) for article in by_slug.values()], count)
    for article in all_articles(generators):
        slugs = add_pins(article.front_matter.related, ranked.get(article.slug, ()), count)
        article.related_posts = tuple(by_slug[slug] for slug in slugs if slug in by_slug)


def register() -> None:
    """Connect to Pelican's signal after all posts are read."""
    signals.all_generators_finalized.connect(attach_related_posts)
