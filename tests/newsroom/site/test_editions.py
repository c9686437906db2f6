"""Editions: the ids in their files, and their posts by category."""

import pytest

from newsroom.config.schema import Category
from newsroom.dates.iso_week import Week
from newsroom.site.editions import SHAPE, build_edition, parse_ids
from tests.model import make_article, make_settings


def test_posts_are_grouped_by_category_in_the_declared_order() -> None:
    names = {"a": "B", "b": "A", "c": "B", "d": "Unknown"}
    posts = [make_article(slug, category=name) for slug, name in names.items()]
    settings = make_settings(categories=tuple(map(Category, "CAB")))
    edition = build_edition(Week(2025, 1), posts, settings)
    assert [(s.name, [post.slug for post in s.articles]) for s in edition.sections] == [
        ("A", ["b"]), ("B", ["a", "c"]), ("Unknown", ["d"])
    ]  # fmt: skip
    assert (edition.url, len(edition.articles)) == ("editions/2025-w01/", 4)


def test_ids_and_their_lines() -> None:
    assert parse_ids("# Why\n- a  # A: title\n\n-   b\n") == [(2, "a"), (4, "b")]
    iris = ["tag:blogger.com,1999:1", "https://old.example/?p=1#x"]
    assert parse_ids("".join(f"- {iri}  # {iri}\n" for iri in iris)) == [*enumerate(iris, start=1)]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# a",
        "[]",
        "a",
        "a: b",
        "- [a]",
        "- a: b",
        "- a\nb",
        "- !x\x00",
        "[" * 50_000,
        "- *a",
        "-a",
    ],
)
def test_what_is_no_list(text: str) -> None:
    with pytest.raises(ValueError, match=SHAPE):
        parse_ids(text)
