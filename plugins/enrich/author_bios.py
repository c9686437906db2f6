"""Sets `article.author_bios`: the profile of each author, and other posts of that author.

AUTHOR_BIOS says how many posts; those that the page links elsewhere are left out.
"""

from newsroom.pipeline.plugin import Plugin
from newsroom.site.articles import AuthorBio, Entry
from newsroom.site.model import Site
from newsroom.site.more_posts import find_position, linked_slugs, positions_by_term, posts_beside


def attach_author_bios(site: Site) -> None:
    """Give each article the bios of its byline in order; an author without a profile has none."""
    positions = positions_by_term(site.authors)
    for article in site.all_articles:
        bios = []
        linked = linked_slugs(article, article.related_posts, article.section_posts)
        for author in article.authors:
            if author.profile:
                position = find_position(article, author, positions)
                count = site.settings.author_bios.more
                more = posts_beside(author.articles, article, position, count, linked)
                linked |= {post.slug for post in more}
                feed_url = author.feed_url if author.articles else ""
                bios.append(AuthorBio(author.profile, more, feed_url))
        article.author_bios = tuple(bios)


def update_author_bios(site: Site, entry: Entry) -> None:
    """Choose the posts of all bios once more, since the related posts of any may have changed."""
    del entry
    attach_author_bios(site)


PLUGIN = Plugin(
    __name__,
    phase="enrich",
    needs=[
        "site.articles",
        "site.translations",
        "site.hidden_articles",
        "site.authors",
        "author.profile",
        "article.authors",
        "article.neighbors",
        "article.related_posts",
        "article.section_posts",
        "article.series",
    ],
    provides=["article.author_bios"],
    run=attach_author_bios,
    update=update_author_bios,
    is_slow=True,
)
register = PLUGIN.register
