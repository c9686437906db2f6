"""From names in posts to entities, their hubs and their addresses."""

import random
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.entities.model import (
    Entity,
    Entry,
    Mention,
    entities,
    known_ids,
    of_post,
    redirects,
    uses,
)
from newsroom.text.normalize import runs, unaccented

GPT = Entry("model", "GPT-4o", ("GPT-4 omni", "GPT4o"), "A model.", ("https://x.example/",))


def slug(name: str) -> str:
    return "-".join(runs(unaccented(name)))


def models(*names: str, listed: bool = True) -> Mention:
    return Mention({"model": names}, f"{names}.md", {"models": 4}, listed)


def made(mentions: list[Mention], *entries: Entry, minimum: int = 2) -> list[Entity]:
    """All entities, in the order of their names."""
    known = known_ids(entries)
    by_id = {entry.id: entry for entry in entries}
    found, _ = entities(uses(mentions, known), by_id, slug, minimum)
    return sorted(found.values(), key=lambda entity: (entity.kind, entity.name))


def addresses(mentions: list[Mention], *entries: Entry) -> tuple[tuple[str, str], ...]:
    """The redirects."""
    by_id = {entry.id: entry for entry in entries}
    found = uses(mentions, known_ids(entries))
    return redirects(entities(found, by_id, slug, 2)[0], found, by_id, slug)


def test_spellings_are_one_entity_with_the_name_that_most_posts_use() -> None:
    found = made([models("GPT4o"), models("gpt-4o"), models("GPT-4o"), models("GPT-4o")])
    assert found == [Entity("model", "GPT-4o", "gpt-4o", url="model/gpt-4o/")]


def test_of_names_as_frequent_the_first_by_alphabet_is_used() -> None:
    assert [e.name for e in made([models("gpt-4o"), models("GPT4o")])] == ["GPT4o"]


def test_aliases_are_one_entity_with_the_name_of_the_entry() -> None:
    found = made([models("gpt4 Omni"), models("GPT4o")], GPT)
    assert found == [
        Entity("model", "GPT-4o", "gpt-4o", "A model.", "model/gpt-4o/", ("https://x.example/",))
    ]


def test_a_name_may_be_a_company_and_a_model() -> None:
    both = Mention({"company": ("Mistral",), "model": ("Mistral",)})
    assert [(e.kind, e.url) for e in made([both, both])] == [
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
    assert [bool(e.url) for e in made(mentions, GPT, minimum=minimum)] == [hub]


def test_an_entry_that_no_post_names_is_no_entity() -> None:
    assert made([], GPT, minimum=0) == []


def test_a_slug_of_its_own() -> None:
    entry = Entry("model", "联想", slug="lenovo")
    assert made([models("联想")] * 2, entry)[0].url == "model/lenovo/"


def test_two_names_with_one_address_have_two_pages() -> None:
    mentions = [models("Zoé"), models("Zoe"), models("Zoe"), models("Zoë")]
    known = known_ids([])
    found, numbered = entities(uses(mentions, known), {}, slug, 1)
    assert {e.name: e.slug for e in found.values()} == {
        "Zoe": "zoe",
        "Zoé": "zoe-2",
        "Zoë": "zoe-3",
    }
    assert [(found[own].name, other.name) for own, other in numbered] == [
        ("Zoé", "Zoe"),
        ("Zoë", "Zoe"),
    ]


def test_the_plain_address_belongs_to_the_entry() -> None:
    mentions = [models("Zoe"), models("Zoe"), models("Zoë")]
    found = made(mentions, Entry("model", "Zoë"), minimum=1)
    assert {entity.name: entity.slug for entity in found} == {"Zoë": "zoe", "Zoe": "zoe-2"}


def test_a_number_that_another_name_has_is_left_out() -> None:
    names = ("Zoe", "Zoé", "Zoë", "Zoè", "Zoe 2", "Zoé 2")
    found = {entity.name: entity.slug for entity in made([models(name) for name in names])}
    assert sorted(found.values()) == ["zoe", "zoe-2", "zoe-2-2", "zoe-3", "zoe-4", "zoe-5"]
    assert found["Zoe 2"] == "zoe-2"


def test_thousands_of_names_with_one_address_take_no_time() -> None:
    found = uses([models(*(f"Name {number}" for number in range(10_000)))], {})
    start = time.process_time()
    by_id, _ = entities(found, {}, lambda name: "name", 1)
    assert time.process_time() - start < 2  # 10 s where each one counts from 2 again
    assert len({entity.slug for entity in by_id.values()}) == 10_000


def test_a_post_has_its_entities_in_its_own_order_and_none_twice() -> None:
    mention = Mention({"company": ("C",), "model": ("B", "GPT4o", "GPT-4 omni", "A")})
    known = known_ids([GPT])
    found, _ = entities(uses([mention], known), {GPT.id: GPT}, slug, 2)
    assert [e.name for e in of_post(mention, known, found)] == ["C", "B", "GPT-4o", "A"]


def test_the_place_of_a_name_is_in_the_first_file_that_has_it() -> None:
    mentions = [
        Mention({"model": ("A",)}, file, {"models": 7}) for file in ("b.md", "a.md", "c.md")
    ]
    assert [use.place for use in uses(mentions, {}).values()] == [("a.md", 7)]


def test_other_names_of_a_hub_lead_to_it() -> None:
    assert addresses([models("GPT-4o"), models("GPT 4O")], GPT) == (
        ("model/gpt-4-omni/", "model/gpt-4o/"),
        ("model/gpt4o/", "model/gpt-4o/"),
    )


def test_a_spelling_that_was_once_more_frequent_leads_to_the_hub() -> None:
    old, new = [models("GPT4o")] * 2, [models("GPT-4o")] * 3
    assert made(old)[0].url == "model/gpt4o/"
    assert made(old + new)[0].url == "model/gpt-4o/"
    assert addresses(old + new) == (("model/gpt4o/", "model/gpt-4o/"),)


def test_the_plain_address_leads_to_a_slug_of_its_own() -> None:
    entry = Entry("model", "GPT-4o", slug="omni")
    assert addresses([models("GPT-4o")] * 2, entry) == (("model/gpt-4o/", "model/omni/"),)


def test_no_hub_no_redirect() -> None:
    assert addresses([models("GPT4o")], GPT) == ()


def test_an_address_of_another_hub_leads_nowhere_else() -> None:
    zoe, other = Entry("model", "Zoë"), Entry("model", "A", ("Zoé",))
    assert addresses([models("Zoë"), models("A")] * 2, zoe, other) == ()


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
    assert made(mentions, GPT) == made(shuffled, GPT)
    assert addresses(mentions, GPT) == addresses(shuffled, GPT)
