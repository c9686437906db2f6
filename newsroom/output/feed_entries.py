"""Entries of feeds in any format, from articles and corrections.

Their ids never change, their bodies work outside of the site, and readers that guess whether a text
is markup guess right.
"""

import re
from dataclasses import dataclass
from datetime import datetime
from html import escape, unescape
from pathlib import Path
from uuid import UUID, uuid5

from newsroom.config.schema import Settings, absolute_url
from newsroom.content.videos import make_plain
from newsroom.files.media_types import media_type
from newsroom.html.link_attributes import make_absolute
from newsroom.html.tree import Element, Text, parse_html, stable_html
from newsroom.html.unsafe_html import remove_active
from newsroom.locale.words import Words
from newsroom.output.shared_image import shared_image
from newsroom.site.articles import Article
from newsroom.site.lists import Enclosure, FeedEntry, FeedImage, PublishedCorrection
from newsroom.text.uuid import identifier_iri, identifier_uuid

REPLACEMENT_CHARACTER = "\ufffd"
END_TAG = re.compile(r"</\w")


@dataclass(frozen=True)
class TextConstruct:
    """A text construct of Atom (RFC 4287, section 3.1)."""

    type: str
    value: str


def article_entry(article: Article, settings: Settings, html: str, words: Words) -> FeedEntry:
    """Return the entry of an article with the body `html`; `words` are those of its language."""
    front = article.front_matter
    return FeedEntry(
        id=identifier_iri(article.permanent_id),
        url=absolute_url(article.url, settings),
        title=entry_title(article, words),
        language=article.lang,
        published=front.date.replace(microsecond=0),
        updated=distinct_datetime(front.updated or front.date, article.permanent_id),
        authors=entry_authors(article, settings),
        content=html,
        summary=article.summary,
        categories=(article.category.name, *(tag.name for tag in article.tags)),
        enclosure=enclosure(article, settings),
        image=feed_image(article, settings),
    )


def correction_entry(
    correction: PublishedCorrection, settings: Settings, html: str, words: Words
) -> FeedEntry:
    """Return the entry of a correction with the body `html`; `words` are those of its language."""
    article = correction.article
    return FeedEntry(
        id=identifier_iri(correction.id),
        url=f"{absolute_url(article.url, settings)}#site-corrections",
        title=entry_title(article, words),
        language=article.lang,
        published=correction.instant.replace(microsecond=0),
        updated=distinct_datetime(correction.instant, correction.id),
        authors=entry_authors(article, settings),
        content=html,
    )


def page_entry(url: str, title: str, html: str, changed: datetime, settings: Settings) -> FeedEntry:
    """Return the entry of a page other than an article, at a path of the site, which is its author.

    The id derives from the path.
    """
    identifier = str(uuid5(UUID(settings.feeds.id), url))
    return FeedEntry(
        id=identifier_iri(identifier),
        url=absolute_url(url, settings),
        title=title,
        language=settings.language,
        published=changed.replace(microsecond=0),
        updated=distinct_datetime(changed, identifier),
        authors=((settings.name, f"{settings.url}/"),),
        content=html,
    )


def entry_title(article: Article, words: Words) -> str:
    """Return the title, which says so where the article has corrections."""
    if not article.front_matter.corrections:
        return article.title
    return words.text("corrected_title", title=article.title)


def entry_authors(article: Article, settings: Settings) -> tuple[tuple[str, str], ...]:
    """Return the name and the absolute URL of each author."""
    return tuple((author.name, absolute_url(author.url, settings)) for author in article.authors)


def enclosure(article: Article, settings: Settings) -> Enclosure | None:
    """Return the lead image as a file; None for none, and for one that the build makes."""
    image = article.lead_image
    if not image or not image.length:
        return None
    url = f"{settings.url}/{image.url}"
    return Enclosure(url, media_type(Path(image.path)), image.length, image.alt)


def feed_image(article: Article, settings: Settings) -> FeedImage | None:
    """Return the photograph or the card of an article; None for none."""
    image = shared_image(article)
    if not image:
        return None
    url = f"{settings.url}/{image.url}"
    return FeedImage(url, media_type(image.url), image.width, image.height, image.alt)


def feed_body(html: str, url: str) -> str:
    """Return a body as a feed has it: URLs absolute, headings without links to themselves.

    Readers of feeds have no styles: an alert is a quotation, a box to tick a character, the box
    of a video a link. `url` is that of the article. What feed readers remove or warn of is left
    out: active content and inline styles.
    """
    root = parse_html(html)
    make_absolute(root, url)
    for link in root.select("div.heading > a.anchor"):
        wrapper = link.parent
        link.decompose()
        if isinstance(wrapper, Element):
            wrapper.unwrap()
    for box in root.select("li.task input[type=checkbox]"):
        box.replace_with(Text("\u2611" if "checked" in box.attrs else "\u2610"))
    for alert in root.select("div.alert"):
        alert.tag = "blockquote"
        del alert.attrs["role"]
    for title in root.select(".alert-title"):
        title.wrap_children(Element("strong"))
    for wrapper in root.select("picture:not(:has(source))"):
        wrapper.unwrap()
    make_plain(root)
    root.remove(".toc")
    remove_active(root)
    return escape_replacement_character(stable_html(root))


def text_construct(text: str) -> TextConstruct:
    """Return plain text for Atom, as HTML where readers that guess would take it for markup."""
    if unescape(text) != text or END_TAG.search(text) or REPLACEMENT_CHARACTER in text:
        html = escape_replacement_character(escape(text, quote=False))
        return TextConstruct("html", html)
    return TextConstruct("text", text)


def escape_replacement_character(html: str) -> str:
    """Return HTML with references for U+FFFD, which validators take for an encoding error."""
    return html.replace(REPLACEMENT_CHARACTER, "&#xFFFD;")


def feed_id(site_id: str, path: str) -> str:
    """Return the id of a feed, the same at any domain."""
    return identifier_iri(str(uuid5(UUID(site_id), path)))


def distinct_datetime(instant: datetime, identifier: str) -> datetime:
    """Return a datetime to the second, with a fraction derived from the id of its entry.

    Readers sort by it, and the validator of the W3C warns where two entries have one datetime.
    """
    return instant.replace(microsecond=identifier_uuid(identifier).int % 1_000_000)
