"""Writes `/sitemap.xml` (sitemaps.org 0.9): an index of one for each year and one for the rest.

Each URL has the datetime of the last change of its content (that of a list is its newest post's,
none is the build's), its images, and its translations with itself among them. Left out are hidden
posts, those whose canonical URL is elsewhere, files, and the further pages of a list. The oldest
come first, so that a full file does not change.

Needs: links, corrections, period_archives, author_bios, entity_hubs.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby
from typing import Any

from pelican import signals

from newsroom.config.schema import Settings
from newsroom.content.article import Article, Content, is_indexed
from newsroom.content.front_matter.schema import EPOCH, FrontMatter
from newsroom.urls.urls import encode_url
from plugins.adapter import (
    Generator,
    all_articles,
    all_pages,
    articles_generator,
    claim_urls,
    get_site,
)

LIMIT = 50_000  # URLs a file, https://www.sitemaps.org/protocol.html
# Of one page: developers.google.com/search/docs/crawling-indexing/sitemaps/image-sitemaps
IMAGE_LIMIT = 1_000


@dataclass(frozen=True)
class SitemapEntry:
    """A URL, its last change, the URLs of its images, and (language, URL) of its versions."""

    loc: str
    lastmod: datetime | None = None
    images: tuple[str, ...] = ()
    alternates: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Sitemap:
    """One file of the index."""

    path: str
    entries: Sequence[SitemapEntry]

    @property
    def lastmod(self) -> datetime | None:
        """The newest change in the file."""
        return max((entry.lastmod for entry in self.entries if entry.lastmod), default=None)


def split_sitemap(
    name: str, entries: Sequence[SitemapEntry], limit: int = LIMIT
) -> Iterator[Sitemap]:
    """Yield `sitemaps/2025.xml`, and `sitemaps/2025-2.xml` for the entries over the limit."""
    for start in range(0, len(entries), limit):
        part = f"-{start // limit + 1}" if start else ""
        yield Sitemap(f"sitemaps/{name}{part}.xml", entries[start : start + limit])


def last_change(content: Content) -> datetime | None:
    """Return when a post or page last changed; None where its front matter has no date."""
    front: FrontMatter = content.front_matter
    updated = front.updated or front.date
    return None if updated == EPOCH else updated


def newest_change(posts: Iterable[Article]) -> datetime | None:
    """Return the newest change of some posts, None for none."""
    return max((article.front_matter.updated or article.date for article in posts), default=None)


def image_urls(content: Content, settings: Settings) -> tuple[str, ...]:
    """Return the absolute URLs of the site's own images on a page, each once."""
    lead = getattr(content, "lead_image", None)
    urls = [f"{settings.url}/{lead.url}"] if lead else []
    resolved = (content.resolved_links.get(url, "") for url, _ in content.outline.images)
    urls += [
        f"{settings.origin}{path}" for path in resolved if path.startswith(f"{settings.base}/")
    ]
    return tuple(dict.fromkeys(map(encode_url, urls)))[:IMAGE_LIMIT]


def content_entry(content: Content, settings: Settings) -> SitemapEntry:
    """Return the entry of a post or page; a version that is in no sitemap is left out."""
    versions = [v for v in (content, *content.translations) if is_indexed(v, settings)]
    alternates = sorted((v.lang, encode_url(f"{settings.url}/{v.url}")) for v in versions)
    return SitemapEntry(
        encode_url(f"{settings.url}/{content.url}"),
        last_change(content),
        image_urls(content, settings),
        tuple(alternates) if len(alternates) > 1 else (),
    )


def articles_by_year(articles: Iterable[Article]) -> Iterator[tuple[int, list[Article]]]:
    """Yield articles by the year of their local date, oldest first, ties by slug and language."""
    ordered = sorted(
        articles, key=lambda article: (article.date.year, article.date, article.slug, article.lang)
    )
    for year, group in groupby(ordered, key=lambda article: article.date.year):
        yield year, list(group)


def list_changes(generator: Generator) -> Iterator[tuple[str, datetime | None]]:
    """Yield the path and the last change of each list of the site; a new kind is a new line here.

    Lists that show dates of a post change with it; those of titles alone when a post is added.
    """
    context, raw, articles = generator.context, generator.settings, generator.articles
    last = articles[0].date if articles else None
    for name in raw["DIRECT_TEMPLATES"]:
        change = newest_change(articles) if name == "index" else last
        yield raw.get(f"{name.upper()}_URL", f"{name}.html"), change
    for year in context["period_archives"]:
        yield from ((period.url, newest_change(period.articles)) for period in (year, *year.months))
    for kind in ("categories", "tags"):
        yield from ((term.url, newest_change(posts)) for term, posts in context[kind] if posts)
    yield from ((author.url, newest_change(posts)) for author, posts in context["authors"])
    yield from ((hub.entity.url, newest_change(hub.articles)) for hub in context["entity_hubs"])
    yield from ((index.url, last) for index in context["entity_indexes"])
    yield from ((edition.url, newest_change(edition.articles)) for edition in context["editions"])
    if context["editions"]:
        yield "editions/", newest_change(context["editions"][0].articles)


def list_entries(
    changes: Iterable[tuple[str, datetime | None]], settings: Settings
) -> list[SitemapEntry]:
    """Return the entries of lists, without `404.html` and other files."""
    return [
        SitemapEntry(encode_url(f"{settings.url}/{path}"), change)
        for path, change in changes
        if not path or path.endswith("/")
    ]


def page_entry(page: Content, corrections: Sequence[Any], settings: Settings) -> SitemapEntry:
    """Return the entry of a page; that of the corrections changes with the newest of them, too."""
    entry = content_entry(page, settings)
    if page.slug != "corrections" or not corrections:
        return entry
    return replace(entry, lastmod=max(filter(None, (entry.lastmod, corrections[0].instant))))


def attach_sitemaps(generators: list[Generator]) -> None:
    """Attach `sitemaps`, all files of the index, lists and pages first."""
    g, settings = articles_generator(generators), get_site(generators)
    indexed_pages = [page for page in all_pages(generators) if is_indexed(page, settings)]
    pages = [page_entry(page, g.context["corrections"], settings) for page in indexed_pages]
    sitemaps = [*split_sitemap("pages", [*list_entries(list_changes(g), settings), *pages])]
    indexed_articles = (a for a in all_articles(generators) if is_indexed(a, settings))
    for year, articles in articles_by_year(indexed_articles):
        entries = [content_entry(article, settings) for article in articles]
        sitemaps += split_sitemap(str(year), entries)
    g.context["sitemaps"] = sitemaps


def claim_sitemap(generator: Generator) -> None:
    """Claim URLs early, so that links can be checked; these two files always have content."""
    claim_urls(generator, "sitemap.xml", "sitemaps/pages.xml")


def write_sitemaps(generator: Generator, writer: Any) -> None:
    """Write the index and its files."""
    context = generator.context
    writer.write_file("sitemap.xml", generator.get_template("sitemap_index"), context)
    for sitemap in context["sitemaps"]:
        template = generator.get_template("sitemap")
        writer.write_file(sitemap.path, template, context, sitemap=sitemap)


def register() -> None:
    """Connect to signals: entries after links are resolved, files after Pelican's own."""
    signals.article_generator_finalized.connect(claim_sitemap)
    signals.all_generators_finalized.connect(attach_sitemaps)
    signals.article_writer_finalized.connect(write_sitemaps)
