"""Reads what the page of a post shows its readers around the text."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, cast

from lxml import etree

from newsroom.checks.parse.xml import Element, Pairs, text

Finder = Callable[[Element], list[Element]]


@dataclass(frozen=True)
class Shown:
    """What a post shows: links with their text, moments, and `days`.

    Those are (moment, the day in words), and the moments those of `<time datetime>`. A tag of the
    text that is not closed has the foot of the post inside it.
    """

    authors: Pairs
    section: str
    published: str
    updated: str
    days: Pairs
    tags: tuple[str, ...]
    sources: Pairs
    corrections: Pairs
    entities: Pairs
    picture: str
    foot_inside: bool


@dataclass(frozen=True)
class Correction:
    """One in the list of all: the address of its post, the moment it was made, its text."""

    post: str
    made: str
    text: str


def path_to(*steps: str, start: str = "/html/body/main/article/") -> Finder:
    """Finds the elements at the end of some steps; `p.byline` is a tag with a class."""
    named = (step.partition(".") for step in steps)
    has = "contains(concat(' ', normalize-space(@class), ' '), ' {} ')"
    path = (f"{tag}[{has.format(name)}]" if name else tag for tag, _, name in named)
    find: Any = etree.XPath(start + "/".join(path))
    return cast(Finder, find)


HEADER = "header.article-header"
BYLINE = path_to(HEADER, "p.byline")
AUTHORS = path_to(HEADER, "p.byline", "a")
SECTION = path_to(HEADER, "p.kicker", "a")
PUBLISHED = path_to(HEADER, "p.dates", "span.published", "time")
UPDATED = path_to(HEADER, "p.dates", "span.updated", "time")
PICTURE = path_to("figure.lead-image", "img")
TAGS = path_to("nav.tags", "ul", "li", "a", start="")
SOURCES = path_to("section.sources", "ul", "li", "a", start="")
CORRECTIONS = path_to("section.corrections", "ul", "li", start="")
ENTITIES = path_to("section.entities", "dl", "dd", start="")
LIST = path_to("section.all-corrections")


def read_listed(root: Element) -> tuple[Correction, ...] | None:
    """The corrections that the page of all lists; None for any other page."""

    def correction(item: Element) -> Correction:
        moments = [tag.get("datetime", "") for tag in item.iter("time")]
        posts = [tag.get("href", "") for tag in item.iter("a")]
        return Correction("".join(posts[:1]), "".join(moments[:1]), text(item[-1]))

    sections = LIST(root)
    items = (item for section in sections for item in section.iterfind("ol/li"))
    return tuple(correction(item) for item in items if len(item)) if sections else None


def read_shown(root: Element) -> Shown | None:
    """What a post shows; None for a page without a byline."""
    if not BYLINE(root):
        return None

    feet = [tag for tag in root.iter("footer") if tag.get("class") == "article-footer"]
    foot = feet[0] if feet else etree.Element("footer")

    def linked(found: list[Element]) -> Pairs:
        return tuple((text(tag), tag.get("href", "")) for tag in found)

    def moment(find: Finder) -> str:
        return "".join(tag.get("datetime", "") for tag in find(root))

    items = [(item.find("time"), item) for item in CORRECTIONS(foot)]
    return Shown(
        authors=linked(AUTHORS(root)),
        section="".join(map(text, SECTION(root))),
        published=moment(PUBLISHED),
        updated=moment(UPDATED) or moment(PUBLISHED),
        days=tuple(
            (tag.get("datetime", ""), text(tag)) for tag in (*PUBLISHED(root), *UPDATED(root))
        ),
        tags=tuple(name for name, _ in linked(TAGS(foot))),
        sources=linked(SOURCES(foot)),
        corrections=tuple(
            (time.get("datetime", ""), text(item).removeprefix(text(time)).strip())
            for time, item in items
            if time is not None
        ),
        entities=tuple(
            (text(tag), "".join(link.get("href", "") for link in tag.iter("a")))
            for tag in ENTITIES(foot)
        ),
        picture="".join(tag.get("src", "") for tag in PICTURE(root)),
        foot_inside=bool(feet) and feet[0].getparent().tag != "article",
    )
