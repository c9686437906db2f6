"""The name, description, canonical URL and languages of a page.

The plugins for search engines, messengers and feeds all take them from here.
"""

from dataclasses import dataclass
from html import unescape

from newsroom.config.schema import Settings, absolute_url
from newsroom.images.image_files import image_size
from newsroom.locale.words import Words
from newsroom.site.articles import Article, Entry, Page
from newsroom.site.model import Site
from newsroom.site.output_files import OutputFile
from newsroom.urls.urls import encode_url

LOGO = "logo.png"  # of theme/static
LOGO_SIZE = 512  # pixels of the largest icon


@dataclass(frozen=True)
class Logo:
    """The logo of the site as a bitmap, which messengers show too: absolute URL, size in pixels."""

    url: str
    width: int
    height: int


@dataclass(frozen=True)
class ListMetadata:
    """One page of a list. `url` is its absolute URL, `first` that of page 1."""

    url: str
    first: str
    heading: str
    description: str
    name: str
    """The heading, and from the second page on its number."""
    number: int = 1


def list_page(
    file: OutputFile, heading: str, description: str, settings: Settings, words: Words
) -> ListMetadata:
    """Return the page of a list that is in a file; heading and description are HTML."""
    first = file.url if file.first is None else file.first
    urls = absolute_url(file.url, settings), absolute_url(first, settings)
    name = heading = unescape(heading)
    if file.number > 1:
        name = words.text("on_page", heading=heading, number=file.number)
    return ListMetadata(*urls, heading, unescape(description), name, file.number)


def find_logo(site: Site) -> Logo | None:
    """Return the file `logo.png` of the theme, else the largest icon; None without a mark.

    Raises `ImageError` if the file is not an image.
    """
    file = site.theme_files.get(LOGO)
    if not file:
        if not site.icons:
            return None
        return Logo(f"{site.settings.url}/{site.icons.large}", LOGO_SIZE, LOGO_SIZE)
    size = image_size(site.layout.theme / "static" / LOGO)
    return Logo(f"{site.settings.url}/{file.url}", *size)


def description_of(entry: Entry) -> str:
    """Return the summary of an article or page, else its title."""
    return entry.summary or entry.title


def canonical_url(entry: Entry, settings: Settings) -> str:
    """Return the URL of an article or page, or that of the original of a syndicated post."""
    return encode_url(entry.front_matter.canonical) or absolute_url(entry.url, settings)


def indexed_versions(entry: Article | Page, settings: Settings) -> tuple[Article | Page, ...]:
    """Return an article or page and its translations that are indexed, by language.

    The tuple is empty where it has no translations or is not indexed itself.
    """
    if not entry.translations or not entry.is_indexed(settings):
        return ()
    versions = (entry, *entry.translations)
    indexed = (version for version in versions if version.is_indexed(settings))
    return tuple(sorted(indexed, key=lambda version: version.lang))
