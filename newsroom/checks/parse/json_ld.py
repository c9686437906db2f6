"""Reads structured data: the nodes of JSON-LD in the vocabulary of schema.org."""

import json
import re
from collections.abc import Iterator
from typing import Any

Node = dict[str, Any]
VOCABULARY = re.compile(r"https?://schema\.org/?")


def read_graph(block: str) -> list[Node]:
    """The nodes of one block; raises ValueError for what is no JSON-LD of schema.org."""
    graph: list[Any] = []
    for document in listed(json.loads(block)):
        if not isinstance(document, dict):
            raise ValueError("it is no object")  # noqa: TRY004  # the words of a report
        if not VOCABULARY.fullmatch(str(document.get("@context", ""))):
            raise ValueError('its "@context" is not "https://schema.org"')
        bare = {key: value for key, value in document.items() if key != "@context"}
        graph += listed(document.get("@graph", bare))
    if not all(isinstance(node, dict) for node in graph):
        raise ValueError('its "@graph" is no list of objects')
    return graph


def nodes(value: Any) -> Iterator[Node]:
    """Every node in a value, however deep."""
    if isinstance(value, dict):
        yield value
    children = value.values() if isinstance(value, dict) else value
    if isinstance(value, dict | list):
        for child in children:
            yield from nodes(child)


def listed(value: Any) -> list[Any]:
    """A value that may stand alone, as a list."""
    return value if isinstance(value, list) else [] if value is None else [value]
