"""The structured data of one page: its blocks as nodes, and what they claim of other files."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from newsroom.checks.parse.json_ld import Node, article_facts, as_list, parse_graph, walk_nodes
from newsroom.checks.parse.xml import collapse_whitespace

# Values that are text, though they may look like a URL.
TEXTS = frozenset(
    "name headline description text caption creditText jobTitle keywords backstory".split()
)
SCHEMES = ("https://", "http://")
URLS = ("@id", "url", "item", "isBasedOn", "sameAs")


class BreadcrumbStep(NamedTuple):
    """A step of breadcrumbs: its position, which should be a number, its name and its URL."""

    position: object
    name: str
    url: str


class ClaimedImage(NamedTuple):
    """An image that a node names, with the width and height that it claims."""

    url: str
    width: object
    height: object


class PropertyUrl(NamedTuple):
    """A URL that is the value of a property of a node of a type."""

    key: str
    node_type: str
    url: str


@dataclass(frozen=True)
class JsonLdData:
    """The nodes at the top of all blocks of a page, and why other blocks cannot be read."""

    graph: tuple[Node, ...] = ()
    errors: tuple[str, ...] = ()

    def nodes(self) -> list[Node]:
        """Return every node, however deep."""
        return list(walk_nodes([*self.graph]))


@dataclass(frozen=True)
class Claims:
    """What the structured data of a page claims that other files, or the page, must confirm.

    `iris` are URLs of properties that are not in ASCII, `originals` the URLs where a syndicated
    post was published first, `article` the facts of the only `NewsArticle`, None for none or more.
    """

    urls: tuple[str, ...] = ()
    iris: tuple[PropertyUrl, ...] = ()
    images: tuple[ClaimedImage, ...] = ()
    breadcrumbs: tuple[tuple[BreadcrumbStep, ...], ...] = ()
    originals: tuple[str, ...] = ()
    article: Mapping[str, object] | None = field(default=None)


def read_structured_data(blocks: Iterable[str]) -> JsonLdData:
    """Return the structured data of the blocks of a page."""
    graph: list[Node] = []
    errors = []
    for block in blocks:
        try:
            graph += parse_graph(block)
        except (ValueError, RecursionError) as error:
            errors.append(str(error))
    return JsonLdData(tuple(graph), tuple(errors))


def read_claims(data: JsonLdData) -> Claims:
    """Return what structured data claims."""
    nodes = data.nodes()
    values = [(node, key, value) for node in nodes for key, value in node.items()]
    articles = articles_of(nodes)
    originals = [] if data.errors else [node.get("isBasedOn") for node in data.graph]
    return Claims(
        urls=tuple(dict.fromkeys(url for _, key, value in values for url in urls_of(key, value))),
        iris=tuple(
            dict.fromkeys(
                PropertyUrl(key, str(node.get("@type", "")), url)
                for node, key, value in values
                for url in property_urls(key, value)
                if url.startswith(SCHEMES) and not url.isascii()
            )
        ),
        images=tuple(
            ClaimedImage(str(node.get("url", "")), node.get("width"), node.get("height"))
            for node in nodes
            if node.get("@type") == "ImageObject"
        ),
        breadcrumbs=tuple(
            tuple(breadcrumb_steps(node)) for node in nodes if node.get("@type") == "BreadcrumbList"
        ),
        originals=tuple(url for url in originals if isinstance(url, str)),
        article=article_facts(articles[0]) if len(articles) == 1 else None,
    )


def articles_of(nodes: Iterable[Node]) -> list[Node]:
    """Return the nodes that are articles."""
    return [node for node in nodes if node.get("@type") == "NewsArticle"]


def breadcrumb_steps(node: Node) -> Iterator[BreadcrumbStep]:
    """Yield the steps of breadcrumbs, one without a position where there are none."""
    for step in as_list(node.get("itemListElement")) or [{}]:
        values = step if isinstance(step, dict) else {}
        name = collapse_whitespace(str(values.get("name", "")))
        yield BreadcrumbStep(values.get("position"), name, str(values.get("item", "")))


def urls_of(key: str, value: object) -> Iterator[str]:
    """Yield the URLs in a value of a node, without those in the nodes below it."""
    if key not in TEXTS and not key.startswith("@type"):
        for item in as_list(value):
            if isinstance(item, str) and item.startswith(SCHEMES):
                yield item


def property_urls(key: str, value: object) -> Iterator[str]:
    """Yield the texts that are the value of a property of URLs, whether they are URLs or not."""
    if key in URLS:
        yield from (item for item in as_list(value) if isinstance(item, str))
