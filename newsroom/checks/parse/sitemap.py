"""Reads a sitemap, or an index of sitemaps (sitemaps.org 0.9), with images, languages and news."""

from dataclasses import dataclass
from typing import NamedTuple

from newsroom.checks.parse.xml import Element, Pairs, collapse_whitespace

MAPS = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
IMAGE = "{http://www.google.com/schemas/sitemap-image/1.1}"
NEWS = "{http://www.google.com/schemas/sitemap-news/0.9}"
LINK = "{http://www.w3.org/1999/xhtml}link"
INDEX, URLS = f"{MAPS}sitemapindex", f"{MAPS}urlset"


class LocatedUrl(NamedTuple):
    """A URL with its line."""

    url: str
    line: int


class News(NamedTuple):
    """What a news sitemap says of a post: title, datetime, and name and language of the site."""

    title: str
    published: str
    name: str
    language: str


@dataclass(frozen=True)
class ParsedSitemapEntry:
    """An entry with its line; `locations` are all elements with its URL, versions (language, URL).

    `changed` is None where the entry does not say it.
    """

    url: str
    line: int
    changed: str | None = None
    locations: tuple[LocatedUrl, ...] = ()
    images: tuple[LocatedUrl, ...] = ()
    versions: Pairs = ()
    news: News | None = None


@dataclass(frozen=True)
class ParsedSitemap:
    """A sitemap or an index of sitemaps; `length` is the number of all elements at its top."""

    is_index: bool
    length: int
    entries: tuple[ParsedSitemapEntry, ...]


def parse_sitemap(root: Element) -> ParsedSitemap:
    """Return the sitemap of the root element of one."""
    is_index = root.tag == INDEX
    name = f"{MAPS}sitemap" if is_index else f"{MAPS}url"
    return ParsedSitemap(is_index, len(root), tuple(map(parse_sitemap_entry, root.iterfind(name))))


def parse_sitemap_entry(entry: Element) -> ParsedSitemapEntry:
    """Return an entry of a sitemap or of an index."""
    news = entry.find(f"{NEWS}news")
    return ParsedSitemapEntry(
        url=(entry.findtext(f"{MAPS}loc") or "").strip(),
        line=entry.sourceline,
        changed=entry.findtext(f"{MAPS}lastmod"),
        locations=tuple(map(located_url, entry.iterfind(f"{MAPS}loc"))),
        images=tuple(map(located_url, entry.iter(f"{IMAGE}loc"))),
        versions=tuple((e.get("hreflang", ""), e.get("href", "")) for e in entry.iterfind(LINK)),
        news=None if news is None else parse_news(news),
    )


def located_url(element: Element) -> LocatedUrl:
    """Return the URL in an element."""
    return LocatedUrl((element.text or "").strip(), element.sourceline)


def parse_news(news: Element) -> News:
    """Return what the element of a post in a news sitemap says."""
    publication = (
        (news.findtext(f"{NEWS}publication/{NEWS}{name}") or "").strip()
        for name in ("name", "language")
    )
    return News(
        collapse_whitespace(news.findtext(f"{NEWS}title") or ""),
        news.findtext(f"{NEWS}publication_date") or "",
        *publication,
    )
