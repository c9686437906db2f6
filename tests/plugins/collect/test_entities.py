"""Entities in a build: every article has them, the file is read, similar names are warned about."""

import pytest

from plugins.collect.entities import slugify_names

SETTINGS = {
    "SLUG_REGEX_SUBSTITUTIONS": [(r"[^\w\s-]", ""), (r"[-\s]+", "-")],
    "SLUGIFY_USE_UNICODE": False,
}


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("GPT-4o", "gpt-4o"),
        ("Zoë", "zoe"),
        ("联想", "lian-xiang"),
        ("𞤀𞤣", "𞤢𞤣"),
        ("x" * 300, "x" * 100),
    ],
)
def test_slugs_of_names(name: str, slug: str) -> None:
    assert slugify_names(SETTINGS)(name) == slug
