"""What the search page has of a post: a record, which follows from the post and its body alone."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from newsroom.cache.fingerprint import fingerprint
from newsroom.content.body import KeptBody
from newsroom.dates.formats import format_iso
from newsroom.locale.dates import format_short_day
from newsroom.locale.words import Words
from newsroom.search.text_sections import TextSection, read_sections
from newsroom.site.articles import Article
from newsroom.site.image_model import Image

NARROWEST = 320  # pixels of a thumbnail, which is shown in up to 160 pixels of CSS
VERSION = 8  # of how records become an index; with another one, it is made again


@dataclass(frozen=True)
class SearchRecord:
    """A post as it is searched and listed: `url` is its path, `image` that of a small file."""

    url: str
    lang: str
    title: str
    date: datetime
    day: str = ""
    """The date in words, in the language of the search page."""
    summary: str = ""
    image: str = ""
    plate: str = ""
    """The pattern that a post without an image has in its place."""
    section: str = ""
    authors: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    entities: tuple[str, ...] = ()
    """The names of those that have a page."""

    @property
    def year(self) -> str:
        """The year of the post."""
        return str(self.date.year)


@dataclass(frozen=True)
class SearchSource:
    """A record, and the article from which its text is read when an index is made."""

    record: SearchRecord
    article: Article

    def read_sections(self) -> list[TextSection]:
        """Return the text of the article by its headings."""
        return read_sections(self.article.document.body.html({}))


def search_sources(articles: Iterable[Article], words: Words) -> list[SearchSource]:
    """Return what is searched of articles, newest first; only what readers may find."""
    public = [article for article in articles if article.is_published]
    public.sort(key=lambda article: article.url)
    public.sort(key=lambda article: article.date, reverse=True)
    return [SearchSource(search_record(article, words), article) for article in public]


def search_record(article: Article, words: Words) -> SearchRecord:
    """Return the record of an article; `words` are those of the search page."""
    return SearchRecord(
        url=article.url,
        lang=article.lang,
        title=article.title,
        date=article.date,
        day=format_short_day(words, article.date),
        summary=article.front_matter.summary,
        image=small_image(article.lead_image),
        plate="" if article.lead_image else article.plate,
        section=article.category.name,
        authors=tuple(author.name for author in article.authors),
        tags=tuple(tag.name for tag in article.tags),
        entities=tuple(entity.name for entity in article.entities if entity.url),
    )


def small_image(image: Image | None) -> str:
    """Return the path of the smallest file of an image that is sharp as a thumbnail, "" for none.

    Of several formats it is the last, which most browsers show.
    """
    if image is None:
        return ""
    image = image.card or image
    files = image.sources[-1].files if image.sources else ()
    wide = [(width, url) for url, width in files if width >= NARROWEST]
    return min(wide)[1] if wide else image.url


def sources_digest(sources: Iterable[SearchSource], language: str, program: str) -> str:
    """Return a hash of all that an index is made of, in hexadecimal digits; no body is read.

    `program` is the version of what makes it.
    """
    values = [
        (vars(source.record) | {"date": format_iso(source.record.date)}, text_key(source.article))
        for source in sources
    ]
    return fingerprint((VERSION, program, language, values)).hex()


def text_key(article: Article) -> object:
    """Return what differs where the body of an article does."""
    body = article.document.body
    return body.key if isinstance(body, KeptBody) else (body.parts, body.urls)
