"""Hubs: their posts, what they are named with, and their order from A to Z."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from newsroom.entities.model import Entity
from newsroom.site.articles import Article
from newsroom.site.lists import EntityHub
from plugins.collect.entity_hubs import (
    attach_entity_hubs,
    build_hubs,
    build_indexes,
    declare_files,
    group_by_letter,
    index_letter,
    timeline,
)
from tests.model import DAY, LAYOUT, make_article, make_site


def entity(name: str, kind: str = "company", *, hub: bool = True) -> Entity:
    return Entity(kind, name, name.lower(), url=f"{kind}/{name.lower()}/" if hub else "")


A, B, C = entity("A"), entity("B"), entity("C", "model")
ONCE = entity("Aa", hub=False)


def post(*entities: Entity, date: datetime = DAY, modified: datetime | None = None) -> Article:
    return make_article(entities=entities, date=date, modified=modified)


def test_a_hub_has_its_posts_in_their_order() -> None:
    posts = [post(A, B), post(B), post(A, ONCE), post()]
    assert [(h.entity, h.articles) for h in build_hubs(posts, 8)] == [
        (A, (posts[0], posts[2])),
        (B, (posts[0], posts[1])),
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


def test_a_timeline_has_each_year_once() -> None:
    days = [(2025, 11, 21), (2025, 3, 3), (2024, 11, 3), (2022, 10, 31)]
    posts = [post(date=datetime(*day, tzinfo=UTC)) for day in days]
    assert timeline(posts) == [(2025, posts[:2]), (2024, [posts[2]]), (2022, [posts[3]])]


def test_a_timeline_has_each_year_once_where_clocks_are_set_back_into_the_old_one() -> None:
    dates = ["2010-01-01T00:30-03:30", "2009-12-31T23:30-03:30", "2010-01-01T00:00:30-02:30"]
    posts = [post(date=datetime.fromisoformat(text)) for text in dates]
    assert timeline(posts) == [(2010, [posts[0], posts[2]]), (2009, [posts[1]])]


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
    indexes = build_indexes([EntityHub(entity, ()) for entity in (person, C, A)])
    assert [(index.plural, index.url, len(index.letters)) for index in indexes] == [
        ("companies", "companies/", 1),
        ("models", "models/", 1),
        ("people", "people/", 1),
    ]


def test_the_pages_of_hubs_and_indexes() -> None:
    changed = datetime(2026, 1, 1, tzinfo=UTC)
    posts = (post(A), post(A), post(A, modified=changed), post())
    site = make_site(articles=posts)
    site.layout = replace(LAYOUT, page_sizes={"entity_hub": 2})
    attach_entity_hubs(site)
    first, second, index = declare_files(site)
    assert [(f.url, f.first, f.number, f.listed, f.changed) for f in (first, second, index)] == [
        ("company/a/", "company/a/", 1, True, changed),
        ("company/a/page/2/", "company/a/", 2, False, changed),
        ("companies/", None, 1, True, DAY),
    ]
    assert [(f.template, f.label) for f in (first, index)] == [
        ("entity_hub", "“A”"), ("entity_index", "“Companies”"),
    ]  # fmt: skip
    values: Any = second.values()
    assert (values["hub"], values["timeline"]) == (site.entity_hubs[0], timeline)
    assert values["list_page"].articles == (posts[2],)
    assert index.values() == {"index": site.entity_indexes[0]}


def test_no_posts_no_hubs_no_indexes() -> None:
    assert build_hubs([], 8) == ()
    assert build_indexes(()) == ()
