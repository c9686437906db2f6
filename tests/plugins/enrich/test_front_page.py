"""The posts of the front page."""

from dataclasses import replace
from datetime import timedelta

import pytest

from newsroom.config.schema import FrontPage
from newsroom.site.lists import Section
from plugins.enrich.front_page import (
    attach_front_page,
    find_lead,
    find_rail,
    find_strip_section,
)
from tests.model import DAY, LAYOUT, make_article, make_settings, make_site, make_term

POSTS = {slug: make_article(slug) for slug in "abcd"}


@pytest.mark.parametrize(
    ("ages", "featured", "days", "lead"),
    [
        ([], [], 7, None),
        ([0, 1, 2], [], 7, 0),
        ([0, 1, 2], [2], 7, 2),
        ([0, 1, 2], [1, 2], 7, 1),
        ([0, 6, 7, 8], [2, 3], 7, 2),
        ([0, 6, 7, 8], [3], 7, 0),
        ([0, 1], [1], 0, 0),
        ([0, 0], [1], 0, 1),
    ],
)
def test_the_newest_featured_post_leads_for_some_days(
    ages: list[int], featured: list[int], days: int, lead: int | None
) -> None:
    posts = [
        make_article(f"p{number}", date=DAY - timedelta(days=age), featured=number in featured)
        for number, age in enumerate(ages)
    ]
    assert find_lead(posts, days) is (None if lead is None else posts[lead])


@pytest.mark.parametrize(
    ("listed", "count", "rail"),
    [("", 2, "ab"), ("ab", 2, "cd"), ("b", 3, "acd"), ("b", 4, ""), ("abcd", 1, ""), ("", 0, "")],
)
def test_a_rail_leaves_out_what_is_listed_and_is_full_or_absent(
    listed: str, count: int, rail: str
) -> None:
    posts = find_rail(POSTS.values(), [POSTS[slug] for slug in listed], count)
    assert "".join(article.slug for article in posts) == rail


@pytest.mark.parametrize(
    ("sections", "rails", "section"),
    [
        ("", [], ""),
        ("A", [], ""),
        ("AAA", [], ""),
        ("AAAA", [], "A"),
        ("AAAA", ["B", "C"], "A"),
        ("AAAA", ["A", "B"], ""),
        ("AAAB", [], ""),
    ],
)
def test_one_section_that_fills_the_strip_heads_it_unless_it_has_a_rail(
    sections: str, rails: list[str], section: str
) -> None:
    posts = [make_article(f"p{n}", category=name) for n, name in enumerate(sections)]
    assert find_strip_section(posts, rails) == section


@pytest.mark.parametrize(
    ("size", "orphans", "featured", "latest", "rails"),
    [
        (2, 0, "", "b", {"News": "ce", "Notes": "df"}),
        (1, 0, "", "", {"News": "ce", "Notes": "bd"}),
        (2, 0, "b", "a", {"News": "ce", "Notes": "df"}),
        (2, 0, "h", "ab", {"News": "ce", "Notes": "df"}),
        (4, 0, "g", "abcd", {}),  # a rail of Notes would be alone
        (0, 0, "", "bcdefgh", {}),
        (6, 2, "", "bcdefgh", {}),  # there is no second page
        (6, 1, "", "bcdef", {}),
    ],
)
def test_each_post_is_on_the_front_page_once(
    size: int, orphans: int, featured: str, latest: str, rails: dict[str, str]
) -> None:
    articles = tuple(make_article(slug, featured=slug in [*featured]) for slug in "abcdefgh")
    news, notes = make_term("category", "News"), make_term("category", "Notes")
    news.articles, notes.articles = [*articles[::2]], [*articles[1::2]]
    site = make_site(
        make_settings(front_page=FrontPage(rail=2)),
        articles=articles,
        categories=(news, notes),
        sections={name: Section(name, "", "") for name in ("News", "Notes")},
    )
    site.layout = replace(LAYOUT, page_sizes={"index": size}, orphans=orphans)
    attach_front_page(site)
    front = site.front_page
    assert front.lead
    assert front.lead.slug == (featured or "a")
    assert "".join(article.slug for article in front.latest) == latest
    names = {name: "".join(post.slug for post in posts) for name, posts in front.rails.items()}
    assert names == rails
