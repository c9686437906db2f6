"""Reads what the page of a post shows its readers around the text."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, cast

from lxml import etree

from tools.checks.element import Element, Pairs, text

Finder = Callable[[Element], list[Element]]


@dataclass(frozen=True)
class Shown:
    """What a post shows: links with their text, moments, and `days`.

    Those are (moment, the day in words), and the moments those of `<time datetime>`.
    """

    authors: Pairs
    section: str
    published: str
    updated: str
    days: Pairs
    tags: tuple[str, ...]
    sources: Pairs
    corrections: Pairs
    picture: str


@dataclass(frozen=True)
class Correction:
    """One in the list of all: the address of its post, the moment it was made, its text."""

    post: str
    made: str
    text: str


def path_to(*steps: str) -> Finder:
    """Finds the elements at the end of some steps; `p.byline` is a tag with a class."""
    named = (step.partition(".") for step in steps)
    has = "contains(concat(' ', normalize-space(@class), ' '), ' {} ')"
    find: Any = etree.XPath(
        "/html/body/main/article"
        + "".join(f"/{tag}[{has.format(name)}]" if name else f"/{tag}" for tag, _, name in named)
    )
    return cast(Finder, find)


HEADER, FOOTER = "header.article-header", "footer.article-footer"
BYLINE = path_to(HEADER, "p.byline")
AUTHORS = path_to(HEADER, "p.byline", "a")
SECTION = path_to(HEADER, "p.kicker", "a")
PUBLISHED = path_to(HEADER, "p.dates", "span.published", "time")
UPDATED = path_to(HEADER, "p.dates", "span.updated", "time")
PICTURE = path_to("figure.lead-image", "img")
TAGS = path_to(FOOTER, "nav.tags", "ul", "li", "a")
SOURCES = path_to(FOOTER, "section.sources", "ul", "li", "a")
CORRECTIONS = path_to(FOOTER, "section.corrections", "ul", "li")

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

    def linked(find: Finder) -> Pairs:
        return tuple((text(tag), tag.get("href", "")) for tag in find(root))

    def moment(find: Finder) -> str:
        return "".join(tag.get("datetime", "") for tag in find(root))

    items = [(item.find("time"), item) for item in CORRECTIONS(root)]
    return Shown(
        authors=linked(AUTHORS),
        section="".join(map(text, SECTION(root))),
        published=moment(PUBLISHED),
        updated=moment(UPDATED) or moment(PUBLISHED),
        days=tuple(
            (tag.get("datetime", ""), text(tag)) for tag in (*PUBLISHED(root), *UPDATED(root))
        ),
        tags=tuple(name for name, _ in linked(TAGS)),
        sources=linked(SOURCES),
        corrections=tuple(
            (time.get("datetime", ""), text(item).removeprefix(text(time)).strip())
            for time, item in items
            if time is not None
        ),
        picture="".join(tag.get("src", "") for tag in PICTURE(root)),
    )
