"""Sections and their rails."""

from dataclasses import replace

import pytest

from newsroom.config.schema import Category, FrontPage
from newsroom.site.articles import Term
from newsroom.site.lists import Section
from plugins.enrich.sections import attach_sections, find_rail
from tests.model import LAYOUT, make_article, make_settings, make_site, make_term

NEWS, NOTES, EMPTY = Category("News", "What is new"), Category("Notes"), Category("Empty")
POSTS = {slug: make_article(slug) for slug in "abcdxyz"}


def term(name: str, slugs: str) -> Term:
    category = make_term("category", name)
    category.articles = [POSTS[slug] for slug in slugs]
    return category


TERMS = (term("Notes", "xyz"), term("News", "abcd"))


def test_sections_with_posts_in_their_declared_order() -> None:
    site = make_site(make_settings(categories=(NEWS, EMPTY, NOTES)), categories=TERMS)
    attach_sections(site)
    assert [*site.sections.values()] == [
        Section("News", "What is new", "category/news/"),
        Section("Notes", "", "category/notes/"),
    ]
    assert site.sections.keys() == site.rails.keys() == {"News", "Notes"}


@pytest.mark.parametrize(
    ("first_page", "count", "rail"),
    [("", 2, "ab"), ("ab", 2, "cd"), ("abcd", 2, ""), ("b", 9, "acd"), ("", 0, "")],
)
def test_a_rail_leaves_out_the_first_page(first_page: str, count: int, rail: str) -> None:
    posts = find_rail(TERMS[1].articles, [POSTS[slug] for slug in first_page], count)
    assert "".join(article.slug for article in posts) == rail


@pytest.mark.parametrize(("sizes", "rail"), [({"index": 2}, "cd"), ({"index": 1}, "bcd"), ({}, "")])
def test_the_first_page_is_that_of_the_front_page(sizes: dict[str, int], rail: str) -> None:
    settings = make_settings(categories=(NEWS,), front_page=FrontPage(rail=9))
    articles = tuple(POSTS[slug] for slug in "abcd")
    site = make_site(settings, articles=articles, categories=TERMS)
    site.layout = replace(LAYOUT, page_sizes=sizes)
    attach_sections(site)
    assert "".join(article.slug for article in site.rails["News"]) == rail
