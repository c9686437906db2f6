"""Reads structured data: JSON-LD in the vocabulary of schema.org, and the facts of its articles."""

import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote

from newsroom.checks.parse.xml import collapse_whitespace

Node = dict[str, Any]  # an object of JSON
VOCABULARY = re.compile(r"https?://schema\.org/?")


def parse_graph(block: str) -> list[Node]:
    """Return the nodes of one block; raise ValueError unless it is JSON-LD of schema.org."""
    graph: list[Any] = []
    for document in as_list(json.loads(block)):
        if not isinstance(document, dict):
            raise ValueError("an object is expected")  # noqa: TRY004  # the text of a message
        if not VOCABULARY.fullmatch(str(document.get("@context", ""))):
            raise ValueError('"@context" must be "https://schema.org"')
        bare = {key: value for key, value in document.items() if key != "@context"}
        graph += as_list(document.get("@graph", bare))
    if not all(isinstance(node, dict) for node in graph):
        raise ValueError('"@graph" must be a list of objects')
    return graph


def walk_nodes(value: object) -> Iterator[Node]:
    """Yield every node in a value, however deep."""
    waiting = [value]
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            yield value
        if isinstance(value, dict | list):
            waiting += reversed([*value.values()] if isinstance(value, dict) else value)


def as_list(value: object) -> list[object]:
    """Return a list as it is, None as an empty one, and any other value as the only item."""
    return value if isinstance(value, list) else [] if value is None else [value]


def visible_text(value: object) -> str:
    """Return a value as readers would see it, "" for None."""
    return collapse_whitespace(str(value or ""))


def article_facts(article: Node) -> dict[str, object]:
    """Return what a NewsArticle says that its page shows as well, by property.

    URLs are decoded; people, sources and entities are (name, URL), corrections (datetime, text).
    """

    def node_pairs(key: str, first: str, second: str) -> list[tuple[str, str]]:
        nodes = [node for node in as_list(article.get(key)) if isinstance(node, dict)]
        return [(visible_text(n.get(first)), unquote(str(n.get(second, "")))) for n in nodes]

    corrections = node_pairs("correction", "text", "datePublished")
    entities = node_pairs("about", "name", "url") + node_pairs("mentions", "name", "url")
    return {
        "url": unquote(str(article.get("url", ""))),
        "headline": visible_text(article.get("headline")),
        "author": node_pairs("author", "name", "url"),
        "datePublished": article.get("datePublished"),
        "dateModified": article.get("dateModified"),
        "articleSection": visible_text(article.get("articleSection")),
        "keywords": sorted(visible_text(keyword) for keyword in as_list(article.get("keywords"))),
        "citation": node_pairs("citation", "name", "url"),
        "correction": [(date, text) for text, date in corrections],
        "about and mentions": sorted(entities),
        "image": [url for _, url in node_pairs("image", "@type", "url")],
    }
