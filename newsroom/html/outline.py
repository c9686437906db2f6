"""What the HTML of a body contains: its headings, links, anchors and images, and its text."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from sys import intern

from newsroom.html.elements import HEADINGS, TABLE_PARTS
from newsroom.html.formula_text import show_formulas_as_text
from newsroom.html.link_attributes import attribute_urls
from newsroom.html.tree import (
    DescribedElement,
    Element,
    Text,
    described_elements,
    parse_html,
)

LOADING_ELEMENTS = frozenset(
    ["audio", "image", "feimage", "img", "input", "source", "track", "video", *TABLE_PARTS]
)
LOADING_ATTRIBUTES = frozenset(  # without a click
    ["background", "href", "poster", "src", "srcset", "xlink:href"]
)
NOT_PROSE = "pre, script, style, template, .anchor, .footnote-ref, .footnote-backref, nav.toc"


@dataclass(frozen=True)
class Outline:
    """The parts of a body that others need.

    `first_paragraph` and `headings` as text; `links` are the URLs as written; `anchors` the ids;
    `loads` the URLs that a browser fetches without a click; `images` pairs of URL and alt text,
    None where the attribute is missing.
    """

    first_paragraph: str = ""
    headings: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    anchors: frozenset[str] = frozenset()
    loads: tuple[str, ...] = ()
    images: tuple[tuple[str, str | None], ...] = ()


def read_outline(html: str) -> Outline:
    """Return the outline of the HTML of a body (a fragment, not a page)."""
    if not html.strip():
        return Outline()
    root = parse_html(html)
    return with_prose(read_references(described_elements(root)), root)[0]


def body_text(html: str) -> str:
    """Return the text of the HTML of a body without code blocks."""
    return with_prose(Outline(), parse_html(html))[1]


def read_references(every: Sequence[DescribedElement]) -> Outline:
    """Return the links, anchors, loads and images of all elements of a body."""
    # Documents share the strings of URLs, which bodies repeat.
    links = [
        (e.tag.lower(), [(name, intern(url)) for name, url in attribute_urls(values)])
        for e, values in every
        if values
    ]
    anchors = [v.get("id") or (e.tag == "a" and v.get("name")) for e, v in every]
    images = [values for element, values in every if element.tag == "img"]
    return Outline(
        links=tuple(url for _, pairs in links for _, url in pairs),
        anchors=frozenset(name for name in anchors if name),
        loads=tuple(
            url
            for tag, pairs in links
            if tag in LOADING_ELEMENTS
            for name, url in pairs
            if name in LOADING_ATTRIBUTES
        ),
        images=tuple((values.get("src", ""), values.get("alt")) for values in images),
    )


def with_prose(outline: Outline, root: Element) -> tuple[Outline, str]:
    """Return an outline with the headings of a tree, and the text; the tree keeps only prose."""
    keep_prose(root)
    top = (child for child in root.children if isinstance(child, Element))
    paragraphs = (collapsed_text(child) for child in top if child.tag == "p")
    first = next((text for text in paragraphs if text), "")
    headings = tuple(map(collapsed_text, root.find_all([*HEADINGS])))
    return replace(outline, first_paragraph=first, headings=headings), collapsed_text(root)


def keep_prose(root: Element) -> None:
    """Remove listings, contents, heading anchors and note marks; a `<br>` becomes a space.

    Formulas become text.
    """
    root.remove(NOT_PROSE)
    show_formulas_as_text(root)
    for line_break in root.find_all("br"):
        line_break.replace_with(Text(" "))


def collapsed_text(element: Element) -> str:
    """Return the text of an element with its whitespace collapsed."""
    return " ".join(element.text.split())
