"""content/entities.yaml: the names, aliases and descriptions of entities.

Each kind is a list. An entry is a name, or has keys:

    models:
      - name: GPT-4o
        aliases: [GPT-4 omni]
        description: A model of OpenAI.
        same_as: https://openai.com/index/hello-gpt-4o/
      - Llama 3

`slug` gives an entity another address than that of its name.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

import yaml

from newsroom.config.entity_kinds import KINDS
from newsroom.content.front_matter import fields as values
from newsroom.content.front_matter.parser import DROPPED, ONE_LINE, SURPRISE, plain_value
from newsroom.content.front_matter.validator import LETTER
from newsroom.diagnostics.suggestions import did_you_mean
from newsroom.entities.model import Entry, Id, Slug
from newsroom.text.normalize import spelling

Mistake = tuple[int, str]
DEPTH = 9  # lists in lists; the parser itself fails at some thousands
SHAPE = "the file has to be lists under " + ", ".join(f"`{plural}:`" for plural in KINDS.values())


def addresses(value: values.Value) -> tuple[str, ...]:
    """One address or a list of them."""
    return tuple(values.address(item) for item in (value if isinstance(value, list) else [value]))


KEYS: Mapping[str, values.Reader] = {
    "name": values.text,
    "aliases": values.names,
    "description": values.text,
    "same_as": addresses,
    "slug": values.slug,
}


def read_entries(text: str, slug: Slug) -> tuple[tuple[Entry, ...], list[Mistake]]:
    """The entries of the file, and (line, sentence) for each mistake in it."""
    surprise = f"YAML reads {SURPRISE} as something else; put quotes around the value"
    text = text.translate(ONE_LINE)
    lines = enumerate(text.split("\n"), start=1)
    wrong = [(number, surprise) for number, line in lines if DROPPED.match(line)]
    if wrong:
        return (), wrong
    try:
        if unusable := unusual(yaml.parse(text, yaml.CBaseLoader)):
            return (), [unusable]
        root = yaml.compose(text, yaml.CBaseLoader)
    except yaml.YAMLError as error:
        return (), [yaml_mistake(error)]
    entries: list[Entry] = []
    for kind, row in _rows(root, wrong):
        entry = _entry(kind, row, wrong)
        if entry.name:
            entries.append(entry)
    wrong += shared_names(entries)
    wrong += shared_addresses(entries, slug)
    return tuple(entries), wrong


def unusual(events: Iterable[yaml.Event]) -> Mistake | None:
    """What a tree of nodes cannot be made of: aliases, and more depth than a list of names has."""
    depth = 0
    for event in events:
        if isinstance(event, yaml.AliasEvent):
            advice = "put quotes around a value that starts with *"
            return _line(event), f"this is a YAML alias; {advice}"
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > DEPTH:
            return _line(event), f"lists are nested too deeply; {SHAPE}"
    return None


def yaml_mistake(error: yaml.YAMLError) -> Mistake:
    """Where the file stops being YAML, and why."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    problem = getattr(error, "problem", None) or "it cannot be read"
    advice = "put quotes around a value that holds a colon or a quotation mark, and align lists"
    return mark.line + 1 if mark else 1, f"the file is not valid YAML ({problem}); {advice}"


def _line(node: yaml.Node | yaml.Event) -> int:
    return int(node.start_mark.line) + 1 if node.start_mark else 1


def _rows(root: yaml.Node | None, wrong: list[Mistake]) -> Iterator[tuple[str, yaml.Node]]:
    """Kind and node of each entry."""
    if root is None or plain_value(root) == "":
        return
    if not isinstance(root, yaml.MappingNode):
        wrong.append((_line(root), SHAPE))
        return
    kinds, seen = {plural: kind for kind, plural in KINDS.items()}, set()
    for key, rows in root.value:
        plural = str(key.value)
        if plural not in kinds:
            hint = did_you_mean(plural, kinds) or f"; kinds: {', '.join(kinds)}"
            wrong.append((_line(key), f'"{plural}" is no kind of entity{hint}'))
        elif plural in seen:
            wrong.append((_line(key), f'"{plural}" is written twice; put the lists together'))
        elif isinstance(rows, yaml.SequenceNode):
            yield from ((kinds[plural], row) for row in rows.value)
        elif plain_value(rows) != "":
            wrong.append((_line(key), f"{plural} has to be a list of names, each after a dash"))
        seen.add(plural)


def _pairs(row: yaml.Node) -> Iterator[tuple[str, yaml.Node, int]]:
    """Key, value and line of each part of an entry; text alone is its name."""
    if isinstance(row, yaml.MappingNode):
        yield from ((str(key.value), value, _line(key)) for key, value in row.value)
    else:
        yield "name", row, _line(row)


def _typed(row: yaml.Node, wrong: list[Mistake]) -> dict[str, Any]:
    """What an entry says, by key; None for what cannot be used."""
    typed: dict[str, Any] = {}
    for key, node, line in _pairs(row):
        if key not in KEYS:
            known = did_you_mean(key, KEYS) or f"; keys: {', '.join(KEYS)}"
            wrong.append((line, f'"{key}" is no key of an entity{known}'))
        elif key in typed:
            wrong.append((line, f'"{key}" is written twice; keep one'))
        elif (written := plain_value(node)) not in ("", [], {}):
            try:
                typed[key] = KEYS[key](written)
            except values.FieldError as error:
                wrong.append((line, f"{key} {error}"))
                typed[key] = None  # there, but unusable: not "missing" as well
    return typed


def _entry(kind: str, row: yaml.Node, wrong: list[Mistake]) -> Entry:
    """One entry; without a name where it cannot be used."""
    line, typed = _line(row), _typed(row, wrong)
    usable = {key: value for key, value in typed.items() if value is not None}
    entry = Entry(kind, **{"name": "", **usable}, line=line)
    if "name" not in typed:
        wrong.append((line, f"the {kind} has no name; add `name: …`"))
    for name in (entry.name, *entry.aliases):
        if name and not LETTER.search(name):
            wrong.append((line, f'"{name}" has no letters or digits for an address'))
            return replace(entry, name="")
    return entry


def shared_names(entries: Iterable[Entry]) -> Iterator[Mistake]:
    """A sentence for each name of two entities of one kind."""
    owner: dict[Id, Entry] = {}
    for entry in entries:
        for name in (entry.name, *entry.aliases):
            other = owner.setdefault((entry.kind, spelling(name)), entry)
            if other is not entry:
                advice = "one name can mean one of them only"
                place = f'the {other.kind} "{other.name}" too (line {other.line})'
                yield entry.line, f'"{name}" is a name of {place}; {advice}'
                break


def shared_addresses(entries: Iterable[Entry], slug: Slug) -> Iterator[Mistake]:
    """A sentence for each entity that would have the page of another: `Zoë` and `Zoe`."""
    owner: dict[Id, Entry] = {}
    for entry in entries:
        last = entry.slug or slug(entry.name)
        other = owner.setdefault((entry.kind, last), entry)
        if other is not entry and other.id != entry.id:
            advice = "make one an alias of the other, or give it a slug"
            address = f'"{other.name}" (line {other.line}), /{entry.kind}/{last}/'
            yield entry.line, f'"{entry.name}" has the address of {address}; {advice}'
