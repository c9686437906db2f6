"""Slugs of names: which names are one term, and which get a number."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime

import pytest
from unidecode import unidecode

from newsroom.site.term_slugs import (
    NumberedSlug,
    count_names,
    name_slugs,
    numbered_slug_warnings,
)
from tests.model import make_document


def dates(posts: Mapping[str, int]) -> dict[str, datetime]:
    """Dates for names that posts used since a day of January."""
    return {name: datetime(2025, 1, day, tzinfo=UTC) for name, day in posts.items()}


def slugify(name: str) -> str:
    """A slug in ASCII letters."""
    return re.sub("[^a-z0-9]+", "-", unidecode(name).lower()).strip("-")


@pytest.mark.parametrize(
    ("posts", "slugs"),
    [
        ({"AI": 1, "ai": 2, "A.I.": 1}, {"ai": "ai", "AI": "ai", "A.I.": "a-i"}),
        ({"GPT 4": 1, "gpt-4": 1}, {"GPT 4": "gpt-4", "gpt-4": "gpt-4"}),
        ({"b\u00e1n": 1, "b\u1ea1n": 2}, {"b\u00e1n": "ban", "b\u1ea1n": "ban-2"}),
        ({"b\u00e1n": 2, "b\u1ea1n": 1}, {"b\u1ea1n": "ban", "b\u00e1n": "ban-2"}),
        ({"Jan Novak": 1, "Jan Nov\u00e1k": 1},
         {"Jan Novak": "jan-novak", "Jan Nov\u00e1k": "jan-novak-2"}),
        ({"\u6743\u529b": 1, "\u6743\u5229": 2, "Quan Li": 3},
         {"\u6743\u529b": "quan-li", "\u6743\u5229": "quan-li-2", "Quan Li": "quan-li-3"}),
        ({}, {}),
    ],
)  # fmt: skip
def test_words_with_one_slug_get_numbers_and_spellings_do_not(
    posts: Mapping[str, int], slugs: Mapping[str, str]
) -> None:
    assert name_slugs(dates(posts), slugify, fixed={})[0] == slugs


def test_a_name_with_a_number_is_reported_with_the_owner_of_the_slug() -> None:
    _, numbered = name_slugs(dates({"ban": 1, "b\u00e1n": 2, "B\u00c1N": 2}), slugify, fixed={})
    assert numbered == [NumberedSlug("B\u00c1N", "ban-2", "ban")]


def test_given_slugs_stay_and_the_first_names_have_the_plain_ones() -> None:
    posts = dates({"Jan Nov\u00e1k": 9, "Jan Novak": 1, "Ada": 1})
    assert name_slugs(posts, slugify, fixed={"Jan Nov\u00e1k": "jan-novak"})[0] == {
        "Jan Nov\u00e1k": "jan-novak", "Jan Novak": "jan-novak-2", "Ada": "ada"
    }  # fmt: skip
    slugs, _ = name_slugs(posts, slugify, fixed={}, first=["Jan Nov\u00e1k"])
    assert (slugs["Jan Nov\u00e1k"], slugs["Jan Novak"]) == ("jan-novak", "jan-novak-2")


def test_two_names_with_one_given_slug_are_left_to_the_check_of_their_pages() -> None:
    slugs, numbered = name_slugs(dates({"A": 1, "B": 1}), slugify, fixed={"A": "x", "B": "x"})
    assert (slugs, numbered) == ({"A": "x", "B": "x"}, [])


def test_the_warning_is_at_the_first_use() -> None:
    documents = [
        make_document(f"posts/{slug}.md", tags=tags, lines={"tags": 5})
        for slug, tags in {"b": ("b\u00e1n",), "a": ("ban", "b\u00e1n"), "c": ("ban",)}.items()
    ]
    uses = count_names([*documents, make_document("pages/p.md", tags=("ban",))])["tag"]
    assert uses.since == dict.fromkeys(("ban", "b\u00e1n"), documents[0].front_matter.date)
    _, numbered = name_slugs(uses.since, slugify, fixed={})
    assert [str(d) for d in numbered_slug_warnings("tag", numbered, uses)] == [
        'content/posts/a.md:5: warning: slug of the tag "b\u00e1n" is already used by "ban", '
        "so that it is ban-2; use one of them, if they mean the same [term/numbered-slug]"
    ]
