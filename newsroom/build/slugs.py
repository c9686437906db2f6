"""Slugs as a build gives them to posts, terms and entities."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from pelican.utils import slugify

from newsroom.config.layout import Slugify
from newsroom.urls.slugs import cut_slug

TERMS = ("category", "tag", "author")


def slug_functions(raw: Mapping[str, Any]) -> dict[str, Slugify]:
    """Return the function that makes a slug of a name, from the settings of Pelican.

    The keys are "post", "entity" and the kinds of terms. A slug is "" where a name has no letters
    or digits, and never longer than the name of a file may be.
    """
    rules = raw["SLUG_REGEX_SUBSTITUTIONS"]
    is_unicode = raw["SLUGIFY_USE_UNICODE"]
    options = {"preserve_case": raw["SLUGIFY_PRESERVE_CASE"], "use_unicode": is_unicode}
    functions: dict[str, Slugify] = {"post": short_slugs(partial(slugify, regex_subs=rules))}
    for kind in TERMS:
        term_rules = raw.get(f"{kind.upper()}_REGEX_SUBSTITUTIONS", rules)
        functions[kind] = short_slugs(partial(slugify, regex_subs=term_rules, **options))

    def slugify_entity(name: str) -> str:
        slug = slugify(name, rules, use_unicode=is_unicode)
        return str(slug or slugify(name, rules, use_unicode=True))

    return functions | {"entity": short_slugs(slugify_entity)}


def short_slugs(make: Slugify) -> Slugify:
    """Return a function whose slugs are those of `make`, cut after a word where they are long."""
    return lambda name: cut_slug(str(make(name)))
