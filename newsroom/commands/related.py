"""`related`: explain the related posts of a post."""

from collections.abc import Sequence

import click

from newsroom.build.dry_run import read_content
from newsroom.diagnostics.errors import UserError
from newsroom.diagnostics.suggestions import suggestion
from newsroom.related.explanation import render_explanation
from newsroom.site.articles import Article
from newsroom.site.related_posts import to_post


def explain_article(articles: Sequence[Article], slug: str) -> str:
    """Return why each post is listed under the one with a slug; `articles` are all public ones.

    Raise `UserError` if no public post has the slug.
    """
    article = next((article for article in articles if article.slug == slug), None)
    if article is None:
        slugs = [article.slug for article in articles]
        advice = suggestion(slug, slugs) or "drafts and hidden posts have no related posts"
        raise UserError(f'unknown post "{slug}"; {advice}')
    listed = [post.slug for post in article.related_posts if post.lang == article.lang]
    posts = [to_post(article) for article in articles]
    return render_explanation(posts, slug, listed, article.front_matter.related)


def run(slug: str) -> int:
    """Print the explanation for a post and return the exit status."""
    if not slug:
        raise UserError("missing slug of a post; write it as in: python3 blog.py related my-post")
    click.echo(explain_article(read_content("pelicanconf.py").site.articles, slug))
    return 0
