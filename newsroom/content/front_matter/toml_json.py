"""Front matter in TOML (between `+++` lines) and in JSON (in braces), as Hugo and Zola write it.

Values become those of YAML: text, lists and `Row`s, so that they are typed by the same functions.
A date of TOML becomes its text in ISO 8601, a number the text that the file has.
"""

import json
import re
import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime, time

from newsroom.content.front_matter.yaml_nodes import DEPTH, Row, Value, YamlError, normalize_key
from newsroom.text.xml_text import to_xml_text

PLUSES = "+++"
TOML_KEY = re.compile(r"""^\s*+(?:"([^"\n]*)"|'([^'\n]*)'|([\w-]+))\s*+[.=]""")
TOML_TABLE = re.compile(r"""^\s*+\[\[?+\s*+["']?([\w -]+)""")
JSON_KEY = re.compile(r'^\s*+"((?:[^"\\\n]|\\.)*)"\s*+:')
POSITION = re.compile(r"\s*+\(at (?:line (\d+), column \d+|end of document)\)$")
TOO_DEEP = "write plain keys and lists"


def parse_toml(lines: Sequence[str], first: int) -> Iterator[tuple[str, Value, int]]:
    """Yield normalized key, value and line of each key of a TOML document; raise `YamlError`.

    `first` is the line of the file in which the text starts.
    """

    def load() -> Mapping[str, object]:
        return tomllib.loads("\n".join(lines), parse_float=str)

    return _located(_load("TOML", load, len(lines), first), _toml_lines(lines, first), first)


def parse_json(lines: Sequence[str], first: int) -> Iterator[tuple[str, Value, int]]:
    """Yield normalized key, value and line of each key of a JSON object, as `parse_toml` does."""

    def load() -> Mapping[str, object]:
        value = json.loads("\n".join(lines), parse_float=str, parse_int=str, strict=False)
        return value if isinstance(value, Mapping) else {}

    keys: dict[str, list[int]] = defaultdict(list)
    for number, line in enumerate(lines, start=first):
        if match := JSON_KEY.match(line):
            keys[match[1]].append(number)
    return _located(_load("JSON", load, len(lines), first), keys, first)


def _load(
    name: str, load: Callable[[], Mapping[str, object]], size: int, first: int
) -> Mapping[str, object]:
    """Return what a function loads from a text of `size` lines; raise `YamlError`."""
    try:
        return load()
    except RecursionError:
        message = f"invalid {name}: nested too deeply"
        raise YamlError((first, message, TOO_DEEP)) from None
    except json.JSONDecodeError as error:
        message = f"invalid {name}: {_lower(error.msg)}"
        raise YamlError((first + error.lineno - 1, message, "correct it")) from None
    except tomllib.TOMLDecodeError as error:
        text = str(error)
        position = POSITION.search(text)
        line = int(position[1]) if position and position[1] else size
        why = _lower(text[: position.start()] if position else text)
        advice = 'write each line as `key = "value"`'
        raise YamlError((first + line - 1, f"invalid {name}: {why}", advice)) from None


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]


def _toml_lines(lines: Sequence[str], first: int) -> dict[str, list[int]]:
    """Return the lines of each key at the top, or of the tables that have its name."""
    numbers: dict[str, list[int]] = defaultdict(list)
    is_top = True
    for number, line in enumerate(lines, start=first):
        if table := TOML_TABLE.match(line):
            is_top = False
            numbers[table[1].strip()].append(number)
        elif is_top and (key := TOML_KEY.match(line)):
            numbers[next(filter(None, key.groups()), "")].append(number)
    return numbers


def _located(
    values: Mapping[str, object], lines: Mapping[str, list[int]], first: int
) -> Iterator[tuple[str, Value, int]]:
    for key, value in values.items():
        of_key = lines.get(key) or [first]
        yield normalize_key(key), _to_value(value, of_key), of_key[0]


def _to_value(value: object, lines: Sequence[int], depth: int = 0) -> Value:
    """Return a value of TOML or JSON as YAML has it; entries of a list are in `lines`."""
    if depth > DEPTH:
        raise YamlError((lines[0], "nested too deeply", TOO_DEEP))
    if isinstance(value, Mapping):
        row = {normalize_key(k): _to_value(v, lines[:1], depth + 1) for k, v in value.items()}
        return Row.of(row, lines[0])
    if isinstance(value, list):
        padded = [*lines, *([lines[-1]] * len(value))]
        return [_to_value(v, [n], depth + 1) for v, n in zip(value, padded, strict=False)]
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    return "" if value is None else to_xml_text(str(value)).strip()
