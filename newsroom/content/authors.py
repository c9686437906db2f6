"""Author profiles: the keys of `content/authors/<slug>.md`, and what is wrong with one."""

import re
from collections.abc import Mapping
from functools import partial
from typing import Any

from newsroom.config.layout import Slugify
from newsroom.content.fediverse import parse_account
from newsroom.content.front_matter import fields as values
from newsroom.content.front_matter import nested_fields as entries
from newsroom.content.front_matter.parser import RawFrontMatter
from newsroom.content.front_matter.validator import missing_key, parse_values
from newsroom.diagnostics.diagnostic import Diagnostic

KEYS: Mapping[str, values.ValueParser] = {
    "name": values.parse_text,
    "role": values.parse_text,
    "avatar": values.parse_text,
    "email": values.parse_text,
    "links": entries.parse_links,
    "fediverse": parse_account,
    "organization": values.parse_truth,
    "slug": values.parse_slug,
}
# The authors of a post in one name: `Ada Lovelace and Bob`, `Ada Lovelace (ACME) & Bob`.
SEVERAL_NAMES = re.compile(r"\S \S+ (?:and|&|und|et|y|e) \S", re.IGNORECASE)
EXAMPLE = "name: Full Name"


def validate_profile(
    raw: RawFrontMatter, slugify: Slugify = str
) -> tuple[dict[str, Any], list[Diagnostic]]:
    """Return the typed values of a profile, None for an invalid one, and what is wrong with it.

    `slugify` makes the slug that an error proposes.
    """
    parsers: dict[str, values.ValueParser] = dict(KEYS)
    parsers["slug"] = partial(values.parse_slug, slugify=slugify)
    typed, diagnostics = parse_values(raw, parsers, f"keys of an author profile: {', '.join(KEYS)}")
    if not raw.diagnostics and "name" not in typed:
        diagnostics.append(missing_key(raw.file, raw.lines.get("name", 1), "name", EXAMPLE))
    if not raw.body.strip():
        message, advice = "missing bio", "write it below the front matter"
        code = "file/empty-body"
        diagnostics.append(Diagnostic(raw.file, raw.body_line, code, message, advice))
    return typed, [*raw.diagnostics, *diagnostics]
