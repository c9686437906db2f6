"""The table of contents of a body: a list of links to its headings, closed until it is opened.

It is where the writer has put `[TOC]`, alone in a paragraph, or above a body of many headings. The
marks of other programs mean the same: `[[toc]]`, `[[_TOC_]]`, and a list item with `{:toc}`.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape, unescape
from typing import NamedTuple
from xml.etree.ElementTree import Element as MarkdownElement

from markdown import Markdown

from newsroom.html.elements import HEADINGS
from newsroom.html.tree import Element, Text, elements, inner_html, is_html, parse_html
from newsroom.locale.words import Words
from newsroom.text.xml_text import NOT_XML

MARK = re.compile(r"\[TOC\]|\[\[TOC\]\]", re.IGNORECASE)
MARKER = "data-toc"  # the attribute of what stands for the table until the headings are known
LABEL = "data-toc-label"  # another name of a heading in the table
APART = "blockquote, figure, table"  # what has headings that are none of the text
DEPTH = 2  # levels of headings that are listed
# Elements within a heading that are kept in its link; of the others the text is.
INLINE = frozenset(
    (
        "abbr b bdi bdo cite code del em i ins kbd mark q rp rt ruby s samp small strong sub sup u "
        "var"
    ).split()
)
ATTRIBUTES = frozenset(["dir", "lang", "title"])
NOT_A_NAME = "audio, canvas, input, object, script, select, style, svg, template, textarea, video"


class Heading(NamedTuple):
    """A heading: its level, from 1, its id, and its words as HTML without links."""

    level: int
    anchor: str
    html: str


def mark_toc(root: MarkdownElement) -> None:
    """Put an element with the attribute `MARKER` where a table of contents is asked for."""
    for element in root.iter():
        if is_mark(element):
            tail = element.tail
            element.clear()
            element.tag, element.tail = "div", tail
            element.set(MARKER, "")


def is_mark(element: MarkdownElement) -> bool:
    """Return whether an element of a text is the mark for a table of contents."""
    if element.tag == "p":
        is_plain = all(child.tag == "em" for child in element)
        return is_plain and MARK.fullmatch("".join(element.itertext()).strip()) is not None
    # Kramdown remarkers the item, whatever its text is.
    return element.tag in ("ul", "ol") and len(element) == 1 and "toc" in element[0].attrib


def insert_toc(tree: Element, labels: Mapping[str, str], words: Words) -> bool:
    """Put the table of contents where it is asked for, once, in place.

    Return whether it was asked for. `labels` are names of headings by id.
    """
    markers = tree.select(f"[{MARKER}]")
    headings = listed_headings(tree, labels) if markers else []
    for marker in markers[1:] if headings else markers:
        marker.decompose()
    if headings:
        markers[0].replace_with(*parse_html(render_toc(headings, words)).children)
    return bool(markers)


def toc_above(
    tree: Element, minimum: int, labels: Mapping[str, str], words: Words, lang: str = ""
) -> str:
    """Return the table of contents of a body with `minimum` headings of the highest level or more.

    "" for one with fewer. Headings in another language than the words, `lang`, are marked.
    """
    headings = listed_headings(tree, labels)
    top = min((heading.level for heading in headings), default=0)
    is_long = sum(heading.level == top for heading in headings) >= minimum
    return NOT_XML.sub("", render_toc(headings, words, lang)) if is_long else ""


def listed_headings(tree: Element, labels: Mapping[str, str]) -> list[Heading]:
    """Return the headings of the text that have an id and words, those of the highest levels."""
    elements = ((e.attr("id") or "", e) for e in tree.find_all([*HEADINGS]))
    texts = [(anchor, e) for anchor, e in elements if anchor and e.closest(APART) is None]
    top = min((level(element) for _, element in texts), default=0)
    headings = (
        Heading(level(e), anchor, heading_html(e, labels.get(anchor, "")))
        for anchor, e in texts
        if level(e) < top + DEPTH
    )
    return [heading for heading in headings if heading.html]


def level(heading: Element) -> int:
    """Return the level of a heading, from 1."""
    return int(heading.tag[1])


def heading_html(heading: Element, label: str = "") -> str:
    """Return the words of a heading, or its `label`, as HTML that can be in a link.

    It has no links, notes or ids.
    """
    if label:
        return escape(unescape(label), quote=False)
    html = inner_html(heading).strip()
    if "<" not in html:
        return html
    tree = parse_html(html)
    for note in tree.select(".footnote-ref"):
        above = note.parent
        (above if isinstance(above, Element) and above.tag == "sup" else note).decompose()
    tree.remove(NOT_A_NAME)
    for element in list(elements(tree)):
        if element.tag == "img":
            element.replace_with(Text(element.attr("alt") or ""))
        elif not is_html(element):
            keep_attributes(element, {*element.attrs} - {"id", "style", "href", "xlink:href"})
        elif element.tag in INLINE:
            keep_attributes(element, ATTRIBUTES)
        else:
            element.unwrap()
    return inner_html(tree).strip()


def keep_attributes(element: Element, names: Iterable[str]) -> None:
    """Remove the attributes of an element that have none of these names."""
    for name in {*element.attrs} - {*names}:
        del element.attrs[name]


def render_toc(headings: Sequence[Heading], words: Words, lang: str = "") -> str:
    """Return the HTML of a table of contents, of headings in the language `lang`."""
    mark = words.marks[lang] if lang else ""
    items, title = "".join(render_items(headings)), escape(words.text("contents"))
    return (
        f'<nav class="toc" aria-label="{title}"><details><summary>{title}</summary>'
        f"<ul{mark}>{items}</ul></details></nav>"
    )


def render_items(headings: Sequence[Heading]) -> Iterator[str]:
    """Yield the list items of headings of two levels; the lower ones are in lists of their own."""
    top = min(heading.level for heading in headings)
    is_open = is_nested = False
    for heading in headings:
        link = f'<a href="#{escape(heading.anchor)}">{heading.html}</a>'
        if heading.level > top and is_open:
            yield f"<li>{link}</li>" if is_nested else f"<ul><li>{link}</li>"
            is_nested = True
            continue
        yield "</ul>" if is_nested else ""
        yield "</li>" if is_open else ""
        yield f"<li>{link}"
        is_open, is_nested = heading.level == top, False
        yield "" if is_open else "</li>"
    yield "</ul>" if is_nested else ""
    yield "</li>" if is_open else ""


def toc_labels(markdown: Markdown, text: str) -> dict[str, str]:
    """Return the names that headings of the text converted last have in the table, by id."""
    labels: dict[str, str] = {}
    tokens = [*getattr(markdown, "toc_tokens", ())] if LABEL in text else []
    while tokens:
        token = tokens.pop()
        tokens += token["children"]
        if token["data-toc-label"]:
            labels[token["id"]] = token["data-toc-label"]
    return labels
