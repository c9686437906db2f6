"""Writes `/sitemap.xml` (sitemaps.org 0.9): an index of one for each year and one for the rest.

Each address has the true moment of its content's last change (that of a list is its newest post's,
none is the build's), its pictures, and its translations with itself among them. Left out are hidden
posts, those whose canonical address is elsewhere, files, and the further pages of a list.
Oldest first, so that a file that is full stays as it is.

Needs: links, corrections, period_archives, author_bios, entity_hubs.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby
from typing import Any

from pelican import signals

from newsroom.config.schema import Site
from newsroom.content.article import Article, Content, indexed
from newsroom.content.front_matter.schema import EPOCH, FrontMatter
from newsroom.urls.urls import encode_url
from plugins.adapter import Generator, articles_generator, claim, every_article, every_page, site_of

LIMIT = 50_000  # addresses a file, https://www.sitemaps.org/protocol.html
PICTURES = (
    1_000  # a page, developers.google.com/search/docs/crawling-indexing/sitemaps/image-sitemaps
)


@dataclass(frozen=True)
class Entry:
    """One address, when it last changed, its pictures, and (language, address) of its versions."""

    loc: str
    lastmod: datetime | None = None
    pictures: tuple[str, ...] = ()
    alternates: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Sitemap:
    """One file of the index."""

    path: str
    entries: Sequence[Entry]

    @property
    def lastmod(self) -> datetime | None:
        """The newest change in it."""
        return max((entry.lastmod for entry in self.entries if entry.lastmod), default=None)


def split(name: str, entries: Sequence[Entry], limit: int = LIMIT) -> Iterator[Sitemap]:
    """`sitemaps/2025.xml`, and `sitemaps/2025-2.xml` for what is over the limit."""
    for start in range(0, len(entries), limit):
        part = f"-{start // limit + 1}" if start else ""
        yield Sitemap(f"sitemaps/{name}{part}.xml", entries[start : start + limit])


def changed(content: Content) -> datetime | None:
    """When the words of a post or page last changed; None where its head does not say."""
    front: FrontMatter = content.front_matter
    moment = front.updated or front.date
    return None if moment == EPOCH else moment


def newest(posts: Iterable[Article]) -> datetime | None:
    """The newest change of some posts."""
    return max((article.front_matter.updated or article.date for article in posts), default=None)


def pictures(content: Content, site: Site) -> tuple[str, ...]:
    """The addresses of the site's own pictures that a page shows, each once."""
    lead = getattr(content, "lead_image", None)
    found = [f"{site.url}/{lead.url}"] if lead else []
    printed = (content.resolved_links.get(written, "") for written, _ in content.outline.images)
    found += [f"{site.origin}{path}" for path in printed if path.startswith(f"{site.base}/")]
    return tuple(dict.fromkeys(map(encode_url, found)))[:PICTURES]


def entry(content: Content, site: Site) -> Entry:
    """One post or page. A version that stands in no sitemap is not named by the others."""
    versions = [v for v in (content, *content.translations) if indexed(v, site)]
    alternates = sorted((v.lang, encode_url(f"{site.url}/{v.url}")) for v in versions)
    return Entry(
        encode_url(f"{site.url}/{content.url}"),
        changed(content),
        pictures(content, site),
        tuple(alternates) if len(alternates) > 1 else (),
    )


def by_year(articles: Iterable[Article]) -> Iterator[tuple[int, list[Article]]]:
    """Articles by the year of their local date, oldest first, ties by slug and language."""
    ordered = sorted(
        articles, key=lambda article: (article.date.year, article.date, article.slug, article.lang)
    )
    for year, group in groupby(ordered, key=lambda article: article.date.year):
        yield year, list(group)


def lists(generator: Generator) -> Iterator[tuple[str, datetime | None]]:
    """Address and last change of each list of the site; a new kind of list is a new line here.

    Lists that show a post's dates and marks change with it; those of names alone when one comes.
    """
    context, settings, everything = generator.context, generator.settings, generator.articles
    last = everything[0].date if everything else None
    for name in settings["DIRECT_TEMPLATES"]:
        moment = newest(everything) if name == "index" else last
        yield settings.get(f"{name.upper()}_URL", f"{name}.html"), moment
    for year in context["period_archives"]:
        yield from ((period.url, newest(period.articles)) for period in (year, *year.months))
    for kind in ("categories", "tags"):
        yield from ((term.url, newest(posts)) for term, posts in context[kind] if posts)
    yield from ((author.url, newest(posts)) for author, posts in context["authors"])
    yield from ((hub.entity.url, newest(hub.articles)) for hub in context["entity_hubs"])
    yield from ((index.url, last) for index in context["entity_indexes"])
    yield from ((edition.url, newest(edition.articles)) for edition in context["editions"])
    if context["editions"]:
        yield "editions/", newest(context["editions"][0].articles)


def list_entries(found: Iterable[tuple[str, datetime | None]], site: Site) -> list[Entry]:
    """Entries of lists; `404.html` and other files are none."""
    return [
        Entry(encode_url(f"{site.url}/{url}"), moment)
        for url, moment in found
        if not url or url.endswith("/")
    ]


def page_entry(page: Content, corrections: Sequence[Any], site: Site) -> Entry:
    """One page; that of the corrections changes with the newest of them, too."""
    found = entry(page, site)
    if page.slug != "corrections" or not corrections:
        return found
    return replace(found, lastmod=max(filter(None, (found.lastmod, corrections[0].instant))))


def attach_sitemaps(generators: list[Generator]) -> None:
    """All files of the index, lists and pages first."""
    g, site = articles_generator(generators), site_of(generators)
    listed = [page for page in every_page(generators) if indexed(page, site)]
    pages = [page_entry(page, g.context["corrections"], site) for page in listed]
    found = [*split("pages", [*list_entries(lists(g), site), *pages])]
    for year, articles in by_year(a for a in every_article(generators) if indexed(a, site)):
        found += split(str(year), [entry(article, site) for article in articles])
    g.context["sitemaps"] = found


def claim_sitemap(generator: Generator) -> None:
    """Early, so that links hold; there is always something in these two."""
    claim(generator, "sitemap.xml", "sitemaps/pages.xml")


def write_sitemaps(generator: Generator, writer: Any) -> None:
    """The index and its files."""
    context = generator.context
    writer.write_file("sitemap.xml", generator.get_template("sitemap_index"), context)
    for sitemap in context["sitemaps"]:
        template = generator.get_template("sitemap")
        writer.write_file(sitemap.path, template, context, sitemap=sitemap)


def register() -> None:
    """Addresses once links are resolved, files when Pelican has written the rest."""
    signals.article_generator_finalized.connect(claim_sitemap)
    signals.all_generators_finalized.connect(attach_sitemaps)
    signals.article_writer_finalized.connect(write_sitemaps)
