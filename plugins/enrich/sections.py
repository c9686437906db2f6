"""Sets `site.sections`: the categories with posts, by name, in the order of CATEGORIES.

Each has a rail for the front page: its newest posts without those on the first page of the river,
the list of the newest posts of all sections.
"""

from collections.abc import Collection, Iterable

from newsroom.config.schema import Category
from newsroom.pipeline.plugin import Plugin, unaffected
from newsroom.site.articles import Article, Term
from newsroom.site.lists import Section
from newsroom.site.model import Site


def build_sections(
    categories: Iterable[Category],
    terms: Iterable[Term],
    first_page: Collection[Article],
    count: int,
) -> dict[str, Section]:
    """Return sections with rails of at most `count` posts; `terms` are categories with posts."""
    by_name = {term.name: term for term in terms}
    sections = {}
    for category in categories:
        if term := by_name.get(category.name):
            rest = (article for article in term.articles if article not in first_page)
            rail = tuple(rest)[:count]
            sections[term.name] = Section(term.name, category.description, term.url, rail)
    return sections


def attach_sections(site: Site) -> None:
    """Attach `sections`; the first page of the river is that of the template `index`."""
    size = site.layout.page_sizes.get("index", len(site.articles))
    rail = site.settings.front_page.rail
    categories = site.settings.categories
    site.sections = build_sections(categories, site.categories, site.articles[:size], rail)


PLUGIN = Plugin(
    __name__,
    phase="enrich",
    needs=["site.articles", "site.categories"],
    provides=["site.sections"],
    run=attach_sections,
    update=unaffected,
)
register = PLUGIN.register
