"""Which feeds there are, and when they last changed."""

from types import SimpleNamespace

import pytest

from plugins.feeds import feed_content, feeds


def term(slug: str) -> SimpleNamespace:
    return SimpleNamespace(slug=slug, name=slug.upper(), url=f"tag/{slug}/")


def test_the_site_comes_first_then_each_term_with_posts() -> None:
    found = feeds("abc", [("tag", term("x"), "ab"), ("tag", term("y"), "")], 2)
    assert [(feed.url, feed.page, feed.title, feed.articles) for feed in found] == [
        ("feeds/all.atom.xml", "", "", "ab"),
        ("feeds/tag/x.atom.xml", "tag/x/", "X", "ab"),
    ]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<a href="/blog/b/">b</a>', '<a href="https://x.example/blog/b/">b</a>'),
        ('<a href="#note">1</a>', '<a href="https://x.example/blog/a/#note">1</a>'),
        ('<img src="https://y.example/c.png">', '<img src="https://y.example/c.png">'),
        (
            '<h2 id="h">H<a aria-label="Link to “H”" class="anchor" href="#h">#</a></h2>',
            '<h2 id="h">H</h2>',
        ),
        ("<p>No link.</p>", "<p>No link.</p>"),
    ],
)
def test_a_body_in_a_feed_stands_on_its_own(html: str, expected: str) -> None:
    assert feed_content(html, "https://x.example/blog/a/") == expected
