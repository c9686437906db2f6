"""Reads what the page of a post shows its readers around the text."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, cast

from lxml import etree

from newsroom.checks.parse.xml import Element, Pairs, text_of

Finder = Callable[[Element], list[Element]]


@dataclass(frozen=True)
class VisibleFacts:
    """What the page of a post shows.

    Links are (text, URL). `published` and `updated` are the values of `<time datetime>`; `dates`
    are these with their text. `has_footer_in_body` says that an element of the text was left open,
    so that the footer of the post became a part of the text.
    """

    authors: Pairs
    section: str
    published: str
    updated: str
    dates: Pairs
    tags: tuple[str, ...]
    sources: Pairs
    corrections: Pairs
    entities: Pairs
    lead_image: str
    has_footer_in_body: bool


@dataclass(frozen=True)
class ListedCorrection:
    """One in the list of all corrections: the URL of its post, its datetime, its text."""

    post: str
    date: str
    text: str


def compile_path(*steps: str, start: str = "/html/body/main/article/") -> Finder:
    """Return a function that finds the elements at the end of some steps.

    A step is the name of an element, or `p.byline` for one with a class; `/img` is at any depth.
    """
    parts = (step.partition(".") for step in steps)
    has_class = "contains(concat(' ', normalize-space(@class), ' '), ' {} ')"
    path = (f"{tag}[{has_class.format(name)}]" if name else tag for tag, _, name in parts)
    finder: Any = etree.XPath(start + "/".join(path))
    return cast(Finder, finder)


HEADER = "header.article-header"
BYLINE = compile_path(HEADER, "/p.byline")
AUTHORS = compile_path(HEADER, "/p.byline", "a")
SECTION = compile_path(HEADER, "p.kicker", "a")
PUBLISHED = compile_path(HEADER, "/p.dates", "span.published", "time")
UPDATED = compile_path(HEADER, "/p.dates", "span.updated", "time")
LEAD_IMAGE = compile_path("figure.lead-image", "/img")
TAGS = compile_path("nav.tags", "ul", "li", "a", start="")
ENTITY_TAGS = compile_path("section.entities", "dl", "/dd", "a[@rel='tag']", start="")
SOURCES = compile_path("section.sources", "ul", "li", "a", start="")
CORRECTIONS = compile_path("section.corrections", "ul", "li", start="")
ENTITIES = compile_path("section.entities", "dl", "/dd", start="")
ALL_CORRECTIONS = compile_path("section.all-corrections")


def read_listed_corrections(root: Element) -> tuple[ListedCorrection, ...] | None:
    """Return the corrections on the page that lists all of them; None for any other page."""

    def correction(item: Element) -> ListedCorrection:
        dates = [element.get("datetime", "") for element in item.iter("time")]
        posts = [element.get("href", "") for element in item.iter("a")]
        return ListedCorrection("".join(posts[:1]), "".join(dates[:1]), text_of(item[-1]))

    sections = ALL_CORRECTIONS(root)
    items = (item for section in sections for item in section.iterfind("ol/li"))
    return tuple(correction(item) for item in items if len(item)) if sections else None


def read_visible_facts(root: Element) -> VisibleFacts | None:
    """Return what a post shows; None for a page without a byline."""
    if not BYLINE(root):
        return None

    footers = [e for e in root.iter("footer") if e.get("class") == "article-footer"]
    footer = footers[0] if footers else etree.Element("footer")

    def links(elements: list[Element]) -> Pairs:
        return tuple((text_of(element), element.get("href", "")) for element in elements)

    def datetime_of(finder: Finder) -> str:
        return "".join(element.get("datetime", "") for element in finder(root))

    corrections = [(item.find("time"), item) for item in CORRECTIONS(footer)]
    return VisibleFacts(
        authors=links(AUTHORS(root)),
        section="".join(map(text_of, SECTION(root))),
        published=datetime_of(PUBLISHED),
        updated=datetime_of(UPDATED) or datetime_of(PUBLISHED),
        dates=tuple(
            (element.get("datetime", ""), text_of(element))
            for element in (*PUBLISHED(root), *UPDATED(root))
        ),
        tags=tuple(name for name, _ in links([*TAGS(footer), *ENTITY_TAGS(footer)])),
        sources=links(SOURCES(footer)),
        corrections=tuple(
            (time.get("datetime", ""), text_of(item).removeprefix(text_of(time)).strip())
            for time, item in corrections
            if time is not None
        ),
        entities=tuple(
            (text_of(element), "".join(link.get("href", "") for link in element.iter("a")))
            for element in ENTITIES(footer)
        ),
        lead_image="".join(element.get("src", "") for element in LEAD_IMAGE(root)),
        has_footer_in_body=bool(footers) and footers[0].getparent().tag != "article",
    )
