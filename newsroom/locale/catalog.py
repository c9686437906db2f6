"""A catalog: the words of the interface in one language, `theme/locale/en.yaml`.

A line of the file has the key of a text and the text. `{name}` stands for what a page fills in; a
text with a number has plural forms by the categories of CLDR:

    also_read: Also read
    posts: {one: "{count} post", other: "{count} posts"}

The English catalog says which keys there are, and what each text has to fill in.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from string import Formatter

import yaml

from newsroom.diagnostics.diagnostic import Diagnostic
from newsroom.diagnostics.suggestions import suggestion
from newsroom.locale.languages import plural_forms

INVALID, MISSING = "words/invalid", "words/missing"
KEY = re.compile(r"[a-z][a-z0-9_]*")
COUNT = "count"  # the placeholder of the number that plural forms are for
OTHER = "other"  # the form that every language has
USUAL = frozenset(["one", OTHER])
RESERVED = frozenset(  # attributes of `Words`
    "dates direction json language marks site_mark text".split()
)
NAMED = 4  # missing keys in a message
NOT_TEXT = "must be a text, or have a text for each plural form"
TEXT, FORMS = "write a text", "write its forms as in {one: …, other: …}"


@dataclass(frozen=True)
class Message:
    """A text of a catalog, or its plural forms; a text without them has the form "" alone."""

    forms: Mapping[str, str]
    language: str
    location: tuple[str, int] = field(default=("", 0), compare=False)

    @property
    def is_plural(self) -> bool:
        """Whether it has plural forms."""
        return "" not in self.forms

    @property
    def placeholders(self) -> frozenset[str]:
        """The names of all that is filled in."""
        return frozenset().union(*map(find_placeholders, self.forms.values()))


Catalog = Mapping[str, Message]
"""The entries of one language by key."""


def find_placeholders(text: str) -> frozenset[str]:
    """Return the names in braces of a text; raise `ValueError` for anything else in braces."""
    names = set()
    for _, name, form, conversion in Formatter().parse(text):
        if name is None:
            continue
        if form or conversion or not KEY.fullmatch(name):
            raise ValueError(f'"{{{name}}}" is not a placeholder')
        names.add(name)
    return frozenset(names)


def parse_catalog(
    text: str, path: str, language: str
) -> tuple[dict[str, Message], list[Diagnostic]]:
    """Return the valid entries of a file and what is wrong with it; `path` is for messages."""
    try:
        root = yaml.compose(text, yaml.CBaseLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        message = f"invalid YAML: {getattr(error, 'problem', None) or 'unreadable'}"
        advice = "put quotes around a text that contains a colon or starts with a brace"
        line = int(mark.line) + 1 if mark else 1
        return {}, [Diagnostic(path, line, INVALID, message, advice)]
    if root is None:
        return {}, []
    if not isinstance(root, yaml.MappingNode):
        message = "the file must have a key and a text in each line"
        return {}, [Diagnostic(path, 1, INVALID, message, "write as in `tags: Tags`")]
    entries: dict[str, Message] = {}
    problems = []
    for key_node, node in root.value:
        key, line = str(key_node.value), int(key_node.start_mark.line) + 1
        report = partial(Diagnostic, path, line, INVALID)
        try:
            forms = {} if node.value == "" else parse_forms(node)
        except ValueError as invalid:
            problems.append(report(f'"{key}" {invalid.args[0]}', invalid.args[1]))
            continue
        if not KEY.fullmatch(key) or key in RESERVED:
            advice = "write another name of small letters, digits and _"
            problems.append(report(f'"{key}" cannot be the key of a text', advice))
        elif key in entries:
            problems.append(report(f'duplicate key "{key}"', "keep one"))
        elif forms:
            entries[key] = Message(forms, language, (path, line))
    return entries, problems


def parse_forms(node: yaml.Node) -> dict[str, str]:
    """Return the forms of the text in a node; raise `ValueError` with a message and advice."""
    if isinstance(node, yaml.ScalarNode):
        forms = {"": str(node.value)}
    elif isinstance(node, yaml.MappingNode):
        pairs = [(str(key.value), value) for key, value in node.value]
        if any(not isinstance(value, yaml.ScalarNode) for _, value in pairs):
            raise ValueError(NOT_TEXT, "put quotes around it")
        forms = {key: str(value.value) for key, value in pairs}
    else:
        raise ValueError("must be a text", TEXT)  # noqa: TRY004
    for text in forms.values():
        try:
            find_placeholders(text)
        except ValueError as invalid:
            advice = "write names in braces, as in {count}, and braces themselves as {{ and }}"
            raise ValueError(f"is invalid: {invalid}", advice) from None
    return forms


def check_catalog(catalog: Catalog, english: Catalog) -> Iterator[Diagnostic]:
    """Yield an error for each entry that does not fit that of the English catalog."""
    for key, entry in catalog.items():
        error = partial(Diagnostic, *entry.location, INVALID)
        if key not in english:
            advice = suggestion(key, english) or "remove it, or add it to theme/locale/en.yaml"
            yield error(f'unknown key "{key}"', advice)
        else:
            for message, advice in check_message(entry, english[key]):
                yield error(f'"{key}" {message}', advice)


def fitting_entries(catalog: Catalog, english: Catalog) -> Catalog:
    """Return the entries of a catalog that fit those of the English one."""
    return {
        key: entry
        for key, entry in catalog.items()
        if key in english and not any(check_message(entry, english[key]))
    }


def check_message(entry: Message, english: Message) -> Iterator[tuple[str, str]]:
    """Yield message and advice for each thing in an entry that does not fit the English one."""
    if entry.is_plural and not english.is_plural:
        yield "must be one text", "it has no number, and so no plural forms"
        return
    if entry.is_plural:
        if OTHER not in entry.forms:
            yield f'has no form "{OTHER}"', FORMS
        unusual = entry.forms.keys() - USUAL  # loading what CLDR has of a language takes 10 ms
        categories = plural_forms(entry.language) if unusual else USUAL
        for form in sorted(unusual - categories):
            listed = ", ".join(sorted(categories))
            yield f'has the unknown plural form "{form}"', f'forms of "{entry.language}": {listed}'
    expected = english.placeholders
    for form, text in sorted(entry.forms.items()):
        names = find_placeholders(text)
        for name in sorted(names - expected):
            advice = suggestion(name, expected) or f"placeholders: {listing(expected)}"
            yield f'has the unknown placeholder "{{{name}}}"', advice
        optional = {COUNT} if form not in ("", OTHER) else set()
        for name in sorted(expected - names - optional):
            yield f'lacks the placeholder "{{{name}}}"', "write where it goes"


def listing(names: Iterable[str]) -> str:
    """Return placeholders as they are written, "none" for none."""
    return ", ".join(f"{{{name}}}" for name in sorted(names)) or "none"


def missing_words(
    catalog: Catalog, english: Catalog, path: str, language: str
) -> Iterator[Diagnostic]:
    """Yield a warning that names the keys of the English catalog which another one lacks."""
    missing = [key for key in english if key not in catalog]
    if not missing:
        return
    names = ", ".join(f'"{key}"' for key in missing[:NAMED])
    more = f" and {len(missing) - NAMED} more" if len(missing) > NAMED else ""
    message = f'missing words in "{language}": {names}{more}'
    yield Diagnostic(path, 1, MISSING, message, "add them; until then they are in English")
