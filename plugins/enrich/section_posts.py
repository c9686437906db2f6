"""Sets `article.section_posts`: the posts of its category just before it.

SECTION_POSTS says how many; those that the page links elsewhere are left out.
"""

from newsroom.pipeline.plugin import Plugin
from newsroom.site.articles import Entry
from newsroom.site.model import Site
from newsroom.site.more_posts import find_position, linked_slugs, positions_by_term, posts_beside


def attach_section_posts(site: Site) -> None:
    """Give each article other posts of its category, a translation those beside its original."""
    count, positions = site.settings.section_posts.count, positions_by_term(site.categories)
    for article in site.all_articles:
        posts = article.category.articles
        position = find_position(article, article.category, positions)
        linked = linked_slugs(article, article.related_posts)
        article.section_posts = posts_beside(posts, article, position, count, linked)


def update_section_posts(site: Site, entry: Entry) -> None:
    """Choose the posts of all articles once more, since related posts of any may have changed."""
    del entry
    attach_section_posts(site)


PLUGIN = Plugin(
    __name__,
    phase="enrich",
    needs=[
        "site.articles",
        "site.translations",
        "site.hidden_articles",
        "site.categories",
        "article.category",
        "article.neighbors",
        "article.related_posts",
        "article.series",
    ],
    provides=["article.section_posts"],
    run=attach_section_posts,
    update=update_section_posts,
    is_slow=True,
)
register = PLUGIN.register
