"""From names in posts to entities, their hubs and the URLs of these."""

import random
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.entities.model import (
    Entity,
    Mention,
    RegistryEntry,
    build_entities,
    count_usage,
    entities_of_post,
    hub_redirects,
    registered_ids,
)
from newsroom.text.normalize import runs, unaccented

GPT = RegistryEntry("model", "GPT-4o", ("GPT-4 omni", "GPT4o"), "A model.", ("https://x.example/",))


def slug(name: str) -> str:
    return "-".join(runs(unaccented(name)))


def models(*names: str, listed: bool = True) -> Mention:
    return Mention({"model": names}, f"{names}.md", {"models": 4}, listed)


def build(mentions: list[Mention], *entries: RegistryEntry, minimum: int = 2) -> list[Entity]:
    """All entities, in the order of their names."""
    registered = registered_ids(entries)
    by_id = {entry.id: entry for entry in entries}
    entities, _ = build_entities(count_usage(mentions, registered), by_id, slug, minimum)
    return sorted(entities.values(), key=lambda entity: (entity.kind, entity.name))


def redirects(mentions: list[Mention], *entries: RegistryEntry) -> tuple[tuple[str, str], ...]:
    """The redirects."""
    by_id = {entry.id: entry for entry in entries}
    usages = count_usage(mentions, registered_ids(entries))
    return hub_redirects(build_entities(usages, by_id, slug, 2)[0], usages, by_id, slug)


def test_spellings_are_one_entity_with_the_name_that_most_posts_use() -> None:
    entities = build([models("GPT4o"), models("gpt-4o"), models("GPT-4o"), models("GPT-4o")])
    assert entities == [Entity("model", "GPT-4o", "gpt-4o", url="model/gpt-4o/")]


def test_of_names_as_frequent_the_first_by_alphabet_is_used() -> None:
    assert [e.name for e in build([models("gpt-4o"), models("GPT4o")])] == ["GPT4o"]


def test_aliases_are_one_entity_with_the_name_of_the_entry() -> None:
    entities = build([models("gpt4 Omni"), models("GPT4o")], GPT)
    assert entities == [
        Entity("model", "GPT-4o", "gpt-4o", "A model.", "model/gpt-4o/", ("https://x.example/",))
    ]


def test_a_name_may_be_a_company_and_a_model() -> None:
    both = Mention({"company": ("Mistral",), "model": ("Mistral",)})
    assert [(e.kind, e.url) for e in build([both, both])] == [
        ("company", "company/mistral/"),
        ("model", "model/mistral/"),
    ]


@pytest.mark.parametrize(
    ("mentions", "minimum", "hub"),
    [
        ([models("A")], 2, False),
        ([models("A"), models("a")], 2, True),
        ([models("GPT4o", "GPT-4 omni")], 2, False),  # one post counts once
        ([models("A"), models("A", listed=False)], 2, False),  # hidden and translated ones do not
        ([models("A")], 1, True),
        ([models("A")], 0, True),
        ([models("A", listed=False)], 0, False),
    ],
)
def test_so_many_posts_make_a_hub(mentions: list[Mention], minimum: int, *, hub: bool) -> None:
    assert [bool(e.url) for e in build(mentions, GPT, minimum=minimum)] == [hub]


def test_an_entry_that_no_post_names_is_not_an_entity() -> None:
    assert build([], GPT, minimum=0) == []


def test_an_explicit_slug() -> None:
    entry = RegistryEntry("model", "联想", slug="lenovo")
    assert build([models("联想")] * 2, entry)[0].url == "model/lenovo/"


def test_two_names_with_one_slug_have_two_pages() -> None:
    mentions = [models("Zoé"), models("Zoe"), models("Zoe"), models("Zoë")]
    registered = registered_ids([])
    entities, numbered = build_entities(count_usage(mentions, registered), {}, slug, 1)
    assert {e.name: e.slug for e in entities.values()} == {
        "Zoe": "zoe",
        "Zoé": "zoe-2",
        "Zoë": "zoe-3",
    }
    assert [(entities[id_].name, owner.name) for id_, owner in numbered] == [
        ("Zoé", "Zoe"),
        ("Zoë", "Zoe"),
    ]


def test_the_plain_slug_belongs_to_the_entry() -> None:
    mentions = [models("Zoe"), models("Zoe"), models("Zoë")]
    entities = build(mentions, RegistryEntry("model", "Zoë"), minimum=1)
    assert {entity.name: entity.slug for entity in entities} == {"Zoë": "zoe", "Zoe": "zoe-2"}


def test_a_number_that_another_name_has_is_left_out() -> None:
    names = ("Zoe", "Zoé", "Zoë", "Zoè", "Zoe 2", "Zoé 2")
    slugs = {entity.name: entity.slug for entity in build([models(name) for name in names])}
    assert sorted(slugs.values()) == ["zoe", "zoe-2", "zoe-2-2", "zoe-3", "zoe-4", "zoe-5"]
    assert slugs["Zoe 2"] == "zoe-2"


def test_thousands_of_names_with_one_slug_take_no_time() -> None:
    usages = count_usage([models(*(f"Name {number}" for number in range(10_000)))], {})
    start = time.process_time()
    by_id, _ = build_entities(usages, {}, lambda name: "name", 1)
    assert time.process_time() - start < 5  # 10 s where each one counts from 2 again
    assert len({entity.slug for entity in by_id.values()}) == 10_000


def test_a_post_has_its_entities_in_its_own_order_and_none_twice() -> None:
    mention = Mention({"company": ("C",), "model": ("B", "GPT4o", "GPT-4 omni", "A")})
    registered = registered_ids([GPT])
    entities, _ = build_entities(count_usage([mention], registered), {GPT.id: GPT}, slug, 2)
    assert [e.name for e in entities_of_post(mention, registered, entities)] == [
        "C",
        "B",
        "GPT-4o",
        "A",
    ]


def test_the_location_of_a_name_is_in_the_first_file_that_has_it() -> None:
    mentions = [
        Mention({"model": ("A",)}, file, {"models": 7}) for file in ("b.md", "a.md", "c.md")
    ]
    assert [usage.location for usage in count_usage(mentions, {}).values()] == [("a.md", 7)]


def test_other_names_of_a_hub_redirect_to_it() -> None:
    assert redirects([models("GPT-4o"), models("GPT 4O")], GPT) == (
        ("model/gpt-4-omni/", "model/gpt-4o/"),
        ("model/gpt4o/", "model/gpt-4o/"),
    )


def test_a_spelling_that_was_once_more_frequent_redirects_to_the_hub() -> None:
    old, new = [models("GPT4o")] * 2, [models("GPT-4o")] * 3
    assert build(old)[0].url == "model/gpt4o/"
    assert build(old + new)[0].url == "model/gpt-4o/"
    assert redirects(old + new) == (("model/gpt4o/", "model/gpt-4o/"),)


def test_the_plain_url_redirects_to_an_explicit_slug() -> None:
    entry = RegistryEntry("model", "GPT-4o", slug="omni")
    assert redirects([models("GPT-4o")] * 2, entry) == (("model/gpt-4o/", "model/omni/"),)


def test_no_hub_no_redirect() -> None:
    assert redirects([models("GPT4o")], GPT) == ()


def test_the_url_of_another_hub_is_not_redirected() -> None:
    zoe, alias = RegistryEntry("model", "Zoë"), RegistryEntry("model", "A", ("Zoé",))
    assert redirects([models("Zoë"), models("A")] * 2, zoe, alias) == ()


NAMES = st.lists(
    st.sampled_from(
        ["GPT4o", "gpt-4o", "GPT-4o", "GPT-4 omni", "Zoë", "Zoe", "Llama 3", "llama-3"]
    ),
    max_size=4,
)


@given(st.lists(NAMES, max_size=8), st.randoms(use_true_random=False))
def test_the_order_of_posts_makes_no_difference(posts: list[list[str]], r: random.Random) -> None:
    mentions = [models(*names) for names in posts]
    shuffled = r.sample(mentions, len(mentions))
    assert build(mentions, GPT) == build(shuffled, GPT)
    assert redirects(mentions, GPT) == redirects(shuffled, GPT)
