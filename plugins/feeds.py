"""Atom feeds (RFC 4287): gives templates `feeds` and writes one for the site, each category, tag,
author and entity, from theme/templates/feed.xml.

Full text with absolute addresses, every author, newest first. `updated` is the newest change in
the feed, so a feed stays the same byte for byte until a post of it changes.

Needs: author_bios, entity_hubs, links.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from pelican import signals

from plugins.support.addresses import absolute
from plugins.support.content import Article, Generator, articles_generator, site_of
from plugins.support.schema import FrontMatter

ANCHOR = re.compile(r'<a [^>]*class="anchor"[^>]*>#</a>')  # as article_body writes it


@dataclass(frozen=True)
class Feed:
    """One feed: its path, the path of the page it belongs to, a title ("" for the site), posts."""

    url: str
    page: str
    title: str
    articles: Sequence[Article]


def feeds(
    articles: Sequence[Article], terms: Iterable[tuple[str, Any, Sequence[Article]]], items: int
) -> tuple[Feed, ...]:
    """The site's feed, then one for each (kind, term, posts) that has posts."""
    found = [Feed("feeds/all.atom.xml", "", "", articles[:items])]
    found += [
        Feed(f"feeds/{kind}/{term.slug}.atom.xml", term.url, term.name, posts[:items])
        for kind, term, posts in terms
        if posts
    ]
    return tuple(found)


def feed_content(html: str, permalink: str) -> str:
    """A body as it stands in a feed: addresses absolute, headings without their anchor sign."""
    return absolute(ANCHOR.sub("", html), permalink)


def attach_feeds(generator: Generator) -> None:
    """Early, so that links to feeds can be checked."""
    context, items = generator.context, generator.settings["SITE"].feeds.items
    terms = [
        (kind, term, posts)
        for kind, plural in (("category", "categories"), ("tag", "tags"), ("author", "authors"))
        for term, posts in context[plural]
    ]
    terms += [(hub.entity.kind, hub.entity, hub.articles) for hub in context["entity_hubs"]]
    context["feeds"] = feeds(generator.articles, terms, items)


def attach_feed_content(generators: list[Generator]) -> None:
    """The body of each article of a feed with absolute addresses, once for all feeds."""
    site, context = site_of(generators), articles_generator(generators).context
    for article in {
        article.slug: article for feed in context["feeds"] for article in feed.articles
    }.values():
        article.feed_content = feed_content(article.content, f"{site.url}/{article.url}")
        front: FrontMatter = article.front_matter
        article.feed_updated = front.updated or front.date


def write_feeds(generator: Generator, writer: Any) -> None:
    """One file a feed; a feed without posts was last updated never, so it is not written."""
    template = generator.get_template("feed")
    for feed in generator.context["feeds"]:
        if feed.articles:
            latest = max(article.feed_updated for article in feed.articles)
            writer.write_file(
                feed.url, template, generator.context, feed=feed, updated=latest, url=feed.url
            )


def register() -> None:
    """Addresses early, bodies when links are resolved, files when Pelican has written the rest."""
    signals.article_generator_finalized.connect(attach_feeds)
    signals.all_generators_finalized.connect(attach_feed_content)
    signals.article_writer_finalized.connect(write_feeds)
