"""content/entities.yaml: the names, aliases and descriptions of entities.

Each kind is a list. An entry is a name, or has keys:

    models:
      - name: GPT-4o
        aliases: [GPT-4 omni]
        description: A model of OpenAI.
        same_as: https://openai.com/index/hello-gpt-4o/
      - Llama 3

`slug` gives an entity another URL than that of its name.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

import yaml

from newsroom.config.entity_kinds import KINDS
from newsroom.content.front_matter import fields as values
from newsroom.content.front_matter.validator import LETTER
from newsroom.content.front_matter.yaml_nodes import (
    Value,
    YamlError,
    compose_yaml,
    line_of_node,
    parse_node,
)
from newsroom.diagnostics.diagnostic import Diagnostic
from newsroom.diagnostics.suggestions import suggestion
from newsroom.entities.model import EntityId, RegistryEntry, Slugify
from newsroom.text.normalize import spelling

SHAPE = f"write lists under {', '.join(f'`{plural}:`' for plural in KINDS.values())}"


def read_urls(value: Value) -> tuple[str, ...]:
    """Return the URLs of a value, which is one URL or a list of them; raise `FieldError`."""
    return tuple(values.parse_url(item) for item in (value if isinstance(value, list) else [value]))


KEYS: Mapping[str, values.ValueParser] = {
    "name": values.parse_text,
    "aliases": values.parse_names,
    "description": values.parse_text,
    "same_as": read_urls,
    "slug": values.parse_slug,
}


@dataclass
class Registry:
    """The entries of a file by their order, and what is wrong with it."""

    entries: list[RegistryEntry] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)


def read_registry(text: str, path: str, slugify: Slugify) -> Registry:
    """Return the entries of the file `path` with a text, and a diagnostic for each error in it.

    Entries without a usable name are left out; a file that is not YAML has no entries.
    """
    registry = Registry()
    error = partial(Diagnostic, path)
    add = registry.diagnostics.append
    try:
        root = compose_yaml(text)
    except YamlError as exception:
        for line, message, advice in exception.problems:
            add(error(line, "entity/invalid-file", message, advice))
        return registry
    reader = _Reader(error, add, slugify)
    registry.entries += [
        e for kind, row in reader.rows(root) if (e := reader.entry(kind, row)).name
    ]
    registry.diagnostics += duplicate_names(registry.entries, path)
    registry.diagnostics += duplicate_urls(registry.entries, path, slugify)
    return registry


@dataclass(frozen=True)
class _Reader:
    """Reads the nodes of the file. `add` takes the diagnostics that `error` makes of the rest.

    `slugify` makes the slug that an error proposes.
    """

    error: Callable[..., Diagnostic]
    add: Callable[[Diagnostic], None]
    slugify: Slugify

    def rows(self, root: yaml.Node | None) -> Iterator[tuple[str, yaml.Node]]:
        """Yield kind and node of each entry."""
        if root is None or parse_node(root) == "":
            return
        if not isinstance(root, yaml.MappingNode):
            message = "the file must be lists of entities"
            self.add(self.error(line_of_node(root), "entity/invalid-file", message, SHAPE))
            return
        kinds, read = {plural: kind for kind, plural in KINDS.items()}, set()
        for key, rows in root.value:
            plural = str(key.value)
            if plural not in kinds:
                advice = suggestion(plural, kinds) or f"kinds: {', '.join(kinds)}"
                message = f'unknown kind of entity "{plural}"'
                self.add(self.error(line_of_node(key), "entity/unknown-kind", message, advice))
            elif plural in read:
                message = f'duplicate key "{plural}"'
                advice = "put the lists together"
                self.add(self.error(line_of_node(key), "entity/duplicate-key", message, advice))
            elif isinstance(rows, yaml.SequenceNode):
                yield from ((kinds[plural], row) for row in rows.value)
            elif parse_node(rows) != "":
                message = f"{plural} must be a list of names"
                advice = "write each after a dash"
                self.add(self.error(line_of_node(key), "entity/invalid-value", message, advice))
            read.add(plural)

    def entry(self, kind: str, row: yaml.Node) -> RegistryEntry:
        """Return one entry; its name is "" where it cannot be used."""
        line, typed = line_of_node(row), self.typed_values(row)
        usable = {key: value for key, value in typed.items() if value is not None}
        entry = RegistryEntry(kind, **{"name": "", **usable}, line=line)
        if "name" not in typed:
            message = f"missing name of a {kind}"
            self.add(self.error(line, "entity/missing-name", message, "add `name: …`"))
        for name in (entry.name, *entry.aliases):
            if name and not LETTER.search(name):
                message = f'cannot build a URL from "{name}": it has no letters or digits'
                self.add(self.error(line, "entity/invalid-value", message, "correct the name"))
                return replace(entry, name="")
        return entry

    def typed_values(self, row: yaml.Node) -> dict[str, Any]:
        """Return the values of an entry by key; None for what cannot be used."""
        typed: dict[str, Any] = {}
        parsers: dict[str, values.ValueParser] = dict(KEYS)
        parsers["slug"] = partial(values.parse_slug, slugify=self.slugify)
        for key, node, line in _pairs(row):
            if key not in KEYS:
                advice = suggestion(key, KEYS) or f"keys: {', '.join(KEYS)}"
                self.add(self.error(line, "entity/unknown-key", f'unknown key "{key}"', advice))
            elif key in typed:
                message = f'duplicate key "{key}"'
                self.add(self.error(line, "entity/duplicate-key", message, "keep one"))
            elif (value := parse_node(node)) not in ("", [], {}):
                try:
                    typed[key] = parsers[key](value)
                except values.FieldError as error:
                    problem = error.problems[0]
                    code, message = "entity/invalid-value", problem.of(key)
                    self.add(self.error(line, code, message, problem.advice))
                    typed[key] = None  # there, but unusable: not "missing" as well
        return typed


def _pairs(row: yaml.Node) -> Iterator[tuple[str, yaml.Node, int]]:
    """Yield key, value and line of each part of an entry; text alone is its name."""
    if isinstance(row, yaml.MappingNode):
        yield from ((str(key.value), value, line_of_node(key)) for key, value in row.value)
    else:
        yield "name", row, line_of_node(row)


def duplicate_names(entries: Iterable[RegistryEntry], path: str) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each entry that has a name of another entry of its kind."""
    owners: dict[EntityId, RegistryEntry] = {}
    for entry in entries:
        for name in (entry.name, *entry.aliases):
            owner = owners.setdefault((entry.kind, spelling(name)), entry)
            if owner is not entry:
                message = f'name "{name}" is already used by "{owner.name}" (line {owner.line})'
                advice = "remove it from one of the two"
                yield Diagnostic(path, entry.line, "entity/duplicate-name", message, advice)
                break


def duplicate_urls(
    entries: Iterable[RegistryEntry], path: str, slugify: Slugify
) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each entry that has the URL of another, as `Zoë` and `Zoe` have."""
    owners: dict[tuple[str, str], RegistryEntry] = {}
    for entry in entries:
        slug = entry.slug or slugify(entry.name)
        owner = owners.setdefault((entry.kind, slug), entry)
        if owner is not entry and owner.id != entry.id:
            url = f"/{entry.kind}/{slug}/"
            message = (
                f'URL {url} of "{entry.name}" is already used by "{owner.name}" (line {owner.line})'
            )
            advice = "make one an alias of the other, or give it a slug"
            yield Diagnostic(path, entry.line, "entity/duplicate-url", message, advice)
