"""What the HTML of a body holds: its text, links, anchors and whatever could run in a browser.

One parse a body, by lxml, whose tokenizer follows the HTML standard (libxml2 2.14 and later), so
that `<svg/onload=…>` is seen as a browser sees it.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from lxml.html import HtmlElement

from plugins.support.active import PAGE_TAGS, Active, active
from plugins.support.elements import parse_body

# Attributes that hold an address: the index of attributes in the HTML standard.
ADDRESSES = frozenset(
    ("action background cite data formaction href longdesc poster src srcset xlink:href").split()
)
LOADED = frozenset(["audio", "img", "input", "source", "track", "video"])
SKIPPED_TEXT = frozenset(["pre", "script", "style"])
SKIPPED_CLASSES = frozenset(["anchor", "footnote-ref", "footnote-backref"])
HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])


@dataclass(frozen=True)
class Outline:
    """What is in a body.

    `text` without code blocks, `first_paragraph`, `headings`; `links` are the addresses as
    written; `anchors` the ids; `loads` the addresses that a browser fetches by itself; `pictures`
    pairs of address and alt text (None when there is none); `unsafe` whatever is active content.
    """

    text: str = ""
    first_paragraph: str = ""
    headings: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    anchors: frozenset[str] = frozenset()
    loads: tuple[str, ...] = ()
    pictures: tuple[tuple[str, str | None], ...] = ()
    unsafe: tuple[Active, ...] = ()


def read_outline(html: str) -> Outline:
    """Read the HTML of a body (a fragment, not a page)."""
    if not html.strip():
        return Outline()
    root = parse_body(PAGE_TAGS.sub("<x-page", html))
    elements = [element for element in root.iter() if isinstance(element.tag, str)]
    addresses = [(e, list(_addresses(e))) for e in elements if e.attrib]
    paragraphs = (words(e) for e in root.iterchildren("p"))
    return Outline(
        text=words(root),
        first_paragraph=next((text for text in paragraphs if text), ""),
        headings=tuple(words(e) for e in elements if e.tag in HEADINGS),
        links=tuple(address for _, found in addresses for _, address in found),
        anchors=frozenset(
            str(e.get("id") or e.get("name"))
            for e, _ in addresses
            if e.get("id") or (e.tag == "a" and e.get("name"))
        ),
        loads=tuple(
            address
            for e, found in addresses
            if e.tag in LOADED
            for name, address in found
            if name in ("src", "srcset", "poster")
        ),
        pictures=tuple((e.get("src", ""), e.get("alt")) for e in elements if e.tag == "img"),
        unsafe=tuple(active(html, root, elements, addresses)),
    )


def words(element: HtmlElement) -> str:
    """The text of an element, blanks squeezed, without code blocks, anchor signs and note marks."""
    return _squeeze("".join(_texts(element)))


def _texts(root: HtmlElement) -> Iterator[str]:
    """Each piece of text in order. Without recursion, for a text may be nested deeply."""
    if _is_skipped(root):
        return
    yield root.text or ""
    inside = [(root, iter(root))]
    while inside:
        element, children = inside[-1]
        child = next(children, None)
        if child is not None and not _is_skipped(child):
            yield child.text or ""
            inside.append((child, iter(child)))
            continue
        if child is None:
            inside.pop()
            child = element
        if child is not root:
            yield f" {child.tail or ''}" if child.tag == "br" else child.tail or ""


def _is_skipped(element: HtmlElement) -> bool:
    if not isinstance(element.tag, str) or element.tag in SKIPPED_TEXT:
        return True
    return not SKIPPED_CLASSES.isdisjoint(element.get("class", "").split())


def _squeeze(text: str) -> str:
    return " ".join(text.split())


def _addresses(element: HtmlElement) -> Iterator[tuple[str, str]]:
    for name, value in element.attrib.items():
        if name == "srcset":
            yield from ((name, part.split()[0]) for part in value.split(",") if part.strip())
        elif name in ADDRESSES:
            yield name, value.strip()
