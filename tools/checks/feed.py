"""Reads one feed, Atom (RFC 4287) or JSON Feed 1.1, into one shape."""

from dataclasses import dataclass
from typing import Any

from tools.checks.element import Element

ATOM = "{http://www.w3.org/2005/Atom}"


@dataclass(frozen=True)
class Entry:
    """One entry, with its line; `files` are (address, bytes) of enclosures."""

    id: str
    url: str
    updated: str
    line: int = 0
    files: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Feed:
    """A feed of either format. `updated` is "" where the format has no such thing."""

    path: str
    own: str
    page: str
    updated: str
    entries: tuple[Entry, ...]


def read_atom(path: str, root: Element) -> Feed:
    """A feed in Atom."""

    def link(of: Element, rel: str) -> str:
        found = (tag.get("href", "") for tag in of.iter(f"{ATOM}link") if tag.get("rel") == rel)
        return next(found, "")

    entries = []
    for entry in root.iterfind(f"{ATOM}entry"):
        enclosures = [t for t in entry.iterfind(f"{ATOM}link") if t.get("rel") == "enclosure"]
        files = tuple((t.get("href", ""), t.get("length", "")) for t in enclosures)
        said = [(entry.findtext(f"{ATOM}{name}") or "").strip() for name in ("id", "updated")]
        entries.append(Entry(said[0], link(entry, "alternate"), said[1], entry.sourceline, files))
    own = [tag for tag in root.iterfind(f"{ATOM}link") if tag.get("rel") == "self"]
    page = [tag for tag in root.iterfind(f"{ATOM}link") if tag.get("rel") == "alternate"]
    return Feed(
        path,
        own[0].get("href", "") if own else "",
        page[0].get("href", "") if page else "",
        (root.findtext(f"{ATOM}updated") or "missing").strip(),
        tuple(entries),
    )


def objects(value: Any) -> list[dict[str, Any]]:
    """A list of objects; raises ValueError for anything else."""
    if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
        raise ValueError("a list of objects is something else")
    return value


def read_json(path: str, feed: Any) -> Feed:
    """A feed in JSON; raises ValueError for one of another kind."""
    (feed,) = objects([feed])
    if not str(feed.get("version", "")).startswith("https://jsonfeed.org/version/1"):
        raise ValueError("it names no version of JSON Feed")
    entries = []
    for item in objects(feed.get("items", [])):
        files = [
            (str(f.get("url", "")), str(f.get("size_in_bytes", "")))
            for f in objects(item.get("attachments", []))
        ]
        said = {key: str(item.get(key, "")) for key in ("id", "url", "date_modified")}
        entry = Entry(said["id"], said["url"], said["date_modified"], files=tuple(files))
        entries.append(entry)
    return Feed(
        path, str(feed.get("feed_url", "")), str(feed.get("home_page_url", "")), "", tuple(entries)
    )
