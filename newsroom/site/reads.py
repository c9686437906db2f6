"""What a file of the site is made of: the attributes that are read while it is rendered.

While a recorder is active, each read of an attribute of the site, of an article, a page, a profile,
a term or a document is recorded, and of the settings that of `now`: all others are a part of the
version of each file. All else that a file is made of are frozen values that such an attribute
contains, or that the declared_values of the file contains.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, fields
from typing import Any, Generic, TypeVar
from weakref import WeakSet

from newsroom.config.schema import Settings
from newsroom.content.document import Document, ProfileDocument
from newsroom.site.articles import Article, Author, Content, Page, Profile, Term
from newsroom.site.model import Site

A = TypeVar("A")
R = TypeVar("R")
Node = Site | Settings | Content | Term | Document
# What is a part of the version of all files, or what only the build itself uses.
OF_THE_BUILD = frozenset(
    "settings layout render functions filters cache code_version progress vocabulary".split()
)
ATTRIBUTES: Mapping[type, frozenset[str]] = {
    kind: frozenset(attribute.name for attribute in fields(kind)) - OF_THE_BUILD
    for kind in (Site, Article, Page, Profile, Term, Author, Document, ProfileDocument)
} | {Settings: frozenset(["now"])}
NAMES: tuple[str, ...] = tuple(sorted(frozenset().union(*ATTRIBUTES.values())))
NUMBERS: Mapping[str, int] = {name: number for number, name in enumerate(NAMES)}

Reads = dict[tuple[int, str], Node]
"""The object of each read attribute by its identity and the name of the attribute."""


@dataclass(slots=True)
class _Frame:
    """The reads of what is being rendered, and the templates that it uses."""

    reads: Reads = field(default_factory=dict)
    templates: set[str] = field(default_factory=set)


_OUTSIDE = _frame = _Frame()  # of what is read while nothing is rendered


@contextmanager
def recording() -> Iterator[None]:
    """Have reads recorded in the context; elsewhere they cost nothing."""
    for kind, names in ATTRIBUTES.items():
        kind.__getattribute__ = recorder(names)  # type: ignore[assignment]
    try:
        yield
    finally:
        for kind in ATTRIBUTES:
            del kind.__getattribute__


def recorder(names: frozenset[str]) -> Callable[[Node, str], object]:
    """Return a `__getattribute__` that records reads of attributes with some names."""
    get = object.__getattribute__

    def read(node: Node, name: str) -> object:
        if name in names:
            _frame.reads[id(node), name] = node
        return get(node, name)

    return read


def recorded(function: Callable[[], R]) -> tuple[R, Reads, set[str]]:
    """Call a function; return its value, its reads, and the templates that it used.

    Whatever calls this function has them as well.
    """
    global _frame  # noqa: PLW0603  # the one of the running call
    outer, _frame = _frame, _Frame()
    try:
        value = function()
        return value, _frame.reads, _frame.templates
    finally:
        if outer is not _OUTSIDE:
            outer.reads.update(_frame.reads)
            outer.templates.update(_frame.templates)
        _frame = outer


def record_template(name: str) -> None:
    """Record that a template is used."""
    _frame.templates.add(name)


_functions: WeakSet["Remembered[Any, Any]"] = WeakSet()


class Remembered(Generic[A, R]):
    """A function that is called once for each argument, as `functools.cache` does.

    Whatever gets a remembered value has read what it was made of.
    """

    def __init__(self, function: Callable[[A], R]) -> None:
        self.function = function
        self.values: dict[A, tuple[R, Reads, set[str]]] = {}
        _functions.add(self)

    def __call__(self, argument: A) -> R:
        """Return the value for an argument."""
        if argument not in self.values:
            self.values[argument] = recorded(lambda: self.function(argument))
        value, reads, templates = self.values[argument]
        _frame.reads.update(reads)
        _frame.templates.update(templates)
        return value

    def forget(self, nodes: Collection[int]) -> None:
        """Forget the values that were made of some objects, given by their identities."""
        self.values = {
            argument: kept
            for argument, kept in self.values.items()
            if not any(identity in nodes for identity, _ in kept[1])
        }

    def __reduce__(self) -> tuple[object, ...]:
        """Leave what it remembers out of its fingerprint."""
        return Remembered, (self.function,)


def forget_remembered(nodes: Iterable[Node]) -> None:
    """Have all remembered functions forget what they made of some objects, which change."""
    identities = {id(node) for node in nodes}
    for function in _functions:
        function.forget(identities)
