"""The language of nginx: words, regular expressions for addresses, blocks and maps."""

import re
from collections.abc import Iterable, Iterator
from urllib.parse import unquote


def quoted(text: str) -> str:
    """A text as one word of nginx's language; what it says of variables stays."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def expression(pattern: str) -> str:
    """A pattern of `_headers` as a regular expression for decoded paths."""
    return "~^" + re.escape(unquote(pattern)).replace(r"\*", ".*") + "$"


def block(start: str, lines: Iterable[str]) -> Iterator[str]:
    """Lines between braces."""
    yield f"{start} {{"
    yield from (f"    {line}" for line in lines)
    yield "}"


def value_map(source: str, name: str, rows: Iterable[tuple[str, str]]) -> Iterator[str]:
    """A variable whose value depends on another."""
    return block(f"map {source} {name}", (f"{quoted(key)} {value};" for key, value in rows))
