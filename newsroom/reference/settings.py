"""docs/settings.md: every setting, from the dataclasses of newsroom/config/schema.py."""

import dataclasses
import typing
from collections.abc import Iterator

from newsroom.config.pelican_names import EFFECTIVE
from newsroom.config.schema import Settings
from newsroom.config.settings import LISTS, PLAIN, TABLES
from newsroom.reference.fields import Field, read_fields, render_table

INTRODUCTION = """\
# Settings

`pelicanconf.py` holds every setting of a site; `publishconf.py` changes those that differ in
production. An unknown name, an unknown key or a value of the wrong type stops the build with the
file and line. A setting or key that is left out has the default of this page.
"""
TYPES: dict[object, str] = {str: "text", int: "whole number", bool: "`True` or `False`"}
HEADER = ("key", "type", "default", "meaning")

ENVIRONMENT = {
    "SITEURL": "URL of the site in a production build, unless publishconf.py has it",
    "SOURCE_DATE_EPOCH": "seconds since 1970 that count as now, for reproducible builds",
}


def render_settings() -> str:
    """Return the page docs/settings.md."""
    settings = {field.name: field for field in read_fields(Settings)}
    plain = {field: name for field, (name, _) in PLAIN.items()} | {"timezone": "TIMEZONE"}
    plain |= {"diagnostics": "DIAGNOSTICS"}
    rows = [(f"`{plain[n]}`", *cells(f)) for n, f in settings.items() if n in plain]
    parts = [INTRODUCTION, "## Single values\n", render_table(HEADER, rows)]
    for name, cls in LISTS.items():
        about = f"A list. {settings[name.lower()].doc}"
        parts += [f"\n## {name}\n", f"{about} Each entry is a dict:\n", table(cls)]
    for name, cls in TABLES.items():
        parts += [f"\n## {name}\n", f"{first_line(cls)}\n", table(cls)]
    environment = [(f"`{name}`", doc) for name, doc in ENVIRONMENT.items()]
    parts += ["\n## Environment\n", render_table(("variable", "meaning"), environment)]
    parts += ["\n## Settings of Pelican\n", PELICAN_INTRODUCTION]
    pelican = [(f"`{name}`", meaning) for name, meaning in EFFECTIVE.items()]
    return "\n".join([*parts, render_table(("setting", "meaning here"), pelican), ""])


PELICAN_INTRODUCTION = """\
These are settings of Pelican, which [its documentation](https://docs.getpelican.com/en/latest/settings.html)
describes, as far as they have an effect here. A warning names each other one that a site sets.
"""


def first_line(cls: type) -> str:
    """Return the docstring of a class on one line."""
    return " ".join((cls.__doc__ or "").split())


def table(cls: type) -> str:
    """Return the table of a dataclass, with the keys of a dataclass in it as `key.inner`."""
    return render_table(HEADER, rows_of(cls))


def rows_of(cls: type, prefix: str = "") -> Iterator[tuple[str, ...]]:
    """Yield key, type, default and meaning of each field."""
    for field in read_fields(cls):
        if dataclasses.is_dataclass(field.type) and isinstance(field.type, type):
            yield from rows_of(field.type, f"{prefix}{field.name}.")
        else:
            yield (f"`{prefix}{field.name}`", *cells(field))


def cells(field: Field) -> tuple[str, str, str]:
    """Return type, default and meaning of a setting."""
    if field.default is dataclasses.MISSING:
        default = "none"
    elif isinstance(field.default, tuple):
        default = "empty"
    else:
        default = f"`{field.default!r}`".replace("'", '"')
    return setting_type_name(field.type), default, field.doc


def setting_type_name(kind: object) -> str:
    """Return a type in words: `list of texts` for `tuple[str, ...]`."""
    if typing.get_origin(kind) is typing.Literal:
        return " or ".join(f'`"{word}"`' for word in typing.get_args(kind))
    if typing.get_origin(kind) is tuple:
        item = typing.get_args(kind)[0]
        if item == tuple[str, str]:
            return "dict of texts"
        if typing.get_origin(item) is tuple:
            return "dict of codes and severities"
        return "list of texts" if item is str else "list of dicts"
    return TYPES.get(kind, "text")
