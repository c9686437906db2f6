"""Sections of the site."""

from newsroom.config.schema import Category
from newsroom.site.lists import Section
from plugins.enrich.sections import attach_sections
from tests.model import make_settings, make_site, make_term

NEWS, NOTES, EMPTY = Category("News", "What is new"), Category("Notes"), Category("Empty")


def test_sections_with_posts_in_their_declared_order() -> None:
    terms = (make_term("category", "Notes"), make_term("category", "News"))
    site = make_site(make_settings(categories=(NEWS, EMPTY, NOTES)), categories=terms)
    attach_sections(site)
    assert [*site.sections.values()] == [
        Section("News", "What is new", "category/news/"),
        Section("Notes", "", "category/notes/"),
    ]
