"""Values of all kinds, each of which differs from all others."""

import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, timezone
from functools import partial
from pathlib import Path, PurePosixPath
from zoneinfo import ZoneInfo

from newsroom.cache.fingerprint import fingerprint

CONSTANT = "text of a module"


@dataclass(frozen=True)
class Frozen:
    name: str
    tags: frozenset[str] = frozenset()
    more: "Frozen | None" = None


@dataclass(frozen=True, slots=True)
class Slotted:
    name: str
    due: datetime = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass(eq=False)
class Named:
    """An object that has a name, and all others through it."""

    name: str
    others: list["Named"] = field(default_factory=list)


def constant() -> str:
    return CONSTANT


def constants() -> list[str]:
    return [CONSTANT for _ in range(2)]


def closure(value: object) -> Callable[[], object]:
    return lambda: value


def default(value: object) -> Callable[..., object]:
    return lambda fixed=value: fixed


def keyword_default(value: object) -> Callable[..., object]:
    return lambda *, fixed=value: fixed


def name_of(value: object) -> object:
    return value.name if isinstance(value, Named) else None


AUTUMN = datetime(2025, 10, 26, 2, 30, tzinfo=ZoneInfo("Europe/Berlin"))
NAMES = ("post", "tag", "author", "page", "feed", "list")
ZONES = [UTC, timezone(timedelta(0), "Zulu"), timezone(timedelta(hours=1)), ZoneInfo("UTC")]
VALUES: list[object] = [
    None, True, 1, 1.5, -0.0, 0.0, "", "1", b"1", b"", (), [], {}, ("a", "b"), ("ab",), ["a", "b"],
    {"a": 1, "b": 2}, {"b": 2, "a": 1}, {"a": 2, "b": 1},
    set(), frozenset(), frozenset(NAMES), frozenset(NAMES[1:]), {1, 2, "1"}, {(1, "a"), (2, "b")},
    {"x": frozenset(NAMES)}, frozenset([frozenset(NAMES), frozenset(["a"])]),
    Frozen("a"), Frozen("b"), Frozen("a", frozenset(NAMES)), Frozen("a", more=Frozen("a")),
    Slotted("a"), Slotted("a", datetime(2026, 1, 2, tzinfo=UTC)),
    *(datetime(2026, 1, 1, tzinfo=zone) for zone in ZONES),
    datetime(2026, 1, 1), AUTUMN, AUTUMN.replace(fold=1),
    datetime(2026, 1, 1, 5, 30, tzinfo=ZoneInfo("Asia/Kolkata")),
    Path("a"), PurePosixPath("a"), Frozen, len, "".join, ",".join, sys,
    constant, constants, closure(1), closure(2), closure(frozenset(NAMES)),
    default(1), default(2), keyword_default(1), keyword_default(2),
    lambda: ("a", "b"), lambda: ("a", "c"), lambda v: v in {"a", "b"}, lambda v: v in {"a", "c"},
    lambda: (lambda: 1), lambda: (lambda: 2), lambda v: v.name, lambda v: v.slug,
    partial(constant), partial(fingerprint, 1), partial(fingerprint, 2),
    partial(fingerprint, value=1), partial(partial(fingerprint, {"a", "b"}), name_of=name_of),
    datetime(2026, 1, 1, tzinfo=UTC).isoformat, Frozen("a").__eq__, Frozen("b").__eq__,
]  # fmt: skip
