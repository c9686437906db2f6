"""The related posts of articles, and what they depend on in an article."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial

from newsroom.cache.store import Cache
from newsroom.content.body import KeptBody
from newsroom.related.posts import Post, PostReference, related, update_related
from newsroom.site.articles import Article

KIND = "related"  # of values in the cache


@dataclass(frozen=True)
class CachedMemory:
    """What related posts keep from build to build, in a cache."""

    cache: Cache

    def get(self, name: str) -> bytes | None:
        """Return what was put under a name, or None."""
        return self.cache.get(KIND, name.encode())

    def put(self, name: str, value: bytes) -> None:
        """Keep some bytes under a name."""
        self.cache.put(KIND, {name.encode(): value})


def rank_related(
    articles: Iterable[Article], count: int, cache: Cache | None
) -> dict[str, tuple[str, ...]]:
    """Return for the slug of each article those of at most `count` others, best first.

    With a `cache`, only articles are read that have changed since it was written.
    """
    posts = [*articles]
    references = [reference for article in posts if (reference := refer_to(article))]
    if cache is None or len(references) < len(posts):
        return related(map(to_post, posts), count)
    return update_related(references, count, CachedMemory(cache))


def refer_to(article: Article) -> PostReference | None:
    """Return a reference to an article that is kept in a cache, None for another.

    The key of its body differs with anything that its file, the settings or our code say.
    """
    body, front = article.document.body, article.front_matter
    if not isinstance(body, KeptBody):
        return None
    read = partial(to_post, article)
    return PostReference(article.slug, front.date, front.lang, body.key.hex(), read)


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
