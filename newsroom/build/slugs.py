"""Slugs as a build gives them to posts, terms and entities."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from pelican.utils import slugify

from newsroom.config.layout import Slugify

TERMS = ("category", "tag", "author")


def slug_functions(raw: Mapping[str, Any]) -> dict[str, Slugify]:
    """Return the function that makes a slug of a name, from the settings of Pelican.

    The keys are "post", "entity" and the kinds of terms. A slug is "" where a name has no letters
    or digits.
    """
    rules = raw["SLUG_REGEX_SUBSTITUTIONS"]
    is_unicode = raw["SLUGIFY_USE_UNICODE"]
    options = {"preserve_case": raw["SLUGIFY_PRESERVE_CASE"], "use_unicode": is_unicode}
    functions: dict[str, Slugify] = {"post": partial(slugify, regex_subs=rules)}
    for kind in TERMS:
        own = raw.get(f"{kind.upper()}_REGEX_SUBSTITUTIONS", rules)
        functions[kind] = partial(slugify, regex_subs=own, **options)

    def slugify_entity(name: str) -> str:
        slug = slugify(name, rules, use_unicode=is_unicode)
        return str(slug or slugify(name, rules, use_unicode=True))

    return functions | {"entity": slugify_entity}
