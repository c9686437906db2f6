"""When posts, pages and lists last changed, for sitemaps and feeds."""

from collections.abc import Iterable
from datetime import datetime

from newsroom.content.front_matter.schema import EPOCH
from newsroom.site.articles import Article, Content


def last_change(content: Content) -> datetime | None:
    """Return when a post or page last changed; None where its front matter has no date."""
    front = content.front_matter
    updated = front.updated or front.date
    return None if updated == EPOCH else updated


def newest_change(articles: Iterable[Article]) -> datetime | None:
    """Return the newest change of some articles, None for none."""
    return max((a.front_matter.updated or a.date for a in articles), default=None)
