"""Newer and older posts."""

import pytest

from newsroom.site.articles import Article
from plugins.enrich.neighbors import attach_neighbors
from tests.model import make_article, make_site


def slug(article: Article | None) -> str:
    return article.slug if article else ""


@pytest.mark.parametrize(
    ("articles", "expected"),
    [
        ("", []),
        ("a", [("a", "", "")]),
        ("abc", [("a", "", "b"), ("b", "a", "c"), ("c", "b", "")]),
    ],
)
def test_neighbors(articles: str, expected: list[tuple[str, str, str]]) -> None:
    site = make_site(articles=tuple(map(make_article, articles)))
    attach_neighbors(site)
    pairs = [(post.slug, post.neighbors) for post in site.articles]
    assert [(name, slug(pair.newer), slug(pair.older)) for name, pair in pairs] == expected


def test_articles_outside_the_list_have_no_neighbors() -> None:
    translation, hidden = make_article("hi"), make_article("h", status="hidden")
    articles = (make_article("a"), make_article("b"))
    attach_neighbors(
        make_site(articles=articles, translations=(translation,), hidden_articles=(hidden,))
    )
    for article in (translation, hidden):
        assert (article.neighbors.newer, article.neighbors.older) == (None, None)
