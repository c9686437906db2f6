"""Which feeds there are."""

from types import SimpleNamespace

from plugins.feeds import feeds


def term(slug: str) -> SimpleNamespace:
    return SimpleNamespace(slug=slug, name=slug.upper(), url=f"tag/{slug}/")


def test_the_site_comes_first_then_each_term_with_posts() -> None:
    found = feeds("abc", [("tag", term("x"), "ab"), ("tag", term("y"), "")], 2)
    assert [(feed.url, feed.page, feed.title, feed.articles) for feed in found] == [
        ("feeds/all.atom.xml", "", "", "ab"),
        ("feeds/tag/x.atom.xml", "tag/x/", "X", "ab"),
    ]
