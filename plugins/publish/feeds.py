"""Writes Atom feeds (RFC 4287) of the site, of each category, tag, author, entity, of corrections.

The template is theme/templates/feed.xml. An entry has the full text with absolute URLs, the lead
image above it, corrections below it, and every author; the title of a corrected post says
so. A feed has the newest posts, FEEDS["items"] at most, and fewer where it would be
larger than FEEDS["kilobytes"]; one without entries is not written. Ids never change. `updated` is
the newest change in the feed, so that a feed stays the same byte for byte until an entry of it
changes.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial

from newsroom.config.schema import absolute_url
from newsroom.entities.model import Entity
from newsroom.locale.words import Words
from newsroom.output.atom import entry_renderer, feed_file
from newsroom.output.feed_entries import article_entry, correction_entry, feed_body
from newsroom.pipeline.plugin import Plugin, unaffected
from newsroom.site.articles import Article, Term
from newsroom.site.lists import Feed, FeedEntry, PublishedCorrection
from newsroom.site.model import Site
from newsroom.site.output_files import OutputFile
from newsroom.site.reads import Remembered
from newsroom.text.xml_text import escaped_length


def list_feeds(
    articles: Sequence[Article],
    terms: Iterable[tuple[Term | Entity, Sequence[Article]]],
    corrections: Sequence[PublishedCorrection],
    items: int,
    words: Words,
) -> tuple[Feed, ...]:
    """Return the feed of the site, that of each term with posts, and that of any corrections."""
    feeds = [Feed("feeds/all.atom.xml", "", "", tuple(articles[:items]))]
    feeds += [
        Feed(term.feed_url, term.url, term.name, tuple(posts[:items]))
        for term, posts in terms
        if posts
    ]
    if newest := tuple(corrections[:items]):
        url = "feeds/corrections.atom.xml"
        feeds.append(Feed(url, "corrections/", words.text("corrections"), corrections=newest))
    return tuple(feeds)


def limit_size(entries: Iterable[FeedEntry], most: int) -> tuple[FeedEntry, ...]:
    """Return entries without the last that take them over `most` bytes; the first one stays.

    Of those that are left out, no more than one is made.
    """
    left: list[FeedEntry] = []
    size = 0
    for entry in entries:
        size += escaped_length(entry.content)
        if left and size > most:
            break
        left.append(entry)
    return tuple(left)


def entry_maker(site: Site) -> Callable[[Feed], tuple[FeedEntry, ...]]:
    """Return the function that makes the entries of a feed, each once for all feeds."""
    return partial(make_entries, site, Remembered(partial(entry_of_article, site)))


def entry_of_article(site: Site, article: Article) -> FeedEntry:
    """Return the entry of an article."""
    body = feed_body(article.plain_content, absolute_url(article.url, site.settings))
    values = {"article": article, "body": body}
    html = site.render("parts/article_in_feed.html", values, article.lang)
    return article_entry(article, site.settings, html, site.vocabulary.words(article.lang))


def entry_of_correction(site: Site, correction: PublishedCorrection) -> FeedEntry:
    """Return the entry of a correction."""
    lang = correction.article.lang
    html = site.render("parts/correction_in_feed.html", {"correction": correction}, lang)
    return correction_entry(correction, site.settings, html, site.vocabulary.words(lang))


def make_entries(
    site: Site, of_article: Callable[[Article], FeedEntry], feed: Feed
) -> tuple[FeedEntry, ...]:
    """Return the entries of a feed; `of_article` returns that of an article."""
    if feed.corrections:
        return tuple(entry_of_correction(site, correction) for correction in feed.corrections)
    entries = (of_article(article) for article in feed.articles)
    return limit_size(entries, site.settings.feeds.kilobytes * 1000)


def declare_feeds(site: Site) -> Iterator[OutputFile]:
    """Set the feeds of the site, and yield the file of each that has entries.

    A post is in as many feeds as it has terms, so that its entry is rendered once for all.
    """
    terms = [*site.categories, *site.tags, *site.authors]
    lists: list[tuple[Term | Entity, Sequence[Article]]] = [(t, t.articles) for t in terms]
    lists += [(hub.entity, hub.articles) for hub in site.entity_hubs]
    items = site.settings.feeds.items
    site.feeds = list_feeds(site.articles, lists, site.corrections, items, site.words)
    site.atom_feed = site.feeds[0].url if site.feeds[0].articles else ""
    site.feed_entries = entry_maker(site)

    render_entry = Remembered(entry_renderer(site))
    for feed in site.feeds:
        if feed.articles or feed.corrections:
            yield feed_file(site, feed, partial(site.feed_entries, feed), render_entry)


PLUGIN = Plugin(
    __name__,
    phase="publish",
    needs=[
        "site.articles",
        "site.categories",
        "site.tags",
        "site.authors",
        "site.entity_hubs",
        "site.corrections",
        "article.category",
        "article.tags",
        "article.authors",
        "article.permanent_id",
        "article.lead_image",
        "article.share_card",
        "body.resolved_links",
        "body.images",
    ],
    provides=["site.feeds", "site.atom_feed", "site.feed_entries"],
    files=declare_feeds,
    update=unaffected,
)
register = PLUGIN.register
