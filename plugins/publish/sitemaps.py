"""Writes `/sitemap.xml` (sitemaps.org 0.9): an index of one for each year and one for the rest.

Each URL has the datetime of the last change of its content (that of a list is its newest post's,
none is the build's), its images, and its translations with itself among them. Every file that is
declared as listed is in the sitemap of lists and pages, in the order of URLs. Left out are hidden
posts and those whose canonical URL is elsewhere. In a year the oldest post comes first, so that a
full file does not change.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from itertools import groupby

from newsroom.config.schema import Settings
from newsroom.output.page_metadata import indexed_versions
from newsroom.pipeline.plugin import Plugin, unaffected
from newsroom.site.articles import Article, Page
from newsroom.site.changes import last_change
from newsroom.site.lists import PublishedCorrection
from newsroom.site.model import Site
from newsroom.site.output_files import OutputFile
from newsroom.urls.urls import encode_url

LIMIT = 50_000  # URLs a file, https://www.sitemaps.org/protocol.html
# Of one page: developers.google.com/search/docs/crawling-indexing/sitemaps/image-sitemaps
IMAGE_LIMIT = 1_000


@dataclass(frozen=True, eq=False)
class ListedUrl:
    """A path of the site, its last change, and its article or page; None for a list."""

    path: str
    changed: datetime | None = None
    content: Article | Page | None = None


@dataclass(frozen=True)
class Sitemap:
    """One file of the index."""

    path: str
    urls: Sequence[ListedUrl]

    @property
    def lastmod(self) -> datetime | None:
        """The newest change in the file."""
        return max((url.changed for url in self.urls if url.changed), default=None)


@dataclass(frozen=True)
class SitemapEntry:
    """A URL, its last change, the URLs of its images, and (language, URL) of its versions."""

    loc: str
    lastmod: datetime | None = None
    images: tuple[str, ...] = ()
    alternates: tuple[tuple[str, str], ...] = ()


def split_sitemap(name: str, urls: Sequence[ListedUrl], limit: int = LIMIT) -> Iterator[Sitemap]:
    """Yield `sitemaps/2025.xml`, and `sitemaps/2025-2.xml` for the URLs over the limit."""
    for start in range(0, len(urls), limit):
        part = f"-{start // limit + 1}" if start else ""
        yield Sitemap(f"sitemaps/{name}{part}.xml", urls[start : start + limit])


def page_change(page: Page, corrections: Sequence[PublishedCorrection]) -> datetime | None:
    """Return when a page last changed; that of the corrections does with the newest, too."""
    changes = [last_change(page)]
    if page.template == "corrections":
        changes += [correction.instant for correction in corrections[:1]]
    return max(filter(None, changes), default=None)


def image_urls(content: Article | Page, settings: Settings) -> tuple[str, ...]:
    """Return the absolute URLs of the site's own images on a page, each once."""
    lead = content.lead_image if isinstance(content, Article) else None
    urls = [f"{settings.url}/{lead.full_size or lead.url}"] if lead else []
    resolved = (content.resolved_links.get(url, "") for url, _ in content.outline.images)
    urls += [
        f"{settings.origin}{path}" for path in resolved if path.startswith(f"{settings.base}/")
    ]
    return tuple(dict.fromkeys(map(encode_url, urls)))[:IMAGE_LIMIT]


def alternate_urls(content: Article | Page, settings: Settings) -> tuple[tuple[str, str], ...]:
    """Return the language and URL of each version that a sitemap has, () where it has only one."""
    versions = indexed_versions(content, settings)
    alternates = ((v.lang, encode_url(f"{settings.url}/{v.url}")) for v in versions)
    return tuple(alternates) if len(versions) > 1 else ()


def sitemap_entry(url: ListedUrl, settings: Settings) -> SitemapEntry:
    """Return the entry of a URL."""
    loc = encode_url(f"{settings.url}/{url.path}")
    if not url.content:
        return SitemapEntry(loc, url.changed)
    images = image_urls(url.content, settings)
    return SitemapEntry(loc, url.changed, images, alternate_urls(url.content, settings))


def articles_by_year(articles: Iterable[Article]) -> Iterator[tuple[int, list[Article]]]:
    """Yield articles by the year of their local date, oldest first, ties by slug and language."""
    ordered = sorted(
        articles, key=lambda article: (article.date.year, article.date, article.slug, article.lang)
    )
    for year, group in groupby(ordered, key=lambda article: article.date.year):
        yield year, list(group)


def list_sitemaps(site: Site) -> Iterator[Sitemap]:
    """Yield all files of the index, lists and pages first."""
    urls = [ListedUrl(file.url, file.changed) for file in site.files if file.listed]
    urls += [
        ListedUrl(page.url, page_change(page, site.corrections), page)
        for page in site.pages
        if page.is_indexed(site.settings)
    ]
    yield from split_sitemap("pages", sorted(urls, key=lambda url: url.path))
    indexed = (article for article in site.public_articles if article.is_indexed(site.settings))
    for year, articles in articles_by_year(indexed):
        posts = [ListedUrl(article.url, last_change(article), article) for article in articles]
        yield from split_sitemap(str(year), posts)


def sitemap_values(sitemap: Sitemap, settings: Settings) -> dict[str, object]:
    """Return what the template of a sitemap prints."""
    return {"entries": [sitemap_entry(url, settings) for url in sitemap.urls]}


def declare_sitemaps(site: Site) -> Iterator[OutputFile]:
    """Yield the index and its files; their entries have the links of bodies and are made last."""
    sitemaps = [*list_sitemaps(site)]
    yield OutputFile(
        "sitemap.xml",
        "sitemap",
        "the index of sitemaps",
        template="sitemap_index",
        values=partial(dict, sitemaps=sitemaps),
    )
    for sitemap in sitemaps:
        values = partial(sitemap_values, sitemap, site.settings)
        yield OutputFile(sitemap.path, "sitemap", "a sitemap", template="sitemap", values=values)


PLUGIN = Plugin(
    __name__,
    phase="publish",
    needs=[
        "site.files",
        "site.articles",
        "site.translations",
        "site.pages",
        "site.corrections",
        "article.unpublished",
        "article.translations",
        "article.lead_image",
        "page.unpublished",
        "page.translations",
        "page.template",
        "body.resolved_links",
    ],
    files=declare_sitemaps,
    update=unaffected,
)
register = PLUGIN.register
