"""Which further posts a page lists."""

from collections.abc import Collection
from datetime import timedelta

import pytest

from newsroom.site.articles import Article, Neighbors, Series
from newsroom.site.more_posts import (
    find_position,
    linked_slugs,
    positions_by_term,
    posts_beside,
)
from tests.model import DAY, make_article, make_term


def post(slug: str) -> Article:
    """A post; those of the first letters are the newest."""
    return make_article(slug, date=DAY - timedelta(days=ord(slug)))


@pytest.mark.parametrize(
    ("listed", "article", "count", "linked", "expected"),
    [
        ("abcdef", "b", 2, "", "cd"),
        ("abcdef", "e", 2, "", "df"),
        ("abcdef", "f", 3, "", "cde"),
        ("abcd", "b", 9, "", "acd"),
        ("abcd", "a", 9, "", "bcd"),
        ("b", "b", 3, "", ""),
        ("", "b", 3, "", ""),
        ("abcd", "b", 0, "", ""),
        ("acd", "b", 2, "", "cd"),  # which is hidden
        ("acd", "b", 3, "", "acd"),
        ("abcdef", "b", 2, "ac", "de"),
        ("abcdef", "e", 3, "df", "abc"),
        ("abc", "b", 2, "abc", ""),
    ],
)
def test_posts_beside_an_article(
    listed: str, article: str, count: int, linked: Collection[str], expected: str
) -> None:
    term = make_term("author", "Ada")
    term.articles = [post(slug) for slug in listed]
    subject = post(article)
    position = find_position(subject, term, positions_by_term([term]))
    others = posts_beside(term.articles, subject, position, count, {*linked})
    assert "".join(other.slug for other in others) == expected


def test_a_translation_is_where_its_original_is() -> None:
    term = make_term("category", "News")
    term.articles = [post("a"), post("b"), post("c")]
    translation = make_article("b", lang="hi", date=DAY)
    assert find_position(translation, term, positions_by_term([term])) == 1
    assert find_position(make_article("x", date=DAY), term, positions_by_term([term])) == 0


def test_neighbors_and_parts_of_a_series_are_linked_with_lists() -> None:
    older, first, related = make_article("older"), make_article("first"), make_article("related")
    article = make_article("a", neighbors=Neighbors(None, older))
    article.series = Series("Parts", 2, (first, article), first)
    assert linked_slugs(article, (related,)) == {"older", "first", "a", "related"}
    assert linked_slugs(related) == set()
