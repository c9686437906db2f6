"""Slugs as a build gives them to posts and authors."""

from collections.abc import Mapping
from typing import Any

from pelican.contents import Author
from pelican.utils import slugify


def post_slug(title: str, settings: Mapping[str, Any]) -> str:
    """Return the slug of a title; "" where it has no letters or digits."""
    return str(slugify(title, settings["SLUG_REGEX_SUBSTITUTIONS"]))


def author_slug(name: str, settings: Mapping[str, Any]) -> str:
    """Return the slug of an author, which is the last part of the URL of their page."""
    return str(Author(name, settings).slug)
