"""The reference pages in docs/ equal the code, and every field in them has a text."""

import re
from collections.abc import Iterable
from dataclasses import MISSING, dataclass, fields
from typing import Any

import pytest

from newsroom.config.pelican_names import EFFECTIVE
from newsroom.config.schema import Deploy, Settings
from newsroom.config.settings import LISTS, OURS, TABLES
from newsroom.content.authors import KEYS as AUTHOR_KEYS_READ
from newsroom.content.front_matter.nested_fields import SOURCE_KINDS, Correction, Source
from newsroom.content.front_matter.schema import FrontMatter
from newsroom.diagnostics.codes import CODES
from newsroom.entities.registry_file import KEYS as ENTITY_KEYS_READ
from newsroom.reference.__main__ import render_pages
from newsroom.reference.diagnostics import GROUPS
from newsroom.reference.fields import Field, read_fields, render_table
from newsroom.reference.front_matter import AUTHOR_KEYS, ENTITY_KEYS, INTERNAL
from tests.conftest import ROOT, fixture_settings
from tests.test_architecture import ROOMS

PAGES = render_pages()


@pytest.mark.parametrize("path", PAGES)
def test_reference_pages_equal_the_code(path: str) -> None:
    text = (ROOT / "docs" / path.removeprefix("docs/")).read_text(encoding="utf-8")
    assert text == PAGES[path], f"{path} is outdated; run .venv/bin/python -m newsroom.reference"


@dataclass
class Example:
    """A class with two fields, of which one has a text."""

    name: str
    """Name of
    the example."""

    count: int = 3


def test_the_text_below_a_field_is_its_meaning() -> None:
    assert read_fields(Example) == [
        Field("name", str, MISSING, "Name of the example."),
        Field("count", int, 3, ""),
    ]


def test_tables_escape_the_character_between_cells() -> None:
    assert render_table(["a", "b"], [["1|2", "3"]]) == "| a | b |\n| --- | --- |\n| 1\\|2 | 3 |"


def undescribed(classes: Iterable[type], left_out: Iterable[str] = ()) -> list[str]:
    """Return the fields without a text."""
    return [
        f"{cls.__name__}.{field.name}"
        for cls in classes
        for field in read_fields(cls)
        if not field.doc and field.name not in left_out
    ]


def test_every_setting_has_a_meaning() -> None:
    tables = [name.lower() for name in TABLES]
    targets = [type(field.default) for field in read_fields(Deploy)]
    assert undescribed([*TABLES.values(), *LISTS.values(), *targets]) == []
    assert undescribed([Settings], tables) == []


def test_every_key_of_a_post_has_a_meaning() -> None:
    assert undescribed([FrontMatter], INTERNAL) == []
    assert undescribed([Source, Correction], ["line"]) == []
    assert all(f"`{kind}`" in read_fields(Source)[2].doc for kind in SOURCE_KINDS)


@pytest.mark.parametrize(
    ("documented", "read"),
    [(AUTHOR_KEYS, AUTHOR_KEYS_READ), (ENTITY_KEYS, ENTITY_KEYS_READ)],
)
def test_keys_of_other_files_are_those_that_are_read(documented: Any, read: Any) -> None:
    assert list(documented) == list(read)


def test_every_setting_of_pelicanconf_is_documented() -> None:
    names = {name for name in fixture_settings() if name.isupper()}
    assert names <= {*OURS, *EFFECTIVE}
    assert {field.name.upper() for field in fields(Settings)} >= {*TABLES, *LISTS}


def test_every_code_is_in_a_group() -> None:
    listed = {code for group in GROUPS.values() for code in group}
    assert set(CODES) == listed


def test_the_rooms_are_documented_in_their_order() -> None:
    text = (ROOT / "docs/architecture.md").read_text(encoding="utf-8")
    table = text.split("## The rooms")[1].split("\n## ")[0]
    assert re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE) == ROOMS.split()
