"""The HTML of a body, with a slot at each URL that a reader or a browser follows, and its text.

What a URL means is known once all files are read, so that the HTML of a file can be made before
that, and is not parsed again when its URLs are resolved.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import chain, zip_longest
from sys import intern
from typing import Protocol

from newsroom.html.link_attributes import replace_urls
from newsroom.html.tree import Element, escape_attribute, inner_html

# Code points for private use, of which no text contains all.
PRIVATE_USE = (range(0xE000, 0xF900), range(0xF0000, 0xFFFFE))


@dataclass(frozen=True, slots=True)
class Body:
    """The HTML of a body in parts, between which are its `urls` as they are written.

    There is one part more than there are URLs. `text` is what a reader reads, without code blocks.
    """

    parts: tuple[str, ...] = ("",)
    urls: tuple[str, ...] = ()
    text: str = ""

    def html(self, resolved: Mapping[str, str]) -> str:
        """Return the HTML with each URL replaced by that which it is mapped to, if any."""
        urls = [escape_attribute(resolved.get(url, url)) for url in self.urls]
        pairs = zip_longest(self.parts, urls, fillvalue="")
        return "".join(chain.from_iterable(pairs))


class BodyStore(Protocol):
    """What loads bodies by their keys."""

    def load(self, key: bytes) -> Body:
        """Return the body with a key."""


@dataclass(frozen=True, slots=True)
class KeptBody:
    """A body that is not in memory; a store loads it by its `key`, which differs by content."""

    key: bytes
    urls: tuple[str, ...]
    store: BodyStore = field(compare=False, repr=False)

    @property
    def text(self) -> str:
        """The text of the body."""
        return self.store.load(self.key).text

    def html(self, resolved: Mapping[str, str]) -> str:
        """Return the HTML as `Body.html` does."""
        return self.store.load(self.key).html(resolved)


def split_at_urls(tree: Element, html: str) -> Body:
    """Return the body of a tree, whose URLs become slots; `html` has all characters of the tree.

    A slot is the number of its URL between two characters that the tree does not contain.
    """
    marks = map(chr, chain.from_iterable(PRIVATE_USE))
    mark = next(character for character in marks if character not in html)
    urls: list[str] = []

    def add_slot(url: str) -> str:
        urls.append(intern(url))
        return f"{mark}{len(urls) - 1}{mark}"

    replace_urls(tree, add_slot)
    pieces = inner_html(tree).split(mark)
    return Body(tuple(pieces[::2]), tuple(urls[int(number)] for number in pieces[1::2]))
