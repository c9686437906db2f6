"""What a page says twice: to readers, and to machines in its head. Both are read into one shape."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

from bs4 import BeautifulSoup, Tag

Node = dict[str, Any]


@dataclass(frozen=True)
class PageFacts:
    """What an article page says of its post. URLs are absolute."""

    headline: str
    authors: tuple[tuple[str, str], ...]
    section: tuple[str, str]
    published: str
    updated: str
    tags: tuple[str, ...]
    image: tuple[str, str, str] | None  # URL, alternative text, caption
    sources: tuple[tuple[str, str], ...]
    corrections: tuple[tuple[str, str], ...]
    entities: frozenset[tuple[str, str]]
    made_with: str


def read(file: Path) -> BeautifulSoup:
    """One page."""
    return BeautifulSoup(file.read_bytes(), "lxml")


@cache
def read_once(file: Path) -> BeautifulSoup:
    """One page of a site that no test changes, for tests that do not change its tree either."""
    return read(file)


def blocks(page: BeautifulSoup) -> list[Any]:
    """The JSON of each block of structured data."""
    return [json.loads(tag.get_text()) for tag in page.select('script[type="application/ld+json"]')]


def graph(page: BeautifulSoup) -> list[Node]:
    """The nodes of the one block of a page."""
    (block,) = blocks(page)
    assert block["@context"] == "https://schema.org"
    node: list[Node] = block["@graph"]
    return node


def article(page: BeautifulSoup) -> Node:
    """The first node, which is that of the post."""
    node = graph(page)[0]
    assert node["@type"] == "NewsArticle"
    return node


def nodes(value: Any) -> Iterator[Node]:
    """Every node in a value, however deep."""
    if isinstance(value, dict):
        yield value
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for part in inner:
        yield from nodes(part)


def meta(page: BeautifulSoup, name: str) -> list[str]:
    """The contents of each `<meta>` of a name or property."""
    tags = (page.head or page).find_all("meta")
    return [str(tag["content"]) for tag in tags if name in (tag.get("name"), tag.get("property"))]


def is_listed(page: BeautifulSoup) -> bool:
    """Whether search engines may list a page: it neither redirects nor says that they may not."""
    redirects = page.select_one('meta[http-equiv="refresh"]')
    return not redirects and "noindex" not in " ".join(meta(page, "robots"))


def text(tag: Tag | None) -> str:
    """The text of an element with single spaces."""
    return " ".join(tag.get_text().split()) if tag else ""


def visible_facts(page: BeautifulSoup, url: str) -> PageFacts:
    """What readers see on the page at a URL."""

    def links(selector: str) -> list[tuple[str, str]]:
        return [(a.get_text(), urljoin(url, str(a["href"]))) for a in page.select(selector)]

    def time(selector: str) -> str:
        tag = page.select_one(selector)
        return str(tag["datetime"]) if tag else ""

    image = page.select_one(".lead-image img")
    shared = page.select_one('meta[property="og:image"]')  # a crop of the image
    caption = page.select_one(".lead-image figcaption")
    credit = page.select_one(".lead-image .credit")
    words = text(caption).removesuffix(text(credit)).strip()
    heading = page.h1
    assert heading is not None
    items = page.select(".corrections li")
    return PageFacts(
        headline=heading.get_text(),
        authors=tuple(links(".byline a")),
        section=links(".kicker a")[0],
        published=time(".published time"),
        updated=time(".updated time") or time(".published time"),
        tags=tuple(sorted(name for name, _ in links('a[rel="tag"]'))),
        image=(str(shared["content"]), str(image["alt"]), words) if image and shared else None,
        sources=tuple(links(".sources a")),
        corrections=tuple(
            (str(item.time["datetime"]), text(item).removeprefix(text(item.time)).strip())
            for item in items
            if item.time
        ),
        entities=frozenset(
            (dd.get_text(), urljoin(url, str(dd.a["href"])) if dd.a else "")
            for dd in page.select(".entities dd")
        ),
        made_with=text(page.select_one(".made-with")).removeprefix("How this was made: "),
    )


def json_ld_facts(page: BeautifulSoup) -> PageFacts:
    """What its structured data says."""
    node = article(page)
    section = graph(page)[1]["itemListElement"][1]
    image = node.get("image", [None])[0]
    entities = [*node.get("about", []), *node.get("mentions", [])]
    return PageFacts(
        headline=node["headline"],
        authors=tuple((person["name"], unquote(person["url"])) for person in node["author"]),
        section=(node["articleSection"], unquote(section["item"])),
        published=node["datePublished"],
        updated=node["dateModified"],
        tags=tuple(sorted(node.get("keywords", ()))),
        image=(image["url"], image["description"], image.get("caption", "")) if image else None,
        sources=tuple((source["name"], source["url"]) for source in node.get("citation", ())),
        corrections=tuple((c["datePublished"], c["text"]) for c in node.get("correction", ())),
        entities=frozenset((node["name"], unquote(node.get("url", ""))) for node in entities),
        made_with=node.get("backstory", ""),
    )


def file_at(folder: Path, url: str, site: str) -> Path:
    """The file of a built site that a URL of it means."""
    path = unquote(urlsplit(url.removeprefix(site)).path).lstrip("/")
    return folder / (f"{path}index.html" if not path or path.endswith("/") else path)
