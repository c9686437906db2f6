"""Slugs as a build gives them to posts, terms and entities."""

from collections.abc import Mapping, Sequence
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
    return functions | {
        "entity": short_slugs(partial(slugify_entity, rules=rules, use_unicode=is_unicode))
    }


def slugify_entity(name: str, *, rules: Sequence[tuple[str, str]], use_unicode: bool) -> str:
    """Return the slug of an entity, which has letters of other scripts where it has no others."""
    slug = slugify(name, rules, use_unicode=use_unicode)
    return str(slug or slugify(name, rules, use_unicode=True))


def short_slugs(make: Slugify) -> Slugify:
    """Return a function whose slugs are those of `make`, cut after a word where they are long."""
    return partial(short_slug, make)


def short_slug(make: Slugify, name: str) -> str:
    """Return the slug that `make` makes of a name, cut after a word where it is long."""
    return cut_slug(str(make(name)))
