"""Sets `site.sections`: the categories with posts, by name, in the order of CATEGORIES.

Sets `site.rails`, for the front page: the newest posts of each section without those on the first
page of the river, the list of the newest posts of all sections. Every page shows the sections, so
that these have no posts, which would make every page new with each post.
"""

from collections.abc import Collection, Iterable
from itertools import islice

from newsroom.pipeline.plugin import Plugin, unaffected
from newsroom.site.articles import Article
from newsroom.site.lists import Section
from newsroom.site.model import Site


def find_rail(
    articles: Iterable[Article], first_page: Collection[Article], count: int
) -> tuple[Article, ...]:
    """Return at most `count` articles that are not on the first page."""
    return tuple(islice((article for article in articles if article not in first_page), count))


def attach_sections(site: Site) -> None:
    """Attach `sections` and `rails`; the first page of the river is that of `index.html`."""
    size = site.layout.page_sizes.get("index", len(site.articles))
    terms = {term.name: term for term in site.categories}
    categories = [category for category in site.settings.categories if category.name in terms]
    site.sections = {
        category.name: Section(category.name, category.description, terms[category.name].url)
        for category in categories
    }
    site.rails = {
        name: find_rail(terms[name].articles, site.articles[:size], site.settings.front_page.rail)
        for name in site.sections
    }


PLUGIN = Plugin(
    __name__,
    phase="enrich",
    needs=["site.articles", "site.categories"],
    provides=["site.sections", "site.rails"],
    run=attach_sections,
    update=unaffected,
)
register = PLUGIN.register
