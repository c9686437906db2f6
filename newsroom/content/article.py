"""What the rooms above read of an article or page, whoever made it."""

from typing import Any

from newsroom.config.schema import Settings
from newsroom.urls.urls import encode_url

Content = Any  # an article, a page or an author profile
Article = Any


def is_published(content: Content) -> bool:
    """Return whether readers may find an article or page: not hidden, nor one of a preview."""
    return content.status == "published" and not content.unpublished


def is_indexed(content: Content, settings: Settings) -> bool:
    """Return whether an article or page is published and has no other canonical URL."""
    canonical = content.front_matter.canonical
    is_canonical = not canonical or encode_url(canonical) == encode_url(
        f"{settings.url}/{content.url}"
    )
    return is_canonical and is_published(content)
