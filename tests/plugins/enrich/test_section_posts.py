"""More posts of a section."""

from datetime import timedelta

from newsroom.config.schema import SectionPosts
from newsroom.site.articles import Article, Neighbors
from plugins.enrich.section_posts import attach_section_posts, update_section_posts
from tests.model import DAY, make_article, make_settings, make_site, make_term


def test_posts_of_the_category_that_nothing_else_on_the_page_links() -> None:
    news, notes = make_term("category", "News"), make_term("category", "Notes")
    posts = [make_article(slug, date=DAY - timedelta(days=ord(slug))) for slug in "abcdef"]
    a, b, c, d, e, f = posts
    news.articles, notes.articles = [a, b, c, d, e], [f]
    for article in posts:
        article.category = notes if article is f else news
    a.neighbors, a.related_posts = Neighbors(None, b), (c,)
    settings = make_settings(section_posts=SectionPosts(count=1))
    site = make_site(settings, articles=tuple(posts), categories=(news, notes))
    attach_section_posts(site)
    assert [article.section_posts for article in posts] == [(d,), (c,), (d,), (e,), (d,), ()]
    update_section_posts(site, a)
    assert a.section_posts == (d,)


def test_a_hidden_post_has_those_that_are_older() -> None:
    news = make_term("category", "News")
    posts: list[Article] = [make_article("a"), make_article("b", date=DAY - timedelta(days=2))]
    news.articles = posts
    hidden = make_article("h", date=DAY - timedelta(days=1), status="hidden")
    hidden.category = news
    settings = make_settings(section_posts=SectionPosts(count=1))
    attach_section_posts(make_site(settings, hidden_articles=(hidden,), categories=(news,)))
    assert hidden.section_posts == (posts[1],)
