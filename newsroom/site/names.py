"""Names of the parts of a site: what stands for an article, a term or a list in a fingerprint.

The attributes of an object are compared by themselves, since each read of one is recorded. A frozen
value that many files share, such as a year with all its articles, is taken apart once.
"""

from collections.abc import Callable, Mapping
from dataclasses import fields

from newsroom.cache.fingerprint import fingerprint
from newsroom.config.layout import Layout
from newsroom.config.schema import Settings
from newsroom.content.body import KeptBody
from newsroom.content.document import Document
from newsroom.site import lists
from newsroom.site.articles import Article, Content, Term
from newsroom.site.model import Site
from newsroom.site.output_files import OutputFile, OutputFiles
from newsroom.site.reads import ATTRIBUTES, Node


class Names:
    """Returns the name of a part of a site, None for a value that has none.

    `nodes` are the recorded objects of the site by their keys.
    """

    def __init__(self, nodes: Mapping[str, Node]) -> None:
        self.keys = {id(node): key for key, node in nodes.items()}
        self.nodes = nodes  # so that no other object gets the identity of one
        self.shared: dict[int, tuple[object, bytes]] = {}

    def __call__(self, value: object) -> object:
        """Return what replaces a value in a fingerprint."""
        if key := self.keys.get(id(value)):
            return key
        kind = type(value)
        if kind in ATTRIBUTES:
            return node_key(value)  # type: ignore[arg-type]
        if kind in REPLACED:
            return REPLACED[kind](value)
        return self.shared_name(value) if is_shared(kind) else None

    def shared_name(self, value: object) -> bytes:
        """Return the fingerprint of a shared value."""
        if id(value) not in self.shared:
            parts = [getattr(value, field.name) for field in fields(value)]  # type: ignore[arg-type]
            self.shared[id(value)] = value, fingerprint((type(value).__name__, parts), self)
        return self.shared[id(value)][1]


def is_shared(kind: type) -> bool:
    """Return whether a value of this type lists posts, for many pages, and never changes."""
    return kind.__module__ == lists.__name__ and "__eq__" not in vars(kind)


def nodes_of(site: Site) -> dict[str, Node]:
    """Return all recorded objects of a site by a key that stays the same from build to build."""
    nodes: dict[str, Node] = {"site": site, "settings": site.settings}
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
    if isinstance(node, Site | Settings):
        return type(node).__name__.lower()
    if isinstance(node, Term):
        return f"{type(node).__name__}:{node.kind}:{node.slug}"
    return f"{type(node).__name__}:{node.path}"


def declared_values(file: OutputFile) -> str:
    """Return all that is declared of a file, but for how it is made, as text."""
    return repr(
        (
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
            sorted((name, sorted(sources)) for name, sources in file.policy.items()),
        )
    )


REPLACED: Mapping[type, Callable[..., object]] = {
    OutputFile: declared_values,
    OutputFiles: lambda files: [declared_values(file) for file in files],
    KeptBody: lambda body: body.key,
    Layout: lambda _: "Layout",
}
"""What is compared of other values, by their types."""
