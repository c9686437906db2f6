"""content/entities.yaml: what it says, and what is wrong with it."""

import pytest

from newsroom.entities.model import Entry
from newsroom.entities.registry_file import Mistake, read_entries

GOOD = """# A comment.
companies:
  - name: Meta  # said of the name
    aliases: [Facebook, "Meta Platforms, Inc."]
    description: "Makes the Llama models."
    same_as: https://about.meta.com/
  - OpenAI
models:
  - {name: NO, same_as: [https://a.example/, https://b.example/], slug: the-model}
people:
topics: []
"""


def slug(name: str) -> str:
    return name.lower().replace("ë", "e").replace(" ", "-")


def wrong_in(text: str) -> list[Mistake]:
    return read_entries(text, slug)[1]


def test_entries_are_names_or_have_keys() -> None:
    assert read_entries(GOOD, slug) == (
        (
            Entry(
                "company",
                "Meta",
                ("Facebook", "Meta Platforms, Inc."),
                "Makes the Llama models.",
                ("https://about.meta.com/",),
                line=3,
            ),
            Entry("company", "OpenAI", line=7),
            Entry("model", "NO", (), "", ("https://a.example/", "https://b.example/"),
                  "the-model", 9),
        ),
        [],
    )  # fmt: skip


@pytest.mark.parametrize("text", ["", "# Nothing yet.\n", "models:\n", "---\n...\n"])
def test_an_empty_file_says_nothing(text: str) -> None:
    assert read_entries(text, slug) == ((), [])


KEYS = "keys: name, aliases, description, same_as, slug"


@pytest.mark.parametrize(
    ("text", "line", "sentence"),
    [
        ("models:\n- x\u2028y\n- {slug: x}", 3, "the model has no name; add `name: …`"),
        ("- a", 1, "the file has to be lists under `companies:`, `models:`, `people:`, `topics:`"),
        ("company:\n  - a", 1, '"company" is no kind of entity; did you mean "companies"?'),
        ("zzz: []", 1, '"zzz" is no kind of entity; kinds: companies, models, people, topics'),
        ("models: a", 1, "models has to be a list of names, each after a dash"),
        ("models:\n  a: b", 1, "models has to be a list of names, each after a dash"),
        ("models:\n  - [a]", 2, "name has to be text; put quotes around it"),
        ("models:\n  - name: a\n    alias: b", 3,
         '"alias" is no key of an entity; did you mean "aliases"?'),
        ("models:\n  - name: a\n    zzz: b", 3, f'"zzz" is no key of an entity; {KEYS}'),
        ("models:\n  - description: a", 2, "the model has no name; add `name: …`"),
        ("models:\n  - ''", 2, "the model has no name; add `name: …`"),
        ("models:\n  - name: [a]", 2, "name has to be text; put quotes around it"),
        ("models:\n  - name: a\n    aliases: {b: c}", 3,
         "aliases has to be a list, such as [one, two]"),
        ("models:\n  - name: a\n    same_as: b", 3,
         'same_as "b" is no address; it has to start with https://'),
        ("models:\n  - name: a\n    slug: b c", 3,
         'slug "b c" holds more than letters, digits, - and _; write "b-c"'),
        ("models:\n  - name: a\n    name: b", 3, '"name" is written twice; keep one'),
        ("models:\n  - a\nmodels:\n  - b", 3, '"models" is written twice; put the lists together'),
        ("models:\n  - '!!!'", 2, '"!!!" has no letters or digits for an address'),
        ("models:\n  - GPT-4o\n  - gpt4o", 3,
         '"gpt4o" is a name of the model "GPT-4o" too (line 2); '
         "one name can mean one of them only"),
        ("models:\n  - {name: a, aliases: [c]}\n  - {name: b, aliases: [C]}", 3,
         '"C" is a name of the model "a" too (line 2); one name can mean one of them only'),
        ("people:\n  - Zoë\n  - Zoe", 3,
         '"Zoe" has the address of "Zoë" (line 2), /person/zoe/; '
         "make one an alias of the other, or give it a slug"),
        ("models:\n  - name: We are #1", 2, "YAML reads what follows # or starts with ! or & as "
         "something else; put quotes around the value"),
        ("models:\n  - name: &x a\n  - *x", 2, "YAML reads what follows # or starts with ! or & "
         "as something else; put quotes around the value"),
        ("models:\n  - &x a\n  - *x", 3, "this is a YAML alias; put quotes around a value that "
         "starts with *"),
        ("[" * 100_000, 1, "lists are nested too deeply; the file has to be lists under "
         "`companies:`, `models:`, `people:`, `topics:`"),
    ],
)  # fmt: skip
def test_each_mistake_has_its_line_and_its_sentence(text: str, line: int, sentence: str) -> None:
    assert wrong_in(text) == [(line, sentence)]


@pytest.mark.parametrize("text", ["models:\n  - name: a: b", "models: [", "models:\n- a\n  b: c"])
def test_what_is_no_yaml_is_told_with_the_place(text: str) -> None:
    [(line, sentence)] = wrong_in(text)
    assert line >= 1
    assert sentence.startswith("the file is not valid YAML (")


def test_one_name_of_two_kinds_is_no_mistake() -> None:
    assert wrong_in("companies: [Mistral]\nmodels: [Mistral]\n") == []


def test_every_mistake_is_told() -> None:
    text = "models:\n  - {zzz: 1}\n  - {name: a, slug: /}\nzzz: []\n"
    assert [line for line, _ in wrong_in(text)] == [2, 2, 3, 4]
