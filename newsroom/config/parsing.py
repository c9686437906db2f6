"""From settings as they are written to typed ones, with a diagnostic for each error.

The diagnostics have no path and line yet: `newsroom.config.settings` knows where each setting is.
"""

import dataclasses
import typing
from collections.abc import Iterator, Mapping
from typing import Any

from newsroom.diagnostics.diagnostic import Diagnostic
from newsroom.diagnostics.suggestions import suggestion

PAIRS = tuple[tuple[str, str], ...]
NUMBERS = tuple[int, ...]
NAMES = {str: "text", bool: "True or False"}


def invalid(message: str, advice: str = "") -> Diagnostic:
    """Return the error for a setting whose value is invalid."""
    return Diagnostic("", 0, "setting/invalid", message, advice)


def parse_table(kind: type, name: str, value: object) -> tuple[Any, list[Diagnostic]]:
    """Return a dataclass of `kind` from a dict of settings, and an error for each problem in it.

    The dataclass is None where there are errors. A field may be such a dataclass too.
    """
    if not isinstance(value, Mapping):
        return None, [invalid(f"{name} must be a dict, not {value!r}")]
    hints = typing.get_type_hints(kind)
    errors = [*_unknown_fields(hints, name, value), *_missing_fields(kind, name, value)]
    typed = {}
    for key in hints.keys() & value.keys():
        parse = parse_table if dataclasses.is_dataclass(hints[key]) else parse_value
        typed[key], key_errors = parse(hints[key], f'{name}["{key}"]', value[key])
        errors += key_errors
    return (None if errors else kind(**typed)), sorted(errors)


def _unknown_fields(
    keys: Mapping[str, object], name: str, value: Mapping[object, object]
) -> Iterator[Diagnostic]:
    for key in value:
        if key not in keys:
            advice = suggestion(str(key), keys) or f"keys: {', '.join(keys)}"
            message = f'unknown key "{key}" in {name}'
            yield Diagnostic("", 0, "setting/unknown-key", message, advice)


def _missing_fields(kind: type, name: str, value: Mapping[object, object]) -> Iterator[Diagnostic]:
    for field in dataclasses.fields(kind):
        is_required = field.default is field.default_factory is dataclasses.MISSING
        if is_required and field.name not in value:
            message = f'missing required key "{field.name}" in {name}'
            yield Diagnostic("", 0, "setting/missing", message)


def parse_value(kind: type, name: str, value: object) -> tuple[object, list[Diagnostic]]:
    """Return a value of a type that a field may have, and an error where it has another.

    The types are text, whole numbers, truth values, tuples of texts, of numbers or of pairs, and
    `Literal`.
    """
    if typing.get_origin(kind) is typing.Literal:
        words = typing.get_args(kind)
        allowed = " or ".join(f'"{word}"' for word in words)
        error = invalid(f"{name} must be {allowed}, not {value!r}", suggestion(str(value), words))
        return value, [] if value in words else [error]
    if kind == NUMBERS:
        return _parse_numbers(name, value)
    if typing.get_origin(kind) is tuple:
        return _parse_pairs(name, value) if kind == PAIRS else _parse_texts(name, value)
    if kind is int and (isinstance(value, bool) or not isinstance(value, int) or value < 0):
        return 0, [invalid(f"{name} must be a whole number, 0 or more, not {value!r}")]
    if not isinstance(value, kind):
        return None, [invalid(f"{name} must be {NAMES[kind]}, not {value!r}")]
    return value, []


def _parse_texts(name: str, value: object) -> tuple[object, list[Diagnostic]]:
    """Return a list of texts as a tuple, and an error where a value is not one."""
    if isinstance(value, list | tuple) and all(isinstance(item, str) for item in value):
        return tuple(value), []
    return (), [invalid(f"{name} must be a list of texts, not {value!r}")]


def _parse_numbers(name: str, value: object) -> tuple[object, list[Diagnostic]]:
    """Return a list of whole numbers as a tuple, and an error where a value is not one."""
    if isinstance(value, list | tuple) and all(type(n) is int and n > 0 for n in value):
        return tuple(value), []
    return (), [invalid(f"{name} must be a list of whole numbers, 1 or more, not {value!r}")]


def _parse_pairs(name: str, value: object) -> tuple[object, list[Diagnostic]]:
    """Return the pairs of a dict of texts, and an error where a value is not one."""
    if isinstance(value, Mapping) and all(isinstance(v, str) for v in (*value, *value.values())):
        return tuple(value.items()), []
    return (), [invalid(f"{name} must be a dict of texts, not {value!r}")]


def parse_rows(kind: type, name: str, value: object) -> tuple[tuple[Any, ...], list[Diagnostic]]:
    """Return dataclasses of `kind` from a list of dicts, and an error for each problem in them."""
    if not isinstance(value, list | tuple):
        return (), [invalid(f"{name} must be a list, not {value!r}")]
    rows = [parse_table(kind, f"{name}[{number}]", row) for number, row in enumerate(value)]
    return tuple(row for row, _ in rows), [error for _, errors in rows for error in errors]
