"""The head of a Markdown file: its front matter as strings, with the line of each key.

Two styles are read: YAML between `---` lines (the house form), and Pelican's `Key: value` lines
up to the first blank one. No value is typed here: a YAML `NO` stays the string "NO".
Line numbers count from 1 in the file.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import yaml

PLAIN_KEY = re.compile(r"^(?P<key>[A-Za-z][\w -]*):(?:[ \t]+(?P<value>.*)|[ \t]*)$")
PLAIN_MORE = re.compile(r"^(?: {4,}|\t)(?P<value>.*)$")

# Characters that XML 1.0 forbids (its section 2.2), and those that it discourages.
NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")

# `title: We are #1`, where YAML starts a comment, and `title: !Kung` or `&you`, where it has marks.
DROPPED = re.compile(r"""^\s*+(?:- ++)?+[\w -]+:[ \t]+(?:[!&]|[^"'#\[{|>\s][^#]*[ \t]\#\S)""")
SURPRISE = "what follows # or starts with ! or &"

# YAML 1.1 ends a line at these, no editor does: what follows would have the wrong line.
ONE_LINE = {0x2028: " ", 0x2029: " "}

# A value is text, a list of values, or keys with values.
Value = Any


class Row(dict[str, Value]):
    """Keys with values, and the line where they start: an entry of `sources`."""

    line = 0

    @classmethod
    def of(cls, values: Mapping[str, Value], line: int = 0) -> "Row":
        """The same keys and values; a row stays as it is."""
        row = values if isinstance(values, cls) else cls(values)
        row.line = line or row.line
        return row


class FrontMatterError(ValueError):
    """YAML that is no head; its text is the sentence to tell."""


DEPTH = 100  # lists in lists; the parser crashes at some ten thousand
OPENING = ("[", "{", "- ", "-\n", ":")  # what they can start with


@dataclass(frozen=True)
class Head:
    """Front matter: `values` and `lines` by lower-case key; the body and the line it starts on."""

    values: dict[str, Value]
    lines: dict[str, int]
    body: str
    body_line: int
    mistakes: list[tuple[int, str]] = field(default_factory=list)


def sound(text: str) -> str:
    """Text without characters that no page and no feed may hold.

    Those from U+0080 to U+009F come from bytes of Windows-1252, so they are read as these, as the
    HTML standard does: a curly apostrophe stays one.
    """
    return NOT_XML.sub(_meant, text)


def _meant(match: re.Match[str]) -> str:
    code = ord(match[0])
    return bytes([code]).decode("cp1252", "ignore") if 0x80 <= code <= 0x9F else ""


def decode(data: bytes) -> str:
    """The text of a file in UTF-8, without byte-order mark, lines ended by a line feed.

    Raises UnicodeDecodeError where the bytes are not UTF-8.
    """
    text = data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    return sound(text)


def read_head(text: str) -> Head:
    """Split a file's text into front matter and body; what is wrong with it is in `mistakes`."""
    lines = text.split("\n")
    start = next((number for number, line in enumerate(lines) if line.strip()), 0)
    if lines[start].rstrip() == "---":
        return _read_yaml(lines, start)
    if lines[start].rstrip() == "+++":
        return _no_head(text, start, "the front matter is TOML; write YAML between --- lines")
    if PLAIN_KEY.match(lines[start]):
        return _read_plain(lines, start)
    return _no_head(
        text, start, "there is no front matter; start the file with keys between two --- lines"
    )


def _no_head(text: str, start: int, sentence: str) -> Head:
    return Head({}, {}, text, start + 1, [(start + 1, sentence)])


def _read_yaml(lines: list[str], start: int) -> Head:
    """The house form: a YAML mapping between two `---` lines (a closing `...` is read too)."""
    end = next((n for n in range(start + 1, len(lines)) if lines[n].rstrip() in ("---", "...")), 0)
    if not end:
        return _no_head(
            "", start, "the front matter has no closing line; end it with a line of three dashes"
        )
    if surprises := _surprises(lines[start + 1 : end], start + 2):
        return Head({}, {}, "\n".join(lines[end + 1 :]), end + 2, surprises)
    # The empty lines in front keep the parser's line numbers those of the file.
    written = "\n" * (start + 1) + "\n".join(lines[start + 1 : end]).translate(ONE_LINE)
    values: dict[str, Value] = {}
    at: dict[str, int] = {}
    mistakes: list[tuple[int, str]] = []
    try:
        for key, value, line in _pairs(_compose(written)):
            if key in values:
                sentence = f'"{key}" is written twice (first in line {at[key]}); keep one'
                mistakes.append((line, sentence))
            else:
                values[key], at[key] = value, line
    except FrontMatterError as error:
        mistakes = [(start + 2, str(error))]
    except yaml.YAMLError as error:
        mistakes = [_yaml_mistake(error, start)]
    return Head(values, at, "\n".join(lines[end + 1 :]), end + 2, mistakes)


def _surprises(lines: list[str], first: int) -> list[tuple[int, str]]:
    """Lines in which YAML would drop words that were meant to be read."""
    return [
        (number, f"YAML reads {SURPRISE} as something else; put quotes around the value")
        for number, line in enumerate(lines, start=first)
        if DROPPED.match(line)
    ]


def _compose(written: str) -> yaml.MappingNode:
    """The tree of a YAML mapping; an empty one where nothing is written."""
    if "*" in written and any(isinstance(e, yaml.AliasEvent) for e in _events(written)):
        raise FrontMatterError(
            "the front matter has a YAML alias; put quotes around a value that starts with *"
        )
    if sum(map(written.count, OPENING)) > DEPTH and _is_deep(written):
        raise FrontMatterError("the front matter is nested too deeply; write plain keys and lists")
    node = yaml.compose(written, yaml.CBaseLoader)
    if node is None:
        return yaml.MappingNode("", [])
    if not isinstance(node, yaml.MappingNode):
        raise FrontMatterError("the front matter has to be lines of `key: value`")
    return node


def _events(text: str) -> Iterator[yaml.Event]:
    events: Iterator[yaml.Event] = yaml.parse(text, yaml.CBaseLoader)
    return events


def _is_deep(text: str) -> bool:
    """Whether more than DEPTH lists and mappings stand inside one another; reads no further."""
    depth = 0
    for event in _events(text):
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > DEPTH:
            return True
    return False


def _pairs(node: yaml.MappingNode) -> Iterator[tuple[str, Value, int]]:
    """Key, value and line of each entry, keys in lower case with `_` for `-` and blanks."""
    for key, value in node.value:
        yield _key(str(key.value)), plain_value(value), key.start_mark.line + 1


def plain_value(node: yaml.Node) -> Value:
    """Text, a list or keys with values, from a node of YAML."""
    if isinstance(node, yaml.SequenceNode):
        return [plain_value(item) for item in node.value]
    if isinstance(node, yaml.MappingNode):
        return Row.of({key: value for key, value, _ in _pairs(node)}, node.start_mark.line + 1)
    # A bare `null` or `~` is how generators write "nothing"; in quotes it is a word.
    empty = node.value in ("~", "null") and isinstance(node, yaml.ScalarNode) and not node.style
    return "" if empty else sound(str(node.value)).strip()


def _yaml_mistake(error: yaml.YAMLError, start: int) -> tuple[int, str]:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    problem = getattr(error, "problem", None) or getattr(error, "reason", "") or "it cannot be read"
    line = mark.line + 1 if mark else start + 2
    advice = (
        "put quotes around a value that holds a colon, a quotation mark or starts with @ * & % `"
    )
    return line, f"the front matter is not valid YAML ({problem}); {advice}"


def _key(written: str) -> str:
    return re.sub(r"[\s-]+", "_", written.strip().lower())


def _read_plain(lines: list[str], start: int) -> Head:
    """Pelican's form: `Key: value` lines, indented lines go on, a blank line ends the head."""
    values: dict[str, Value] = {}
    at: dict[str, int] = {}
    mistakes = []
    key, end = "", len(lines)
    for number in range(start, len(lines)):
        line = lines[number]
        if not line.strip():
            end = number
            break
        more, pair = PLAIN_MORE.match(line), PLAIN_KEY.match(line)
        if more and key:
            values[key] = f"{values[key]} {more['value'].strip()}".strip()
        elif pair and _key(pair["key"]) not in values:
            key = _key(pair["key"])
            values[key], at[key] = (pair["value"] or "").strip(), number + 1
        elif pair:
            key = _key(pair["key"])
            mistakes.append(
                (number + 1, f'"{key}" is written twice (first in line {at[key]}); keep one')
            )
        else:
            sentence = (
                "this line of the head is not `Key: value`; leave a blank line before the text"
            )
            mistakes.append((number + 1, sentence))
    return Head(values, at, "\n".join(lines[end + 1 :]), end + 2, mistakes)
