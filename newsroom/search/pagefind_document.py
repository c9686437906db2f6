"""A post as Pagefind reads it: a small HTML document of our own, made of a record and a text.

https://pagefind.app/docs/indexing/ describes the attributes. Whatever is in the title, which counts
most, and the names of authors, entities and tags are searched. What a result shows beside is in the
fragment of its URL, for Pagefind would take other metadata for words of the post.
"""

from collections.abc import Iterable, Iterator
from html import escape
from urllib.parse import quote, urlencode

from newsroom.dates.formats import format_iso
from newsroom.search.search_record import SearchRecord
from newsroom.search.text_sections import TextSection
from newsroom.search.word_pairs import separate_pairs

SUMMARY_WEIGHT = 2  # a word of the text has 1, one of a heading 2 to 6


def document_url(record: SearchRecord) -> str:
    """Return the URL of a result: the path, and in its fragment what a result shows."""
    values = {
        "date": format_iso(record.date),
        "day": record.day,
        "image": record.image,
        "plate": record.plate,
        "title": record.title if separate_pairs(record.title) != record.title else "",
        "lang": record.lang,
    }
    facts = {name: value for name, value in values.items() if value}
    return f"/{quote(record.url)}#{urlencode(facts, quote_via=quote, safe='')}"


def render_document(record: SearchRecord, sections: Iterable[TextSection]) -> str:
    """Return the HTML that Pagefind reads of a post.

    A post without any text has its title in its place, or Pagefind would leave it out.
    """
    body = "".join(body_parts(record, sections)) or paragraph(record.title)
    head = "".join((*metadata(record), *filters(record)))
    lang = escape(record.lang)
    return f'<html lang="{lang}"><body><main data-pagefind-body>{head}{body}</main></body></html>'


def body_parts(record: SearchRecord, sections: Iterable[TextSection]) -> Iterator[str]:
    """Yield the summary, and the heading and the text of each section."""
    if record.summary:
        yield paragraph(record.summary, f' data-pagefind-weight="{SUMMARY_WEIGHT}"')
    for section in sections:
        if section.anchor:
            heading = escape(separate_pairs(section.heading))
            yield f'<h2 id="{escape(section.anchor)}">{heading}</h2>'
        if section.text:
            yield paragraph(section.text)


def paragraph(text: str, attributes: str = "") -> str:
    """Return a paragraph with a text as it is searched."""
    return f"<p{attributes}>{escape(separate_pairs(text))}</p>"


def metadata(record: SearchRecord) -> Iterator[str]:
    """Yield an element for each text beside that of the body which is searched."""
    yield meta("meta", "title", separate_pairs(record.title))
    names = {"authors": record.authors, "entities": record.entities, "tags": record.tags}
    for name, values in names.items():
        if values:
            yield meta("meta", name, separate_pairs(", ".join(values)))


def filters(record: SearchRecord) -> Iterator[str]:
    """Yield an element for each value by which results can be filtered.

    Pagefind decodes character references in filters twice.
    """
    single = {"section": record.section, "year": record.year, "language": record.lang}
    pairs = [pair for pair in single.items() if pair[1]]
    pairs += [("author", name) for name in record.authors]
    pairs += [("entity", name) for name in dict.fromkeys(record.entities)]
    yield from (meta("filter", name, escape(value)) for name, value in pairs)


def meta(kind: str, name: str, value: str) -> str:
    """Return an element that gives Pagefind a value; it may have any character."""
    return f'<meta data-pagefind-{kind}="{name}[content]" content="{escape(value)}">'
