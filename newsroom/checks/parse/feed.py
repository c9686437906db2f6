"""Reads one feed, Atom (RFC 4287) or JSON Feed 1.1, into one shape."""

from dataclasses import dataclass
from html import unescape
from typing import Any

from newsroom.checks.parse.xml import Element, Pairs, flat

ATOM = "{http://www.w3.org/2005/Atom}"
CORRECTIONS = "feeds/corrections"  # the feed whose entries are not the posts


@dataclass(frozen=True)
class Entry:
    """One entry, with its line; authors are (name, address), `files` (address, bytes)."""

    id: str
    url: str
    updated: str
    line: int = 0
    files: Pairs = ()
    published: str = ""
    authors: Pairs = ()


@dataclass(frozen=True)
class Feed:
    """A feed of either format. `updated` is "" where the format has no such thing."""

    path: str
    title: str
    own: str
    page: str
    updated: str
    entries: tuple[Entry, ...]


def read_atom(path: str, root: Element) -> Feed:
    """A feed in Atom."""
    title = root.find(f"{ATOM}title")
    words = said(root, "title")
    html = title is not None and title.get("type") == "html"
    authors = people(root)
    return Feed(
        path,
        title=flat(unescape(words) if html else words),
        own=linked(root, "self"),
        page=linked(root, "alternate"),
        updated=said(root, "updated") or "missing",
        entries=tuple(atom_entry(entry, authors) for entry in root.iterfind(f"{ATOM}entry")),
    )


def atom_entry(entry: Element, authors: Pairs) -> Entry:
    """An entry in Atom; where it names no authors, those of the feed count."""
    links = entry.iterfind(f"{ATOM}link")
    return Entry(
        id=said(entry, "id"),
        url=linked(entry, "alternate"),
        updated=said(entry, "updated"),
        line=entry.sourceline,
        files=tuple(
            (t.get("href", ""), t.get("length", "")) for t in links if t.get("rel") == "enclosure"
        ),
        published=said(entry, "published"),
        authors=people(entry) or authors,
    )


def said(tag: Element, name: str) -> str:
    """The text of the element of a name right below."""
    return (tag.findtext(f"{ATOM}{name}") or "").strip()


def linked(tag: Element, rel: str) -> str:
    """The address of the first link of a kind."""
    links = (link.get("href", "") for link in tag.iterfind(f"{ATOM}link") if link.get("rel") == rel)
    return next(links, "")


def people(tag: Element) -> Pairs:
    """The authors of a feed or an entry."""
    return tuple((said(a, "name"), said(a, "uri")) for a in tag.iterfind(f"{ATOM}author"))


def objects(value: Any) -> list[dict[str, Any]]:
    """A list of objects; raises ValueError for anything else."""
    if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
        raise ValueError("a list of objects is something else")
    return value


def pairs(value: Any, *keys: str) -> Pairs:
    """Two values of each object of a list, as words."""
    first, second = keys
    return tuple((str(one.get(first, "")), str(one.get(second, ""))) for one in objects(value))


def read_json(path: str, feed: Any) -> Feed:
    """A feed in JSON; raises ValueError for one of another kind."""
    (feed,) = objects([feed])
    if not str(feed.get("version", "")).startswith("https://jsonfeed.org/version/1"):
        raise ValueError("it names no version of JSON Feed")
    authors = pairs(feed.get("authors", []), "name", "url")
    return Feed(
        path,
        title=flat(str(feed.get("title", ""))),
        own=str(feed.get("feed_url", "")),
        page=str(feed.get("home_page_url", "")),
        updated="",
        entries=tuple(json_entry(item, authors) for item in objects(feed.get("items", []))),
    )


def json_entry(item: dict[str, Any], authors: Pairs) -> Entry:
    """An item in JSON; where it names no authors, those of the feed count."""
    keys = ("id", "url", "date_modified", "date_published")
    name, url, updated, published = (str(item.get(key, "")) for key in keys)
    return Entry(
        name,
        url,
        updated,
        files=pairs(item.get("attachments", []), "url", "size_in_bytes"),
        published=published,
        authors=pairs(item.get("authors", []), "name", "url") or authors,
    )
