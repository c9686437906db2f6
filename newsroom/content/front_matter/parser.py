"""The front matter of a Markdown file as strings, with the line of each key, and the body below it.

YAML between `---` lines is the house form. YAML that only ends in such a line (Hexo), TOML between
`+++` lines and JSON in braces (Hugo), and Pelican's `Key: value` lines up to the first empty one
are read too. No value is typed here. Line numbers count from 1 in the file.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import yaml

from newsroom.content.front_matter.toml_json import PLUSES, parse_json, parse_toml
from newsroom.content.front_matter.yaml_nodes import (
    Value,
    YamlError,
    compose_yaml,
    normalize_key,
    parse_pairs,
)
from newsroom.diagnostics.diagnostic import Diagnostic
from newsroom.text.xml_text import to_xml_text

# A space after the colon may be missing; `https://…` is text.
PLAIN_KEY = re.compile(r"^(?P<key>[A-Za-z][\w -]*):(?!//)[ \t]*+(?P<value>.*)$")
DASHES = "---"
PLAIN_MORE = re.compile(r"^(?: {4,}|\t)(?P<value>.*)$")
KEEP_ONE = "keep one of them"


@dataclass(frozen=True)
class RawFrontMatter:
    """The parts of a Markdown file before its front matter is typed.

    `values` and `lines` are by normalized key. The body starts in `body_line`. `diagnostics` say
    what is wrong with the form; values may be missing then.
    """

    file: str
    values: dict[str, Value]
    lines: dict[str, int]
    body: str
    body_line: int
    diagnostics: tuple[Diagnostic, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)
    """The key as it is written, by the key of this site that was read for it."""

    def name(self, key: str) -> str:
        """Return the name of a key in messages: as it is written."""
        return self.names.get(key, key)


def decode(data: bytes) -> str:
    """Return the text of a file in UTF-8 without byte-order mark, lines ended by a line feed.

    Characters that no page may contain are left out. Raises `UnicodeDecodeError` where the bytes
    are not UTF-8.
    """
    text = data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    return to_xml_text(text)


def parse_front_matter(text: str, file: str = "") -> RawFrontMatter:
    """Split the text of a file into front matter and body; `file` is the path in diagnostics."""
    lines = text.split("\n")
    start = next((number for number, line in enumerate(lines) if line.strip()), 0)
    if lines[start].rstrip() == "---":
        return _parse_yaml(lines, start, file)
    if lines[start].rstrip() == PLUSES:
        return _parse_toml(lines, start, file)
    if lines[start].rstrip() == "{":
        return _parse_json(lines, start, file)
    rest = "\n".join(lines[start:])
    if PLAIN_KEY.match(lines[start]):
        return _parse_open(lines, start, file)
    advice = "start the file with keys between two --- lines"
    problem = "front-matter/missing", "missing front matter", advice
    return _without_values(rest, Diagnostic(file, start + 1, *problem))


def _without_values(body: str, diagnostic: Diagnostic) -> RawFrontMatter:
    return RawFrontMatter(diagnostic.path, {}, {}, body, diagnostic.line, (diagnostic,))


def _parse_yaml(lines: list[str], start: int, file: str) -> RawFrontMatter:
    """Parse the house form: a mapping between two `---` lines (a closing `...` is read too)."""
    end = next((n for n in range(start + 1, len(lines)) if lines[n].rstrip() in (DASHES, "...")), 0)
    if not end:
        return _not_closed(file, start, "three dashes")
    return _parse_yaml_lines(lines, start + 1, end, file)


def _not_closed(file: str, start: int, line: str) -> RawFrontMatter:
    message, advice = "the front matter is not closed", f"end it with a line of {line}"
    return _without_values("", Diagnostic(file, start + 1, "front-matter/invalid", message, advice))


def _parse_toml(lines: list[str], start: int, file: str) -> RawFrontMatter:
    """Parse TOML between two `+++` lines."""
    end = next((n for n in range(start + 1, len(lines)) if lines[n].rstrip() == PLUSES), 0)
    if not end:
        return _not_closed(file, start, PLUSES)
    first = start + 2
    return _parse_lines(lambda: parse_toml(lines[start + 1 : end], first), lines, end, file)


def _parse_json(lines: list[str], start: int, file: str) -> RawFrontMatter:
    """Parse a JSON object whose braces are lines of their own."""
    end = next((n for n in range(start + 1, len(lines)) if lines[n].rstrip() == "}"), 0)
    if not end:
        return _not_closed(file, start, "}")
    return _parse_lines(lambda: parse_json(lines[start : end + 1], start + 1), lines, end, file)


def _parse_open(lines: list[str], start: int, file: str) -> RawFrontMatter:
    """Parse a form without an opening line; it ends in dashes, or in an empty line."""
    end = next((n for n in range(start, len(lines)) if not lines[n].strip(" \t-")), 0)
    if lines[end].rstrip() == DASHES:
        raw = _parse_yaml_lines(lines, start, end, file)
        if not any(d.code == "front-matter/invalid" for d in raw.diagnostics):
            return raw
    return _parse_plain(lines, start, file)


def _parse_yaml_lines(lines: list[str], start: int, end: int, file: str) -> RawFrontMatter:
    """Parse the mapping in the lines from `start` to that before `end`; the body follows it."""
    return _parse_lines(
        lambda: parse_pairs(_compose_mapping(lines[start:end], start + 1)), lines, end, file
    )


def _parse_lines(
    parse: Callable[[], Iterable[tuple[str, Value, int]]], lines: Sequence[str], end: int, file: str
) -> RawFrontMatter:
    """Return the keys, values and lines that a function yields; the body is below line `end`.

    An error of the function becomes a diagnostic, and so does a key that it yields twice.
    """
    values: dict[str, Value] = {}
    key_lines: dict[str, int] = {}
    diagnostics: list[Diagnostic] = []
    try:
        for key, value, line in parse():
            if key in values:
                diagnostics.append(_duplicate(file, line, key, key_lines[key]))
            else:
                values[key], key_lines[key] = value, line
    except YamlError as error:
        diagnostics = [
            Diagnostic(file, line, "front-matter/invalid", message, advice)
            for line, message, advice in error.problems
        ]
    body = "\n".join(lines[end + 1 :])
    return RawFrontMatter(file, values, key_lines, body, end + 2, tuple(diagnostics))


def _compose_mapping(lines: list[str], first: int) -> yaml.MappingNode:
    """Return the mapping of the lines between the dashes; an empty one where nothing is written."""
    node = compose_yaml("\n".join(lines), first)
    if node is None:
        return yaml.MappingNode("", [])
    if not isinstance(node, yaml.MappingNode):
        raise YamlError((first, "the front matter must be lines of `key: value`", ""))
    return node


def _duplicate(file: str, line: int, key: str, first: int) -> Diagnostic:
    message = f'key "{key}" is already used in line {first}'
    return Diagnostic(file, line, "front-matter/duplicate-key", message, KEEP_ONE)


def _parse_plain(lines: list[str], start: int, file: str) -> RawFrontMatter:
    """Parse Pelican's form: `Key: value` lines, continued by indented ones.

    It ends in an empty line or in dashes.
    """
    values: dict[str, Value] = {}
    key_lines: dict[str, int] = {}
    diagnostics = []
    key, end = "", len(lines)
    for number in range(start, len(lines)):
        line = lines[number]
        if not line.strip() or line.rstrip() == DASHES:
            end = number
            break
        more, pair = PLAIN_MORE.match(line), PLAIN_KEY.match(line)
        if more and key:
            values[key] = f"{values[key]} {more['value'].strip()}".strip()
        elif pair and normalize_key(pair["key"]) not in values:
            key = normalize_key(pair["key"])
            values[key], key_lines[key] = (pair["value"] or "").strip(), number + 1
        elif pair:
            key = normalize_key(pair["key"])
            diagnostics.append(_duplicate(file, number + 1, key, key_lines[key]))
        else:
            message = "this line of the front matter must be `Key: value`"
            advice = "leave an empty line before the text"
            code = "front-matter/invalid"
            diagnostics.append(Diagnostic(file, number + 1, code, message, advice))
    body = "\n".join(lines[end + 1 :])
    return RawFrontMatter(file, values, key_lines, body, end + 2, tuple(diagnostics))
