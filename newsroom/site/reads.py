"""What a file of the site is made of: the attributes that are read while it is rendered.

While a recorder is active, each read of an attribute of the site, of an article, a page, a profile,
a term or a document is recorded. All else that a file is made of are frozen values that such an
attribute contains, or that the declared_values of the file contains.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, fields
from typing import Generic, TypeVar

from newsroom.config.layout import Layout
from newsroom.config.schema import Settings
from newsroom.content.body import KeptBody
from newsroom.content.document import Document, ProfileDocument
from newsroom.site.articles import Article, Author, Content, Page, Profile, Term
from newsroom.site.model import Site
from newsroom.site.output_files import OutputFile, OutputFiles

A = TypeVar("A")
R = TypeVar("R")
Node = Site | Content | Term | Document
RECORDED = (Site, Content, Term, Document)  # the classes whose `__getattribute__` records
# What is a part of the version of all files, or what only the build itself uses.
OF_THE_BUILD = frozenset(["settings", "layout", "render", "functions", "filters"])
ATTRIBUTES: Mapping[type, frozenset[str]] = {
    kind: frozenset(attribute.name for attribute in fields(kind)) - OF_THE_BUILD
    for kind in (Site, Article, Page, Profile, Term, Author, Document, ProfileDocument)
}
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
    get = object.__getattribute__

    def read(node: Node, name: str) -> object:
        if name in NUMBERS and name in ATTRIBUTES[type(node)]:
            _frame.reads[id(node), name] = node
        return get(node, name)

    for kind in RECORDED:
        kind.__getattribute__ = read  # type: ignore[method-assign, assignment]
    try:
        yield
    finally:
        for kind in RECORDED:
            del kind.__getattribute__


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


class Remembered(Generic[A, R]):
    """A function that is called once for each argument, as `functools.cache` does.

    Whatever gets a remembered value has read what it was made of.
    """

    def __init__(self, function: Callable[[A], R]) -> None:
        self.function = function
        self.values: dict[A, tuple[R, Reads, set[str]]] = {}

    def __call__(self, argument: A) -> R:
        """Return the value for an argument."""
        if argument not in self.values:
            self.values[argument] = recorded(lambda: self.function(argument))
        value, reads, templates = self.values[argument]
        _frame.reads.update(reads)
        _frame.templates.update(templates)
        return value

    def __reduce__(self) -> tuple[object, ...]:
        """Leave what it remembers out of its fingerprint."""
        return Remembered, (self.function,)


def nodes_of(site: Site) -> dict[str, Node]:
    """Return all recorded objects of a site by a key that stays the same from build to build."""
    nodes: dict[str, Node] = {"site": site}
    terms = {id(term): term for article in site.all_articles for term in article_terms(article)}
    terms |= {id(term): term for term in (*site.categories, *site.tags, *site.authors)}
    contents: tuple[Content | Term | Document, ...]
    contents = (*site.bodies, *terms.values(), *site.documents, *site.profile_documents)
    for node in contents:
        nodes.setdefault(node_key(node), node)
    return nodes


def article_terms(article: Article) -> tuple[Term, ...]:
    """Return all terms of an article."""
    return (article.category, *article.tags, *article.authors)


def node_key(node: Node) -> str:
    """Return the key of an object: its class, and a path or a slug that no other one has."""
    if isinstance(node, Site):
        return "site"
    if isinstance(node, Term):
        return f"{type(node).__name__}:{node.kind}:{node.slug}"
    return f"{type(node).__name__}:{node.path}"


def name_of(value: object) -> object:
    """Return what replaces a part of a value in its fingerprint; None for what is taken apart.

    The attributes of an object are recorded by themselves when they are read.
    """
    kind = type(value)
    if kind in ATTRIBUTES:
        return node_key(value)  # type: ignore[arg-type]
    if kind is OutputFile:
        return declared_values(value)  # type: ignore[arg-type]
    if kind is OutputFiles:
        return [declared_values(file) for file in value]  # type: ignore[attr-defined]
    if kind is KeptBody:
        return value.key  # type: ignore[attr-defined]
    return kind.__name__ if kind in (Settings, Layout) else None


def declared_values(file: OutputFile) -> tuple[object, ...]:
    """Return all that is declared of a file, but for how it is made."""
    return (
        file.url,
        file.kind,
        file.label,
        file.location,
        file.template,
        file.listed,
        file.changed,
        file.first,
        file.number,
        file.lang,
    )
