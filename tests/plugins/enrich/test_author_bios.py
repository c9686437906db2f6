"""Bios below a post."""

from newsroom.config.schema import AuthorBios
from newsroom.site.articles import Author
from plugins.enrich.author_bios import attach_author_bios, update_author_bios
from tests.model import make_article, make_author, make_settings, make_site


def test_bios_are_in_the_order_of_the_byline_with_posts_that_the_page_has_nowhere_else() -> None:
    ada, ben, cy = (
        make_author("Ada"),
        make_author("Ben"),
        Author("author", "Cy", "cy", "author/cy/"),
    )
    a, b, c = (make_article(slug) for slug in "abc")
    a.authors, b.authors, c.authors = (ben, ada, cy), (ada, ben), (ada,)
    ada.articles, ben.articles = [a, b, c], [a, b]
    site = make_site(
        make_settings(author_bios=AuthorBios(more=2)), articles=(a, b, c), authors=(ada, ben, cy)
    )
    attach_author_bios(site)
    assert [(bio.profile.name, bio.more) for bio in a.author_bios] == [("Ben", (b,)), ("Ada", (c,))]
    b.related_posts, b.section_posts = (a,), (c,)
    update_author_bios(site, b)
    assert [(bio.profile.name, bio.more) for bio in b.author_bios] == [("Ada", ()), ("Ben", ())]
