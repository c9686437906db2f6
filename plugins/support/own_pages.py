"""What a page is called, where it is and in which languages: the same for whoever asks.

Search engines, messengers and feeds are told by different plugins, which all read it here.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from html import unescape
from pathlib import Path

from jinja2.runtime import Context

from plugins.support.addresses import permalink
from plugins.support.content import (
    Content,
    Generator,
    articles_generator,
    indexed,
    site_of,
    theme_files,
)
from plugins.support.pictures import picture_size
from plugins.support.schema import FrontMatter
from plugins.support.site import Site

LOGO = "logo.png"


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


def logo(generators: Iterable[Generator]) -> Logo | None:
    """The file `logo.png` of the theme, None where a theme has none."""
    g, site = articles_generator(generators), site_of(generators)
    file = theme_files(generators).get(f"{g.settings['THEME_STATIC_DIR']}/{LOGO}")
    if not file:
        return None
    size = picture_size(Path(g.settings["THEME"]) / "static" / LOGO)
    return Logo(f"{site.url}/{file}", *size)


def list_page(context: Context, heading: str, description: str) -> ListPage:
    """The page that is being printed; heading and description come as its template has them."""
    path: str = context["output_file"].removesuffix("index.html")
    page = context.get("articles_page")
    number = page.number if page else 1
    first = path.removesuffix(f"page/{number}/") if number > 1 else path
    site: Site = context["SITE"]
    words = (unescape(heading), unescape(description))
    return ListPage(permalink(path, site), permalink(first, site), *words, number)


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
