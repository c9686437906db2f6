"""What the HTML of a body holds: its text, links, anchors and whatever could run in a browser.

One parse a body, by lxml, whose tokenizer follows the HTML standard (libxml2 2.14 and later), so
that `<svg/onload=…>` is seen as a browser sees it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

import lxml.html
from lxml.html import HtmlElement

# Attributes that hold an address: the index of attributes in the HTML standard.
ADDRESSES = frozenset(
    ("action background cite data formaction href longdesc poster src srcset xlink:href").split()
)
# Elements that run code, load other documents, or change what the rest of the page means.
ACTIVE = frozenset(
    (
        "animate animatemotion animatetransform applet base embed frame frameset iframe link meta "
        "object script set style"
    ).split()
)
LOADED = frozenset(["audio", "img", "input", "source", "track", "video"])
RUNNABLE = re.compile(r"^(javascript|vbscript|data)$")
PICTURE_DATA = re.compile(r"^data:image/(avif|gif|jpeg|png|webp)[;,]")
BLANKS = re.compile(r"[\x00-\x20]+")
SKIPPED_TEXT = frozenset(["pre", "script", "style"])
SKIPPED_CLASSES = frozenset(["anchor", "footnote-ref", "footnote-backref"])
HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])


@dataclass(frozen=True)
class Outline:
    """What is in a body.

    `text` without code blocks, `first_paragraph`, `headings`; `links` are the addresses as
    written; `anchors` the ids; `loads` the addresses that a browser fetches by itself; `pictures`
    pairs of address and alt text (None when there is none); `unsafe` sentences on active content.
    """

    text: str = ""
    first_paragraph: str = ""
    headings: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    anchors: frozenset[str] = frozenset()
    loads: tuple[str, ...] = ()
    pictures: tuple[tuple[str, str | None], ...] = ()
    unsafe: tuple[str, ...] = ()


def read_outline(html: str) -> Outline:
    """Read the HTML of a body (a fragment, not a page)."""
    if not html.strip():
        return Outline()
    root = lxml.html.fragment_fromstring(html, create_parent="div")
    elements = [element for element in root.iter() if isinstance(element.tag, str)]
    paragraphs = (words(e) for e in root.iterchildren("p"))
    return Outline(
        text=words(root),
        first_paragraph=next((text for text in paragraphs if text), ""),
        headings=tuple(words(e) for e in elements if e.tag in HEADINGS),
        links=tuple(address for e in elements for _, address in _addresses(e)),
        anchors=frozenset(
            str(e.get("id") or e.get("name")) for e in elements if e.get("id") or e.get("name")
        ),
        loads=tuple(
            address
            for e in elements
            if e.tag in LOADED
            for name, address in _addresses(e)
            if name in ("src", "srcset", "poster")
        ),
        pictures=tuple((e.get("src", ""), e.get("alt")) for e in elements if e.tag == "img"),
        unsafe=tuple(sentence for e in elements for sentence in _unsafe(e)),
    )


def words(element: HtmlElement) -> str:
    """The text of an element, blanks squeezed, without code blocks, anchor signs and note marks."""
    return _squeeze("".join(_texts(element)))


def _texts(element: HtmlElement) -> Iterator[str]:
    classes = element.get("class", "").split()
    if element.tag in SKIPPED_TEXT or not SKIPPED_CLASSES.isdisjoint(classes):
        return
    yield element.text or ""
    for child in element:
        if isinstance(child.tag, str):
            yield from _texts(child)
        yield child.tail or ""


def _squeeze(text: str) -> str:
    return " ".join(text.split())


def _addresses(element: HtmlElement) -> Iterator[tuple[str, str]]:
    for name, value in element.attrib.items():
        if name == "srcset":
            yield from ((name, part.split()[0]) for part in value.split(",") if part.strip())
        elif name in ADDRESSES:
            yield name, value.strip()


def _unsafe(element: HtmlElement) -> Iterator[str]:
    if element.tag in ACTIVE:
        yield f"<{element.tag}> is active content"
    for name in element.attrib:
        if name.lower().startswith("on"):
            yield f"the attribute {name}= on <{element.tag}> runs a script"
    for _, address in _addresses(element):
        squeezed = BLANKS.sub("", address).lower()
        picture = element.tag == "img" and PICTURE_DATA.match(squeezed)
        if RUNNABLE.match(_scheme(squeezed)) and not picture:
            yield f"a {_scheme(squeezed)}: address on <{element.tag}> can run a script"


def _scheme(address: str) -> str:
    """The scheme of an address, "" for a relative or unreadable one."""
    try:
        return urlsplit(address).scheme
    except ValueError:
        return ""
