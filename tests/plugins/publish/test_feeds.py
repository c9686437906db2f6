"""Which feeds there are."""

from types import SimpleNamespace

import pytest

from plugins.publish.feeds import Feed, limit_size, list_feeds


def term(slug: str) -> SimpleNamespace:
    return SimpleNamespace(slug=slug, name=slug.upper(), url=f"tag/{slug}/")


def test_the_site_comes_first_then_each_term_with_posts() -> None:
    feeds = list_feeds("abc", [("tag", term("x"), "ab"), ("tag", term("y"), "")], 2)
    assert [(feed.url, feed.page, feed.title, feed.articles) for feed in feeds] == [
        ("feeds/all.atom.xml", "", "", "ab"),
        ("feeds/tag/x.atom.xml", "tag/x/", "X", "ab"),
    ]


@pytest.mark.parametrize(
    ("sizes", "most", "left"),
    [
        ([], 10, 0),
        ([3, 3, 3], 10, 3),
        ([5, 5, 1], 10, 2),
        ([11, 1], 10, 1),
        ([9, 2, 1], 10, 1),
        ([3, 3], 0, 1),
    ],
)
def test_a_feed_of_long_posts_has_fewer_of_them(sizes: list[int], most: int, left: int) -> None:
    articles = [
        SimpleNamespace(feed_entry=SimpleNamespace(content="é" * (n // 2) + "x" * (n % 2)))
        for n in sizes
    ]
    assert len(limit_size(Feed("", "", "", articles), most).articles) == left
