"""Front matter that is a list of entries with keys: sources, corrections, links.

Each function takes the rows of a list as parsed from YAML and returns typed entries, or raises
`FieldError` with a problem for each entry that is invalid.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar
from zoneinfo import ZoneInfo

from newsroom.content.front_matter import fields as values
from newsroom.content.front_matter.yaml_nodes import Row, Value

Entry = TypeVar("Entry")
SOURCE_KINDS = ("paper", "release", "interview", "document", "report")


@dataclass(frozen=True)
class Source:
    """Something that a post relies on. The text below each key is its row in the docs."""

    title: str
    """Name of the source."""

    url: str
    """URL of the source, `http` or `https`."""

    kind: str = ""
    """One of `paper`, `release`, `interview`, `document` and `report`."""

    line: int = field(default=0, compare=False)


@dataclass(frozen=True)
class Correction:
    """A correction of an error of fact. The text below each key is its row in the docs."""

    date: datetime
    """Date of the correction; a day alone is enough."""

    text: str
    """What was wrong, and what is right."""

    line: int = field(default=0, compare=False)


def parse_sources(value: Value) -> tuple[Source, ...]:
    """Return the sources of a list of `{title, url, kind}`."""

    def parse(row: Row) -> Source:
        title, url = values.parse_plain_text(row["title"]), values.parse_url(row["url"])
        return Source(title, url, _parse_kind(row.get("kind", "")), row.line)

    return _parse_entries(value, parse, ("title", "url"), ("kind",))


def parse_corrections(value: Value, timezone: ZoneInfo) -> tuple[Correction, ...]:
    """Return the corrections of a list of `{date, text}`."""

    def parse(row: Row) -> Correction:
        date = values.parse_date(row["date"], timezone)
        return Correction(date, values.parse_plain_text(row["text"]), row.line)

    return _parse_entries(value, parse, ("date", "text"))


def parse_links(value: Value) -> tuple[Source, ...]:
    """Return the links of a list of `{title, url}`."""

    def parse(row: Row) -> Source:
        title, url = values.parse_plain_text(row["title"]), values.parse_url(row["url"])
        return Source(title, url, line=row.line)

    return _parse_entries(value, parse, ("title", "url"))


def _parse_kind(value: Value) -> str:
    kind = values.parse_text(value)
    if kind and kind not in SOURCE_KINDS:
        raise values.FieldError(f'unknown kind "{kind}"', f"kinds: {', '.join(SOURCE_KINDS)}")
    return kind


def _parse_entries(
    value: Value,
    parse: Callable[[Row], Entry],
    required: tuple[str, ...],
    optional: tuple[str, ...] = (),
) -> tuple[Entry, ...]:
    """Return the typed entries of a list of rows; one error has the problems of all of them."""
    shape = "{" + ", ".join([*required, *optional]) + "}"
    if not isinstance(value, list) or not all(isinstance(row, dict) for row in value):
        raise values.FieldError(f"must be a list of {shape}")
    entries, problems = [], []
    for row in map(Row.of, value):
        try:
            _check_keys(row, required, optional, shape)
            entries.append(parse(row))
        except values.FieldError as error:
            problems += [problem._replace(line=row.line) for problem in error.problems]
    if problems:
        raise values.FieldError(each=problems)
    return tuple(entries)


def _check_keys(row: Row, required: tuple[str, ...], optional: tuple[str, ...], shape: str) -> None:
    """Raise `FieldError` for the first key that is missing in a row, or unknown."""
    advice = f"write each entry as {shape}"
    if missing := [key for key in required if not row.get(key)]:
        raise values.FieldError(f'missing required key "{missing[0]}"', advice)
    if unknown := sorted(set(row) - {*required, *optional}):
        raise values.FieldError(f'unknown key "{unknown[0]}"', advice)
