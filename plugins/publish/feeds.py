"""Writes Atom feeds (RFC 4287) of the site, of each category, tag, author, entity, of corrections.

Gives templates `feeds` and articles `feed_entry`, None outside of feeds; the template is
theme/templates/feed.xml. An entry has the full text with absolute URLs, the lead image above it,
corrections below it, and every author; the title of a corrected post starts with "Corrected:". A
feed has the newest posts, FEEDS["items"] at most, and fewer where it would be larger than
FEEDS["kilobytes"]. Ids never change. `updated` is the newest change in the feed, so that a feed
stays the same byte for byte until an entry of it changes.

Needs: permanent_ids, corrections, lead_image, author_bios, entity_hubs, links.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from html import escape
from itertools import accumulate
from pathlib import Path
from typing import Any

from pelican import signals

from newsroom.config.schema import absolute_url
from newsroom.content.article import Article
from newsroom.output.feed_entries import (
    FeedEntry,
    article_entry,
    correction_entry,
    feed_body,
    feed_id,
    text_construct,
)
from plugins.adapter import Generator, all_articles, articles_generator, get_site

# The kinds of lists with feeds, as in their URLs, and the key of (term, posts) in the context.
KINDS = {"category": "categories", "tag": "tags", "author": "authors"}


@dataclass(frozen=True)
class Feed:
    """One feed: its path, the path of the page it belongs to, a title ("" for the site).

    It has the entries of `articles`, or `entries` where it is not of articles.
    """

    url: str
    page: str
    title: str
    articles: Sequence[Article] = ()
    entries: tuple[FeedEntry, ...] = ()


def list_feeds(
    articles: Sequence[Article], terms: Iterable[tuple[str, Any, Sequence[Article]]], items: int
) -> tuple[Feed, ...]:
    """Return the feed of the site, then one for each (kind, term, posts) that has posts."""
    feeds = [Feed("feeds/all.atom.xml", "", "", articles[:items])]
    feeds += [
        Feed(f"feeds/{kind}/{term.slug}.atom.xml", term.url, term.name, posts[:items])
        for kind, term, posts in terms
        if posts
    ]
    return tuple(feeds)


def limit_size(feed: Feed, most: int) -> Feed:
    """Return a feed without the last posts that take it over `most` bytes; one post stays."""
    sizes = accumulate(len(escape(a.feed_entry.content).encode()) for a in feed.articles)
    count = sum(size <= most for size in sizes)
    return replace(feed, articles=feed.articles[: max(1, count)])


def attach_feeds(generator: Generator) -> None:
    """Attach `feeds` early, so that links to them can be checked."""
    context, settings = generator.context, generator.settings["SITE"]
    terms = [(kind, *pair) for kind, plural in KINDS.items() for pair in context[plural]]
    terms += [(hub.entity.kind, hub.entity, hub.articles) for hub in context["entity_hubs"]]
    context["feeds"] = list_feeds(generator.articles, terms, settings.feeds.items)
    if corrections := context["corrections"][: settings.feeds.items]:
        html = generator.get_template("parts/correction_in_feed").render
        entries = tuple(correction_entry(c, settings, html(correction=c)) for c in corrections)
        url = "feeds/corrections.atom.xml"
        context["feeds"] += (Feed(url, "corrections/", "Corrections", entries=entries),)


def attach_feed_entries(generators: list[Generator]) -> None:
    """Attach `feed_entry` to each article of a feed, once for all feeds, then limit their sizes."""
    g, settings = articles_generator(generators), get_site(generators)
    html = g.get_template("parts/article_in_feed").render
    for article in all_articles(generators):
        article.feed_entry = None
    for article in {a.slug: a for feed in g.context["feeds"] for a in feed.articles}.values():
        body = feed_body(article.content, absolute_url(article.url, settings))
        content = html(article=article, body=body)
        article.feed_entry = article_entry(article, settings, content, Path(g.path))
    most = settings.feeds.kilobytes * 1000
    g.context["feeds"] = tuple(limit_size(feed, most) for feed in g.context["feeds"])


def write_feeds(generator: Generator, writer: Any) -> None:
    """Write a file for each feed that has entries; without entries it would have no `updated`.

    A post is in as many feeds as it has terms, so that its entry is rendered once for all.
    """
    template, context = generator.get_template("feed"), generator.context
    feed_entry = cache(generator.env.get_template("parts/feed_entry.xml").module.feed_entry)
    for feed in context["feeds"]:
        entries = feed.entries or [article.feed_entry for article in feed.articles]
        if entries:
            values = {
                "feed": feed,
                "id": feed_id(context["SITE"].feeds.id, feed.url),
                "updated": max(entry.updated for entry in entries),
                "entries": entries,
                "text_construct": text_construct,
                "feed_entry": feed_entry,
            }
            writer.write_file(feed.url, template, context, url=feed.url, **values)


def register() -> None:
    """Connect to signals: URLs early, bodies after links are resolved, then files."""
    signals.article_generator_finalized.connect(attach_feeds)
    signals.all_generators_finalized.connect(attach_feed_entries)
    signals.article_writer_finalized.connect(write_feeds)
