"""Front matter that is a list of entries with keys: sources, corrections, links.

Each reader takes the rows of a head and gives typed entries, or raises `Wrong` with a sentence for
each entry that cannot be used.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar
from zoneinfo import ZoneInfo

from newsroom.content.front_matter import fields as values
from newsroom.content.front_matter.parser import Row

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


def sources(value: values.Value) -> tuple[Source, ...]:
    """A list of `{title, url, kind}`."""

    def source(row: Row) -> Source:
        kind = _kind(row.get("kind", ""))
        return Source(values.text(row["title"]), values.address(row["url"]), kind, row.line)

    return _each(value, source, ("title", "url"), ("kind",))


def corrections(value: values.Value, timezone: ZoneInfo) -> tuple[Correction, ...]:
    """A list of `{date, text}`."""

    def correction(row: Row) -> Correction:
        return Correction(values.date(row["date"], timezone), values.text(row["text"]), row.line)

    return _each(value, correction, ("date", "text"))


def links(value: values.Value) -> tuple[Source, ...]:
    """A list of `{title, url}`."""

    def link(row: Row) -> Source:
        return Source(values.text(row["title"]), values.address(row["url"]), line=row.line)

    return _each(value, link, ("title", "url"))


def _kind(value: values.Value) -> str:
    written = values.text(value)
    if written and written not in SOURCE_KINDS:
        raise values.FieldError(f'has the kind "{written}"; kinds are {", ".join(SOURCE_KINDS)}')
    return written


def _each(
    value: values.Value,
    read: Callable[[Row], Entry],
    required: tuple[str, ...],
    optional: tuple[str, ...] = (),
) -> tuple[Entry, ...]:
    """The typed entries of a list of rows; what is wrong with any of them is told at once."""
    shape = "{" + ", ".join([*required, *optional]) + "}"
    if not isinstance(value, list) or not all(isinstance(row, dict) for row in value):
        raise values.FieldError(f"has to be a list of {shape}")
    found, wrong = [], []
    for row in map(Row.of, value):
        try:
            _check_keys(row, required, optional, shape)
            found.append(read(row))
        except values.FieldError as error:
            wrong += [(row.line, text) for _, text in error.mistakes]
    if wrong:
        raise values.FieldError(*wrong)
    return tuple(found)


def _check_keys(row: Row, required: tuple[str, ...], optional: tuple[str, ...], shape: str) -> None:
    if missing := [key for key in required if not row.get(key)]:
        raise values.FieldError(f'has an entry without "{missing[0]}"; each is {shape}')
    if unknown := sorted(set(row) - {*required, *optional}):
        raise values.FieldError(
            f'has an entry with the unknown key "{unknown[0]}"; each is {shape}'
        )
