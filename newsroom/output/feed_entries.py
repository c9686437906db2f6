"""Entries of feeds, whichever format they are written in, from articles and corrections."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from newsroom.config.schema import Site, permalink
from newsroom.content.article import Article
from newsroom.content.front_matter.schema import FrontMatter
from newsroom.files.media_types import media_type
from newsroom.output.feed_content import distinct, urn


@dataclass(frozen=True)
class Enclosure:
    """A picture as a file: absolute address, media type, bytes, and what is to be seen."""

    url: str
    type: str
    length: int
    alt: str


@dataclass(frozen=True)
class Entry:
    """One entry. Texts are plain, `content` is HTML, authors are (name, address)."""

    id: str
    url: str
    title: str
    language: str
    published: datetime
    updated: datetime
    authors: tuple[tuple[str, str], ...]
    content: str
    summary: str = ""
    categories: tuple[str, ...] = ()
    enclosure: Enclosure | None = None


def marked(article: Article) -> str:
    """The title, with a word before it where the post was corrected."""
    return f"Corrected: {article.title}" if article.front_matter.corrections else article.title


def authors(article: Article, site: Site) -> tuple[tuple[str, str], ...]:
    """(name, address) of each author."""
    return tuple((author.name, permalink(author.url, site)) for author in article.authors)


def enclosure(article: Article, site: Site, content: Path) -> Enclosure | None:
    """The lead picture, whose file is under `content`."""
    picture = article.lead_image
    if not picture:
        return None
    file, url = content / picture.path, f"{site.url}/{picture.url}"
    return Enclosure(url, media_type(file), file.stat().st_size, picture.alt)


def article_entry(article: Article, site: Site, html: str, folder: Path) -> Entry:
    """The entry of an article, whose body is `html` there; pictures are under `folder`."""
    front: FrontMatter = article.front_matter
    return Entry(
        id=urn(article.permanent_id),
        url=permalink(article.url, site),
        title=marked(article),
        language=article.lang,
        published=front.date.replace(microsecond=0),
        updated=distinct(front.updated or front.date, article.permanent_id),
        authors=authors(article, site),
        content=html,
        summary=article.summary,
        categories=(article.category.name, *(tag.name for tag in article.tags)),
        enclosure=enclosure(article, site, folder),
    )


def correction_entry(correction: Any, site: Site, html: str) -> Entry:
    """The entry of a correction, whose text is `html` there."""
    article = correction.article
    return Entry(
        id=urn(correction.id),
        url=f"{permalink(article.url, site)}#site-corrections",
        title=marked(article),
        language=article.lang,
        published=correction.instant.replace(microsecond=0),
        updated=distinct(correction.instant, correction.id),
        authors=authors(article, site),
        content=html,
    )
