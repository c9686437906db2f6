"""The name, description, canonical URL and languages of a page.

The plugins for search engines, messengers and feeds all take them from here.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from newsroom.config.schema import Settings, absolute_url
from newsroom.content.article import Content, is_indexed
from newsroom.content.front_matter.schema import FrontMatter
from newsroom.urls.urls import encode_url


@dataclass(frozen=True)
class Logo:
    """The logo of the site as a bitmap, which messengers show too: absolute URL, size in pixels."""

    url: str
    width: int
    height: int


@dataclass(frozen=True)
class ListPage:
    """One page of a list. `url` is its absolute URL, `first` that of page 1."""

    url: str
    first: str
    heading: str
    description: str
    number: int = 1

    @property
    def name(self) -> str:
        """The heading, and from the second page on its number."""
        return self.heading if self.number == 1 else f"{self.heading}, page {self.number}"


def description_of(content: Content) -> str:
    """Return the summary of an article or page, else its title."""
    description: str = content.summary or content.title
    return description


def canonical_url(content: Content, settings: Settings) -> str:
    """Return the URL of an article or page, or that of the original of a syndicated post."""
    front: FrontMatter = content.front_matter
    return encode_url(front.canonical) or absolute_url(content.url, settings)


def indexed_versions(content: Content, settings: Settings) -> tuple[Content, ...]:
    """Return an article or page and its translations that are indexed, by language.

    The tuple is empty where it has no translations or is not indexed itself.
    """
    if not content.translations or not is_indexed(content, settings):
        return ()
    versions: Iterable[Content] = (content, *content.translations)
    return tuple(
        sorted((v for v in versions if is_indexed(v, settings)), key=lambda v: str(v.lang))
    )
