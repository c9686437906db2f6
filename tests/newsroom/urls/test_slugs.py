"""Slugs that are too long for file names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.urls.slugs import cut_slug


@pytest.mark.parametrize(
    ("slug", "most", "expected"),
    [
        ("", 5, ""),
        ("one-two", 7, "one-two"),
        ("one-two", 6, "one"),
        ("one-two", 4, "one"),
        ("one-two", 3, "one"),
        ("one-two", 2, "on"),
        ("one--two", 6, "one"),
        ("-onetwo", 4, "-one"),
        ("हिन्दी-समाचार", 20, "हिन्दी"),
        ("हिन्दी", 4, "ह"),  # of three bytes a character
        ("x" * 201, 200, "x" * 200),
    ],
)
def test_a_slug_is_cut_at_a_hyphen_or_at_a_character(slug: str, most: int, expected: str) -> None:
    assert cut_slug(slug, most) == expected


def test_a_slug_leaves_room_in_a_file_name() -> None:
    assert cut_slug("word-" * 99) == "-".join(["word"] * 40)


@given(st.text(st.sampled_from("aé-日😀"), max_size=30), st.integers(4, 30))
def test_a_slug_is_a_beginning_that_is_short_enough(slug: str, most: int) -> None:
    cut = cut_slug(slug, most)
    assert slug.startswith(cut)
    assert len(cut.encode()) <= most
    assert cut_slug(cut, most) == cut
    assert cut or not slug.strip("-")
