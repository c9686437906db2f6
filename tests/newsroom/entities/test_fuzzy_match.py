"""Which names are probably one, and which only look so."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.entities.fuzzy_match import (
    Name,
    is_one_edit_apart,
    names_of_two_kinds,
    similar_names,
)
from newsroom.entities.model import EntityId


def similar(kind: str, *names: str) -> dict[str, str]:
    """Unknown names of one post each."""
    return similar_names(kind, [Name(name, 1, registered=False) for name in names])


@pytest.mark.parametrize(
    ("kind", "right", "typo"),
    [
        ("company", "Anthropic", "Antropic"),  # a letter too few,
        ("company", "Anthropic", "Anthroppic"),  # too many,
        ("company", "Anthropic", "Anthrobic"),  # another,
        ("company", "Anthropic", "Antrhopic"),  # two in each other's place
        ("company", "OpenAI", "OpenAI Inc."),
        ("company", "Foxconn", "Foxconn Co., Ltd."),
        ("company", "New York Times", "The New York Times"),
        ("company", "Amazon", "Amazons"),
        ("topic", "AI agent", "AI agents"),
        ("topic", "LLM", "LLMs"),
        ("person", "François Chollet", "Francois Chollet"),
        ("person", "Sam Altman", "Sam Altmann"),
        ("person", "rohanpaul", "rohanpaul_ai"),
        ("company", "Mistral AI", "Mistral"),
        ("company", "Cognition", "Cognition Labs"),
        ("company", "Thinking Machines", "thinking-machines-lab"),
        ("company", "Fireworks AI", "fireworks-ai-hq"),
        ("model", "Mistral 7B", "Mistrall 7B"),
    ],
)
def test_a_mistyped_name_is_listed_with_the_right_one(kind: str, right: str, typo: str) -> None:
    names = [Name(right, 3, registered=False), Name(typo, 1, registered=False)]
    assert similar_names(kind, names) == {typo: right} == similar_names(kind, reversed(names))


@pytest.mark.parametrize(
    ("kind", "names"),
    [
        ("model", ("Llama 2", "Llama 3", "Llama 3.1", "Llama 3.2")),
        ("model", ("GPT-4", "GPT-5", "GPT-4o", "GPT-4V", "GPT-4.1", "GPT-41")),
        ("model", ("o1", "o3", "o1-mini")),
        ("model", ("GPT", "GPTs")),
        ("model", ("Claude 3 Opus", "Claude 3 Haiku", "Claude 3 Sonnet")),
        ("company", ("Grok", "Groq")),
        ("company", ("Meta", "Beta")),
        ("company", ("Ollama", "Llama")),
        ("topic", ("valuation", "evaluation", "motion control", "emotion control")),
        ("topic", ("AI", "AI labs")),
        ("topic", ("Series A", "Series B")),
        ("person", ("Wei Li", "Wei Lu", "John Smith", "Joan Smith")),
        ("topic", ("हिन्दी", "हिन्द", "किताब", "कतब")),
        ("topic", ("联想", "联通")),
    ],
)
def test_other_names_are_other_names(kind: str, names: tuple[str, ...]) -> None:
    assert similar(kind, *names) == {}


def test_a_name_with_many_like_it_is_one_of_a_series() -> None:
    assert similar("company", *(f"Companya{letter}" for letter in "bcdefghijk")) == {}


def test_a_registered_name_is_right_however_rare() -> None:
    registered, frequent = Name("Mixtral", 1, registered=True), Name("Mistral", 9, registered=False)
    assert similar_names("model", [registered, frequent]) == {"Mistral": "Mixtral"}
    assert similar_names("model", [registered, Name("Mistral", 9, registered=True)]) == {}


@pytest.mark.parametrize(("posts", "is_listed"), [(1, True), (2, True), (3, False), (9, False)])
def test_a_name_of_several_posts_is_right(posts: int, is_listed: bool) -> None:
    names = [Name("Mixtral", 40, registered=False), Name("Mistral", posts, registered=False)]
    assert similar_names("model", names) == ({"Mistral": "Mixtral"} if is_listed else {})


@pytest.mark.parametrize(
    ("a", "b", "is_close"),
    [
        ("abc", "abc", True), ("abc", "ab", True), ("abc", "axc", True), ("abcd", "acbd", True),
        ("abcd", "dcba", False), ("abcdef", "bcdefg", False), ("abc", "a", False), ("", "a", False),
        ("abc", "bc", False), ("x abc", "x bc", False), ("abc x", "abd x", True),
    ],
)  # fmt: skip
def test_one_edit(a: str, b: str, *, is_close: bool) -> None:
    assert is_one_edit_apart(a, b) is is_close
    assert is_one_edit_apart(b, a) is is_close


@given(st.permutations(["Anthropic", "Antropic", "Anthropics", "Nvidia", "Nvidea", "Nvidia Inc"]))
def test_the_order_of_names_makes_no_difference(names: list[str]) -> None:
    assert similar("company", *names) == similar("company", *sorted(names))


def test_names_are_compared_with_a_few_others_only(monkeypatch: pytest.MonkeyPatch) -> None:
    compared = []

    def count(a: str, b: str) -> bool:
        compared.append((a, b))
        return is_one_edit_apart(a, b)

    monkeypatch.setattr("newsroom.entities.fuzzy_match.is_one_edit_apart", count)
    words = [f"{number * 7919:x}".translate(LETTERS) for number in range(10**6, 10**6 + 5000)]
    similar("company", *(f"Company {word}" for word in words))
    assert len(compared) < 5000  # of twelve million pairs


LETTERS = str.maketrans("0123456789abcdef", "ghijklmnopqrstuv")


MODEL, TOPIC, COMPANY = ("model", "x"), ("topic", "x"), ("company", "x")


@pytest.mark.parametrize(
    ("posts", "aliases", "registered", "expected"),
    [
        ({MODEL: 1}, {}, (), {}),
        ({MODEL: 2, TOPIC: 1}, {}, (), {TOPIC: MODEL}),
        ({MODEL: 1, TOPIC: 2}, {}, (), {MODEL: TOPIC}),
        ({MODEL: 1, TOPIC: 1}, {}, (), {TOPIC: MODEL}),
        ({MODEL: 2, TOPIC: 1}, {TOPIC: TOPIC}, (TOPIC,), {MODEL: TOPIC}),
        ({MODEL: 2, TOPIC: 1}, {}, (MODEL, TOPIC), {}),
        ({MODEL: 2, TOPIC: 1, COMPANY: 3}, {}, (), {MODEL: COMPANY, TOPIC: COMPANY}),
        ({("company", "meta"): 1, TOPIC: 1}, {COMPANY: ("company", "meta")},
         (("company", "meta"),), {TOPIC: ("company", "meta")}),
        ({TOPIC: 1}, {COMPANY: ("company", "meta")}, (("company", "meta"),), {}),
        ({MODEL: 1, ("topic", "y"): 1}, {}, (), {}),
    ],
)  # fmt: skip
def test_of_one_name_under_two_kinds_the_better_stays(
    posts: dict[EntityId, int],
    aliases: dict[EntityId, EntityId],
    registered: tuple[EntityId, ...],
    expected: dict[EntityId, EntityId],
) -> None:
    assert names_of_two_kinds(posts, aliases, registered) == expected
