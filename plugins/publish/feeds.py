"""Atom feeds (RFC 4287): gives templates `feeds` and articles `feed_entry`, None outside of feeds.

One is written for the site, each category, tag, author and entity, and for corrections, from
theme/templates/feed.xml. Full text with absolute addresses, the lead picture above it, corrections
below it, every author; "Corrected:" stands before the title of a corrected post. A feed holds the
newest posts, FEEDS["items"] at most, and fewer where it would grow over FEEDS["kilobytes"]. Ids
hold for good. `updated` is the newest change in the feed, so a feed stays the same byte for byte
until an entry of it changes.

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

from newsroom.config.schema import permalink
from newsroom.content.article import Article
from newsroom.output.feed_content import feed_body, feed_id, text
from newsroom.output.feed_entries import Entry, article_entry, correction_entry
from plugins.adapter import Generator, articles_generator, every_article, site_of

# The kinds of lists with feeds, as in their addresses, and where templates find (term, posts).
KINDS = {"category": "categories", "tag": "tags", "author": "authors"}


@dataclass(frozen=True)
class Feed:
    """One feed: its path, the path of the page it belongs to, a title ("" for the site).

    It holds the entries of `articles`, or `entries` where it is not of articles.
    """

    url: str
    page: str
    title: str
    articles: Sequence[Article] = ()
    entries: tuple[Entry, ...] = ()


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


def shortened(feed: Feed, most: int) -> Feed:
    """The feed, without the posts at its end that would take it over `most` bytes; never empty."""
    sizes = accumulate(len(escape(a.feed_entry.content).encode()) for a in feed.articles)
    fitting = sum(size <= most for size in sizes)
    return replace(feed, articles=feed.articles[: max(1, fitting)])


def attach_feeds(generator: Generator) -> None:
    """Early, so that links to feeds can be checked."""
    context, site = generator.context, generator.settings["SITE"]
    terms = [(kind, *pair) for kind, plural in KINDS.items() for pair in context[plural]]
    terms += [(hub.entity.kind, hub.entity, hub.articles) for hub in context["entity_hubs"]]
    context["feeds"] = feeds(generator.articles, terms, site.feeds.items)
    if corrections := context["corrections"][: site.feeds.items]:
        html = generator.get_template("parts/correction_in_feed").render
        entries = tuple(correction_entry(c, site, html(correction=c)) for c in corrections)
        about = Feed("feeds/corrections.atom.xml", "corrections/", "Corrections", entries=entries)
        context["feeds"] += (about,)


def attach_feed_entries(generators: list[Generator]) -> None:
    """One entry for each article of a feed, once for all feeds; long posts make short feeds."""
    g, site = articles_generator(generators), site_of(generators)
    html = g.get_template("parts/article_in_feed").render
    for article in every_article(generators):
        article.feed_entry = None
    for article in {a.slug: a for feed in g.context["feeds"] for a in feed.articles}.values():
        body = feed_body(article.content, permalink(article.url, site))
        whole = html(article=article, body=body)
        article.feed_entry = article_entry(article, site, whole, Path(g.path))
    most = site.feeds.kilobytes * 1000
    g.context["feeds"] = tuple(shortened(feed, most) for feed in g.context["feeds"])


def write_feeds(generator: Generator, writer: Any) -> None:
    """One file a feed; a feed without entries was last updated never, so it is not written.

    A post stands in as many feeds as it has terms, so its entry is printed once.
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
                "text": text,
                "feed_entry": feed_entry,
            }
            writer.write_file(feed.url, template, context, url=feed.url, **values)


def register() -> None:
    """Addresses early, bodies when links are resolved, files when Pelican has written the rest."""
    signals.article_generator_finalized.connect(attach_feeds)
    signals.all_generators_finalized.connect(attach_feed_entries)
    signals.article_writer_finalized.connect(write_feeds)
