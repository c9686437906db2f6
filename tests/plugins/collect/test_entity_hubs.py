"""Hubs: their posts, what they are named with, and their order from A to Z."""

from datetime import UTC, datetime
from types import SimpleNamespace

import pytest

from newsroom.entities.model import Entity
from plugins.collect.entity_hubs import (
    Hub,
    build_hubs,
    build_indexes,
    group_by_letter,
    index_letter,
    timeline,
)


def entity(name: str, kind: str = "company", *, hub: bool = True) -> Entity:
    return Entity(kind, name, name.lower(), url=f"{kind}/{name.lower()}/" if hub else "")


A, B, C = entity("A"), entity("B"), entity("C", "model")
ONCE = entity("Aa", hub=False)


def post(*entities: Entity) -> SimpleNamespace:
    return SimpleNamespace(entities=entities)


def test_a_hub_has_its_posts_in_their_order() -> None:
    posts = [post(A, B), post(B), post(A, ONCE), post()]
    assert [(h.entity, h.articles) for h in build_hubs(posts, 8)] == [
        (A, [posts[0], posts[2]]),
        (B, [posts[0], posts[1]]),
    ]


def test_what_is_named_with_it_most_often_comes_first() -> None:
    posts = [post(A, C, ONCE), post(A, C, B), post(A, B), post(A, C)]
    [hub] = [hub for hub in build_hubs(posts, 8) if hub.entity == A]
    assert [(t.entity, t.posts) for t in hub.together] == [(C, 3), (B, 2), (ONCE, 1)]


def test_of_what_is_as_frequent_hubs_come_first_then_the_alphabet() -> None:
    [hub] = [hub for hub in build_hubs([post(A, ONCE, C, B)], 8) if hub.entity == A]
    assert [t.entity for t in hub.together] == [B, C, ONCE]


@pytest.mark.parametrize("count", [0, 1, 2])
def test_the_count_of_entities_named_together(count: int) -> None:
    assert {len(hub.together) for hub in build_hubs([post(A, B, C)], count)} == {count}


def test_a_timeline_has_each_month_once() -> None:
    days = [(2025, 11, 21), (2025, 11, 3), (2024, 11, 3), (2024, 10, 31)]
    posts = [SimpleNamespace(date=datetime(*day, tzinfo=UTC)) for day in days]
    assert timeline(posts, lambda article: f"{article.date:%d}") == [
        (posts[0].date, ["21", "03"]),
        (posts[2].date, ["03"]),
        (posts[3].date, ["31"]),
    ]


def test_a_timeline_has_each_month_once_where_clocks_are_set_back_into_the_old_one() -> None:
    dates = ["2009-11-01T00:30-03:30", "2009-10-31T23:30-03:30", "2009-11-01T00:00:30-02:30"]
    posts = [SimpleNamespace(date=datetime.fromisoformat(text)) for text in dates]
    assert timeline(posts, lambda article: f"{article.date:%M:%S}") == [
        (posts[0].date, ["30:00", "00:30"]),
        (posts[1].date, ["30:00"]),
    ]


@pytest.mark.parametrize(
    ("name", "letter"),
    [
        ("OpenAI", "O"), ("openai", "O"), ("Éclair", "E"), ("ﬁne", "F"), ("“Quoted”", "Q"),
        ("01.AI", "0–9"), ("４ｏ", "0–9"), ("智谱", "智"), ("हिन्दी", "ह"), ("Яндекс", "Я"),
        ("Łódź", "Ł"), ("ß", "S"), ("🙂", "…"),
    ],
)  # fmt: skip
def test_the_letter_of_a_name(name: str, letter: str) -> None:
    assert index_letter(name) == letter


def test_names_are_listed_by_letter_digits_first() -> None:
    names = ["Zeta", "ábc", "Abd", "abb", "3M", "智谱", "Étoile", "Eta"]
    letters = group_by_letter(build_hubs([post(*map(entity, names))], 0))
    assert [(letter.label, [h.entity.name for h in letter.hubs]) for letter in letters] == [
        ("0–9", ["3M"]),
        ("A", ["abb", "ábc", "Abd"]),
        ("E", ["Eta", "Étoile"]),
        ("Z", ["Zeta"]),
        ("智", ["智谱"]),
    ]
    assert [letter.anchor for letter in letters][:2] == ["letter-0-9", "letter-A"]


def test_an_index_for_each_kind_that_has_hubs() -> None:
    person = entity("P", "person")
    indexes = build_indexes((Hub(person, []), Hub(C, []), Hub(A, [])))
    assert [(index.name, index.url, len(index.letters)) for index in indexes] == [
        ("Companies", "companies/", 1),
        ("Models", "models/", 1),
        ("People", "people/", 1),
    ]


def test_no_posts_no_hubs_no_indexes() -> None:
    assert build_hubs([], 8) == ()
    assert build_indexes(()) == ()
