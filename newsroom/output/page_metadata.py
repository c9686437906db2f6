"""What a page is called, where it is and in which languages: the same for whoever asks.

Search engines, messengers and feeds are told by different plugins, which all read it here.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from newsroom.config.schema import Site, permalink
from newsroom.content.article import Content, indexed
from newsroom.content.front_matter.schema import FrontMatter


@dataclass(frozen=True)
class Logo:
    """The mark of the site as pixels, which messengers show too: its address and size."""

    url: str
    width: int
    height: int


@dataclass(frozen=True)
class ListPage:
    """One page of a list. `url` is its own address, `first` that of page 1."""

    url: str
    first: str
    heading: str
    description: str
    number: int = 1

    @property
    def name(self) -> str:
        """The heading, and from the second page on its number."""
        return self.heading if self.number == 1 else f"{self.heading}, page {self.number}"


def described(content: Content) -> str:
    """The summary of an article or page, else its title."""
    words: str = content.summary or content.title
    return words


def canonical(content: Content, site: Site) -> str:
    """The address that counts: its own, or that of the original of a syndicated post."""
    front: FrontMatter = content.front_matter
    return front.canonical or permalink(content.url, site)


def versions(content: Content, site: Site) -> tuple[Content, ...]:
    """It and its translations, by language, as far as they are indexed; () where it is not."""
    if not content.translations or not indexed(content, site):
        return ()
    found: Iterable[Content] = (content, *content.translations)
    return tuple(sorted((v for v in found if indexed(v, site)), key=lambda v: str(v.lang)))
