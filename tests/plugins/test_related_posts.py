"""Which posts stand under "Also read"."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.related_posts import Post, firsts_of_moment, related, topped_up

DAY = datetime(2025, 1, 1, tzinfo=UTC)


def post(
    name: str, body: str = "", *, tags: Sequence[str] = (), days: int = 0, language: str = "en"
) -> Post:
    date = DAY + timedelta(days=days)
    return Post(name, f"Title {name}", body, (), "", tuple(tags), "News", date, language)


TOPICS = [
    post("chips1", "chips wafers lithography silicon"),
    post("chips2", "silicon wafers and chips again"),
    post("cats1", "cats whiskers paws purring"),
    post("cats2", "purring cats with soft paws"),
]


@pytest.mark.parametrize(
    ("name", "first"), [("chips1", "chips2"), ("chips2", "chips1"), ("cats1", "cats2")]
)
def test_words_in_common_make_posts_close(name: str, first: str) -> None:
    assert related(TOPICS)[name][0] == first


def test_rare_tags_count_and_a_tag_of_every_post_does_not() -> None:
    posts = [
        post("a", tags=["AI", "Chips"], days=0),
        post("b", tags=["AI", "Chips"], days=900),
        post("c", tags=["AI"], days=1),
    ]
    assert related(posts)["a"][0] == "b"
    without = [
        post(p.id, tags=[t for t in p.tags if t != "AI"], days=(p.date - DAY).days) for p in posts
    ]
    assert related(posts) == related(without)


def test_time_decides_between_equals() -> None:
    posts = [
        post("now", "same words"),
        post("near", "same words", days=3),
        post("far", "same words", days=900),
        post("x", "other"),
    ]
    assert related(posts)["now"][:2] == ("near", "far")


def test_only_older_posts_where_asked() -> None:
    posts = [post("a", "word", days=0), post("b", "word", days=1), post("c", "word", days=2)]
    assert related(posts, newer=False) == {"a": (), "b": ("a",), "c": ("b", "a")}


def test_posts_in_other_languages_are_never_related() -> None:
    posts = [post("a", "word"), post("b", "word", language="hi"), post("c", "word")]
    assert related(posts) == {"a": ("c",), "b": (), "c": ("a",)}


@pytest.mark.parametrize(
    ("posts", "lists"),
    [
        ([], {}),
        ([post("a")], {"a": ()}),
        (
            [post("a"), post("b", days=1), post("c", days=2)],
            {"a": ("c", "b"), "b": ("c", "a"), "c": ("b", "a")},
        ),
    ],
)
def test_few_posts_or_no_text(posts: list[Post], lists: dict[str, tuple[str, ...]]) -> None:
    assert related(posts) == lists


@given(st.permutations(TOPICS))
def test_order_of_posts_does_not_matter(posts: list[Post]) -> None:
    assert related(posts) == {p.id: related(TOPICS)[p.id] for p in posts}


@pytest.mark.parametrize(
    ("pins", "found", "expected"),
    [("", "abcde", "abcd"), ("c", "abcde", "cabd"), ("xyzw", "abc", "xyzw"), ("xyzwv", "", "xyzw")],
)
def test_pins_come_first_and_are_topped_up(pins: str, found: str, expected: str) -> None:
    assert "".join(topped_up(pins, found, 4)) == expected


@pytest.mark.parametrize(
    ("days", "firsts"), [([], []), ([3, 2, 1], [0, 1, 2]), ([3, 3, 2, 2, 2, 1], [0, 0, 2, 2, 2, 5])]
)
def test_posts_of_one_moment_may_stand_under_one_another(
    days: list[int], firsts: list[int]
) -> None:
    assert firsts_of_moment([DAY + timedelta(days=day) for day in days]) == firsts
