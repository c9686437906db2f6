"""Sets `site.sections`: the categories with posts, by name, in the order of CATEGORIES.

Every page shows the sections, so that these have no posts, which would make every page new with
each post.
"""

from newsroom.pipeline.plugin import Plugin, unaffected
from newsroom.site.lists import Section
from newsroom.site.model import Site


def attach_sections(site: Site) -> None:
    """Attach `sections`; a category without posts is none."""
    terms = {term.name: term for term in site.categories}
    site.sections = {
        category.name: Section(category.name, category.description, terms[category.name].url)
        for category in site.settings.categories
        if category.name in terms
    }


PLUGIN = Plugin(
    __name__,
    phase="enrich",
    needs=["site.articles", "site.categories"],
    provides=["site.sections"],
    run=attach_sections,
    update=unaffected,
)
register = PLUGIN.register
