"""Elements of HTML and XML, and the words in them."""

from typing import Any

Element = Any  # one of lxml
Pairs = tuple[tuple[str, str], ...]


def text(tag: Element) -> str:
    """The text in a tag, its blanks as a browser shows them."""
    return flat("".join(tag.itertext()))


def flat(words: str) -> str:
    """Words with their blanks as a browser shows them."""
    return " ".join(words.split())
