"""Reads one feed, Atom (RFC 4287) or JSON Feed 1.1, into one shape."""

from dataclasses import dataclass
from html import unescape
from typing import Any

from newsroom.checks.parse.xml import Element, Pairs, collapse_whitespace

ATOM = "{http://www.w3.org/2005/Atom}"
CORRECTIONS = "feeds/corrections"  # the feed whose entries are not the posts


@dataclass(frozen=True)
class ParsedEntry:
    """One entry, with its line; authors are (name, URL), `enclosures` (URL, bytes)."""

    id: str
    url: str
    updated: str
    line: int = 0
    enclosures: Pairs = ()
    published: str = ""
    authors: Pairs = ()


@dataclass(frozen=True)
class ParsedFeed:
    """A feed of either format.

    `url` is what it calls its own URL, `page` that of the page it is about. `updated` is "" in JSON
    Feed, which does not have it.
    """

    path: str
    title: str
    url: str
    page: str
    updated: str
    entries: tuple[ParsedEntry, ...]


def parse_atom(path: str, root: Element) -> ParsedFeed:
    """Return the feed of the root element of an Atom document."""
    title = root.find(f"{ATOM}title")
    title_text = child_text(root, "title")
    is_html = title is not None and title.get("type") == "html"
    authors = parse_authors(root)
    return ParsedFeed(
        path,
        title=collapse_whitespace(unescape(title_text) if is_html else title_text),
        url=link_of(root, "self"),
        page=link_of(root, "alternate"),
        updated=child_text(root, "updated") or "missing",
        entries=tuple(parse_entry(entry, authors) for entry in root.iterfind(f"{ATOM}entry")),
    )


def parse_entry(entry: Element, authors: Pairs) -> ParsedEntry:
    """Return an entry of Atom; without authors of its own it has those of the feed."""
    links = entry.iterfind(f"{ATOM}link")
    return ParsedEntry(
        id=child_text(entry, "id"),
        url=link_of(entry, "alternate"),
        updated=child_text(entry, "updated"),
        line=entry.sourceline,
        enclosures=tuple(
            (e.get("href", ""), e.get("length", "")) for e in links if e.get("rel") == "enclosure"
        ),
        published=child_text(entry, "published"),
        authors=parse_authors(entry) or authors,
    )


def child_text(element: Element, name: str) -> str:
    """Return the text of the first child of a name, "" without one."""
    return (element.findtext(f"{ATOM}{name}") or "").strip()


def link_of(element: Element, rel: str) -> str:
    """Return the URL of the first link of a relation, "" without one."""
    links = element.iterfind(f"{ATOM}link")
    return next((link.get("href", "") for link in links if link.get("rel") == rel), "")


def parse_authors(element: Element) -> Pairs:
    """Return name and URL of each author of a feed or an entry."""
    authors = element.iterfind(f"{ATOM}author")
    return tuple((child_text(author, "name"), child_text(author, "uri")) for author in authors)


def objects(value: object) -> list[dict[str, Any]]:
    """Return a list of JSON objects; raise ValueError for anything else."""
    if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
        raise ValueError("a list of objects is expected")
    return value


def value_pairs(value: object, first: str, second: str) -> Pairs:
    """Return the values of two keys of each object of a list, as text."""
    return tuple((str(item.get(first, "")), str(item.get(second, ""))) for item in objects(value))


def parse_json_feed(path: str, document: object) -> ParsedFeed:
    """Return the feed of a JSON document; raise ValueError for one that is not a JSON Feed."""
    (feed,) = objects([document])
    if not str(feed.get("version", "")).startswith("https://jsonfeed.org/version/1"):
        raise ValueError('missing or unknown "version"')
    authors = value_pairs(feed.get("authors", []), "name", "url")
    return ParsedFeed(
        path,
        title=collapse_whitespace(str(feed.get("title", ""))),
        url=str(feed.get("feed_url", "")),
        page=str(feed.get("home_page_url", "")),
        updated="",
        entries=tuple(parse_item(item, authors) for item in objects(feed.get("items", []))),
    )


def parse_item(item: dict[str, Any], authors: Pairs) -> ParsedEntry:
    """Return an item of JSON Feed; without authors of its own it has those of the feed."""
    keys = ("id", "url", "date_modified", "date_published")
    item_id, url, updated, published = (str(item.get(key, "")) for key in keys)
    return ParsedEntry(
        item_id,
        url,
        updated,
        enclosures=value_pairs(item.get("attachments", []), "url", "size_in_bytes"),
        published=published,
        authors=value_pairs(item.get("authors", []), "name", "url") or authors,
    )
