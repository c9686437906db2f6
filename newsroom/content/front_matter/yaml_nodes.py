"""YAML of front matter and of content/entities.yaml as a tree of nodes, with guards.

What YAML would silently read as something else than a writer means is an error: words after `#`,
tags, anchors and aliases. Values are not typed: `NO` stays the string "NO".
"""

import re
from collections.abc import Iterator, Mapping
from sys import intern
from typing import Any

import yaml

from newsroom.diagnostics.errors import UserError
from newsroom.text.xml_text import to_xml_text

# A value is text, a list of values, or keys with values.
Value = Any

# `title: We are #1`, where YAML starts a comment, and `title: !Kung` (a tag) or `&you` (an anchor).
DROPPED = re.compile(r"""^\s*+(?:- ++)?+[\w -]+:[ \t]+(?:[!&]|[^"'#\[{|>\s][^#]*[ \t]\#\S)""")

# YAML 1.1 ends a line at these, no editor does: what follows would have the wrong line.
LINE_SEPARATORS = {0x2028: " ", 0x2029: " "}

TAB = re.compile(r"^ *+(?:- *+)?\t")
DEPTH = 100  # lists in lists; the parser crashes at some ten thousand
OPENING = ("[", "{", "- ", "-\n", ":")  # what they can start with
QUOTE_VALUE = "put quotes around the value"
QUOTE_SPECIAL = (
    "put quotes around a value that contains a colon, a quotation mark or starts with @ * & % `"
)


class YamlError(UserError):
    """A text is not YAML that can be used; `problems` are (line, message, advice)."""

    def __init__(self, *problems: tuple[int, str, str]) -> None:
        self.problems = problems
        super().__init__("; ".join(problems[0][1:]))


class Row(dict[str, Value]):
    """Keys with values, and the line where they start: an entry of `sources`."""

    line = 0

    @classmethod
    def of(cls, values: Mapping[str, Value], line: int = 0) -> "Row":
        """Return a row with these keys and values; a row stays as it is."""
        row = values if isinstance(values, cls) else cls(values)
        row.line = line or row.line
        return row


def compose_yaml(text: str, first: int = 1) -> yaml.Node | None:
    """Return the root node of a YAML text, None of an empty one; raise `YamlError`.

    `first` is the line of the file in which the text starts; all lines of nodes and errors are
    those of the file.
    """
    message = "YAML reads what follows # or starts with ! or & as something else"
    lines = enumerate(text.split("\n"), start=first)
    if problems := [(line, message, QUOTE_VALUE) for line, row in lines if DROPPED.match(row)]:
        raise YamlError(*problems)
    # The empty lines in front keep the parser's line numbers those of the file.
    text = "\n" * (first - 1) + text.translate(LINE_SEPARATORS)
    try:
        _refuse_aliases_and_depth(text)
        return yaml.compose(text, yaml.CBaseLoader)
    except yaml.YAMLError as error:
        line, message, advice = _describe(error, first)
        if TAB.match("".join(text.split("\n")[line - 1 : line])):
            message, advice = (
                "invalid YAML: a tab in front of a key or a value",
                "indent with spaces",
            )
        raise YamlError((line, message, advice)) from None


def _refuse_aliases_and_depth(text: str) -> None:
    """Raise `YamlError` for an alias, and for more depth than composing can bear.

    The events are read only where a text may have either, and no further than to the first.
    """
    if "*" not in text and sum(map(text.count, OPENING)) <= DEPTH:
        return
    depth = 0
    events: Iterator[yaml.Event] = yaml.parse(text, yaml.CBaseLoader)
    for event in events:
        if isinstance(event, yaml.AliasEvent):
            advice = "put quotes around a value that starts with *"
            raise YamlError((line_of_node(event), "invalid YAML: aliases are not allowed", advice))
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > DEPTH:
            advice = "write plain keys and lists"
            raise YamlError((line_of_node(event), "invalid YAML: nested too deeply", advice))


def _describe(error: yaml.YAMLError, first: int) -> tuple[int, str, str]:
    """Return the line at which a text stops being YAML, why, and what to do."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    why = getattr(error, "problem", None) or getattr(error, "reason", "") or "unreadable"
    return mark.line + 1 if mark else first, f"invalid YAML: {why}", QUOTE_SPECIAL


def line_of_node(node: yaml.Node | yaml.Event) -> int:
    """Return the line, from 1, in which a node or an event starts."""
    return int(node.start_mark.line) + 1 if node.start_mark else 1


def parse_node(node: yaml.Node) -> Value:
    """Return text, a list, or a `Row` from a node of YAML."""
    if isinstance(node, yaml.SequenceNode):
        return [parse_node(item) for item in node.value]
    if isinstance(node, yaml.MappingNode):
        return Row.of({key: value for key, value, _ in parse_pairs(node)}, line_of_node(node))
    # A bare `null` or `~` is how generators write "nothing"; in quotes it is a word.
    is_empty = node.value in ("~", "null") and isinstance(node, yaml.ScalarNode) and not node.style
    return "" if is_empty else to_xml_text(str(node.value)).strip()


def parse_pairs(node: yaml.MappingNode) -> Iterator[tuple[str, Value, int]]:
    """Yield normalized key, value and line of each entry of a mapping."""
    for key, value in node.value:
        yield normalize_key(str(key.value)), parse_node(value), line_of_node(key)


def normalize_key(key: str) -> str:
    """Return a key in lower case with `_` for dashes and spaces: `Image Alt` is `image_alt`."""
    return intern(re.sub(r"[\s-]+", "_", key.strip().lower()))
