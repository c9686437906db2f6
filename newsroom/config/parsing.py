"""From settings as they are written to typed ones, with a sentence for each mistake."""

import dataclasses
import typing
from collections.abc import Mapping
from typing import Any

from newsroom.diagnostics.suggestions import did_you_mean


def read_table(kind: type, name: str, value: object) -> tuple[Any, list[str]]:
    """A dataclass of `kind` from a dict of settings, and a sentence for each mistake in it.

    A field may be such a dataclass too.
    """
    if not isinstance(value, Mapping):
        return None, [f"{name} has to be a dict of settings, not {value!r}"]
    hints = typing.get_type_hints(kind)
    known = f"; keys: {', '.join(hints)}"
    wrong = [
        f'{name} has no key "{key}"{did_you_mean(str(key), hints) or known}'
        for key in value
        if key not in hints
    ]
    wrong += [
        f'{name}["{f.name}"] is missing'
        for f in dataclasses.fields(kind)
        if f.name not in value and f.default is f.default_factory is dataclasses.MISSING
    ]
    typed = {}
    for key in hints.keys() & value.keys():
        place = f'{name}["{key}"]'
        if dataclasses.is_dataclass(hints[key]):
            typed[key], sentences = read_table(hints[key], place, value[key])
            wrong += sentences
            continue
        typed[key], sentence = read_value(hints[key], place, value[key])
        wrong += [sentence] if sentence else []
    return (None if wrong else kind(**typed)), sorted(wrong)


def read_value(kind: type, name: str, value: object) -> tuple[object, str]:
    """A text, whole number, truth value, tuple of texts or one of a few words; "" where it is."""
    if typing.get_origin(kind) is typing.Literal:
        words = typing.get_args(kind)
        known = did_you_mean(str(value), words) or f"; it has to be {' or '.join(words)}"
        return value, "" if value in words else f'{name} is "{value}"{known}'
    if typing.get_origin(kind) is tuple:
        good = isinstance(value, list | tuple) and all(isinstance(item, str) for item in value)
        return tuple(value) if good else (), "" if good else f"{name} is {value!r}; {TEXTS}"  # type: ignore[arg-type]
    if kind is int and (isinstance(value, bool) or not isinstance(value, int) or value < 0):
        return 0, f"{name} is {value!r}; it has to be a whole number, 0 or more"
    if not isinstance(value, kind):
        return None, f"{name} is {value!r}; it has to be {NAMES[kind]}"
    return value, ""


TEXTS = "it has to be a list of texts"
NAMES = {str: "a text", bool: "True or False"}


def read_rows(kind: type, name: str, value: object) -> tuple[tuple[Any, ...], list[str]]:
    """Dataclasses of `kind` from a list of dicts, and a sentence for each mistake."""
    if not isinstance(value, list | tuple):
        return (), [f"{name} has to be a list, not {value!r}"]
    rows = [read_table(kind, f"{name}[{number}]", row) for number, row in enumerate(value)]
    return tuple(row for row, _ in rows), [sentence for _, found in rows for sentence in found]
