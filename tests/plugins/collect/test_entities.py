"""Entities in a build: every article has them, the file is read, near names are warned about."""

import pytest

from plugins.collect.entities import slugs

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
def test_the_last_part_of_an_address(name: str, slug: str) -> None:
    assert slugs(SETTINGS)(name) == slug
