"""content/entities.yaml: its entries, and the diagnostics of what is wrong in it."""

import pytest

from newsroom.entities.model import RegistryEntry
from newsroom.entities.registry_file import Registry, read_registry

GOOD = """# A comment.
companies:
  - name: Meta  # on the name
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


PATH = "content/entities.yaml"


def test_entries_are_names_or_have_keys() -> None:
    registry = read_registry(GOOD, PATH, slug)
    assert registry.diagnostics == []
    assert registry.entries == [
        RegistryEntry(
            "company",
            "Meta",
            ("Facebook", "Meta Platforms, Inc."),
            "Makes the Llama models.",
            ("https://about.meta.com/",),
            line=3,
        ),
        RegistryEntry("company", "OpenAI", line=7),
        RegistryEntry(
            "model", "NO", (), "", ("https://a.example/", "https://b.example/"), "the-model", 9
        ),
    ]


@pytest.mark.parametrize("text", ["", "# Nothing yet.\n", "models:\n", "---\n...\n"])
def test_an_empty_file_has_no_entries(text: str) -> None:
    assert read_registry(text, PATH, slug) == Registry()


SHAPE = "write lists under `companies:`, `models:`, `people:`, `topics:`"
QUOTES = "put quotes around the value"
DROPPED = f"YAML reads what follows # or starts with ! or & as something else; {QUOTES}"


@pytest.mark.parametrize(
    ("text", "line", "code", "message"),
    [
        ("models:\n- x\u2028y\n- {slug: x}", 3, "missing-name",
         "missing name of a model; add `name: …`"),
        ("- a", 1, "invalid-file", f"the file must be lists of entities; {SHAPE}"),
        ("company:\n  - a", 1, "unknown-kind",
         'unknown kind of entity "company"; did you mean "companies"?'),
        ("zzz: []", 1, "unknown-kind",
         'unknown kind of entity "zzz"; kinds: companies, models, people, topics'),
        ("models: a", 1, "invalid-value",
         "models must be a list of names; write each after a dash"),
        ("models:\n  a: b", 1, "invalid-value",
         "models must be a list of names; write each after a dash"),
        ("models:\n  - name: a\n    alias: b", 3, "unknown-key",
         'unknown key "alias"; did you mean "aliases"?'),
        ("models:\n  - name: a\n    zzz: b", 3, "unknown-key",
         'unknown key "zzz"; keys: name, aliases, description, same_as, slug'),
        ("models:\n  - description: a", 2, "missing-name",
         "missing name of a model; add `name: …`"),
        ("models:\n  - ''", 2, "missing-name", "missing name of a model; add `name: …`"),
        ("models:\n  - name: a\n    name: b", 3, "duplicate-key", 'duplicate key "name"; keep one'),
        ("models:\n  - a\nmodels:\n  - b", 3, "duplicate-key",
         'duplicate key "models"; put the lists together'),
        ("models:\n  - '!!!'", 2, "invalid-value",
         'cannot build a URL from "!!!": it has no letters or digits; correct the name'),
        ("models:\n  - GPT-4o\n  - gpt4o", 3, "duplicate-name",
         'name "gpt4o" is already used by "GPT-4o" (line 2); remove it from one of the two'),
        ("models:\n  - {name: a, aliases: [c]}\n  - {name: b, aliases: [C]}", 3,
         "duplicate-name",
         'name "C" is already used by "a" (line 2); remove it from one of the two'),
        ("people:\n  - Zoë\n  - Zoe", 3, "duplicate-url",
         'URL /person/zoe/ of "Zoe" is already used by "Zoë" (line 2); '
         "make one an alias of the other, or give it a slug"),
        ("models:\n  - name: We are #1", 2, "invalid-file", DROPPED),
        ("models:\n  - name: &x a\n  - *x", 2, "invalid-file", DROPPED),
        ("models:\n  - &x a\n  - *x", 3, "invalid-file",
         "invalid YAML: aliases are not allowed; put quotes around a value that starts with *"),
        ("[" * 100_000, 1, "invalid-file", "invalid YAML: nested too deeply; "
         "write plain keys and lists"),
    ],
)  # fmt: skip
def test_each_error_has_its_line_and_its_message(
    text: str, line: int, code: str, message: str
) -> None:
    [diagnostic] = read_registry(text, PATH, slug).diagnostics
    assert str(diagnostic) == f"{PATH}:{line}: error: {message} [entity/{code}]"


@pytest.mark.parametrize(
    ("text", "line", "key"),
    [
        ("models:\n  - [a]", 2, "name"),
        ("models:\n  - name: [a]", 2, "name"),
        ("models:\n  - name: a\n    aliases: {b: c}", 3, "aliases"),
        ("models:\n  - name: a\n    same_as: b", 3, "same_as"),
        ("models:\n  - name: a\n    slug: b c", 3, "slug"),
    ],
)
def test_an_invalid_value_is_an_error_at_its_key(text: str, line: int, key: str) -> None:
    [diagnostic] = read_registry(text, PATH, slug).diagnostics
    assert (diagnostic.line, diagnostic.code) == (line, "entity/invalid-value")
    assert diagnostic.message.startswith((f"{key} ", f"{key}: "))


@pytest.mark.parametrize("text", ["models:\n  - name: a: b", "models: [", "models:\n- a\n  b: c"])
def test_invalid_yaml_is_an_error_with_its_line(text: str) -> None:
    [diagnostic] = read_registry(text, PATH, slug).diagnostics
    assert diagnostic.line >= 1
    assert diagnostic.code == "entity/invalid-file"
    assert diagnostic.message.startswith("invalid YAML: ")


def test_one_name_may_be_of_two_kinds() -> None:
    text = "companies: [Mistral]\nmodels: [Mistral]\n"
    assert read_registry(text, PATH, slug).diagnostics == []


def test_all_errors_are_reported() -> None:
    text = "models:\n  - {zzz: 1}\n  - {name: a, slug: /}\nzzz: []\n"
    assert [d.line for d in read_registry(text, PATH, slug).diagnostics] == [2, 2, 3, 4]
