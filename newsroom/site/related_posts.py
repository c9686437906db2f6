"""What related posts depend on in an article."""

from newsroom.related.posts import Post
from newsroom.site.articles import Article


def to_post(article: Article) -> Post:
    """Return the part of an article that ranks related posts."""
    outline, front = article.outline, article.front_matter
    return Post(
        article.slug,
        front.title,
        article.document.body.text,
        outline.headings,
        front.summary,
        front.tags,
        front.category,
        front.date,
        front.lang,
    )
