"""What the HTML of a body holds: its text, links, anchors and whatever could run in a browser.

One parse a body, by lxml, whose tokenizer follows the HTML standard (libxml2 2.14 and later), so
that `<svg/onload=…>` is seen as a browser sees it.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from lxml.html import HtmlElement

from plugins.support.elements import DEEPEST, is_too_deep, parse_body

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
# Tags that a parser takes for the page's own or ends the page with, wherever they stand.
PAGE_TAGS = re.compile(
    r"<\s*(!doctype|html|head|body|noembed|noframes|noscript|plaintext|xmp)(?![\w-])", re.IGNORECASE
)
BLOCK_TAGS = re.compile(
    r"<(/?)(article|aside|div|footer|header|main|nav|section)(?![\w-])", re.IGNORECASE
)
# Their content is text in HTML and markup inside <svg> and <math>.
TEXT_ONLY = frozenset(["textarea", "title"])
RUNNABLE = frozenset(["javascript", "vbscript", "data"])
SCHEME = re.compile(r"^[a-z][a-z0-9+.-]*(?=:)")
PICTURE_DATA = re.compile(r"^data:image/(avif|gif|jpeg|png|webp)[;,]")
BLANKS = re.compile(r"[\x00-\x20]+")
SKIPPED_TEXT = frozenset(["pre", "script", "style"])
SKIPPED_CLASSES = frozenset(["anchor", "footnote-ref", "footnote-backref"])
HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])


class Active(NamedTuple):
    """Something that could run in a browser: what to look for in the source, and a sentence."""

    mark: str
    sentence: str


TOO_DEEP = Active("", f"elements stand {DEEPEST} deep in one another, where nothing is checked")


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
    pages = PAGE_TAGS.findall(html)
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
        unsafe=(
            *(Active(f"<{tag.lower()}", f"<{tag.lower()}> is active content") for tag in pages),
            *stray_closers(html),
            *([TOO_DEEP] if len(elements) > DEEPEST and is_too_deep(root) else ()),
            *(active for e in elements for active in _active_element(e)),
            *(active for e, found in addresses for active in _active_attributes(e, found)),
        ),
    )


def stray_closers(html: str) -> Iterator[Active]:
    """End tags without a start tag: they would close the parts of the page around the text."""
    open_tags: Counter[str] = Counter()
    for closing, name in BLOCK_TAGS.findall(html):
        tag = name.lower()
        open_tags[tag] += -1 if closing else 1
        if open_tags[tag] < 0:
            open_tags[tag] = 0
            yield Active(f"</{tag}", f"</{tag}> closes what the text did not open")


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


def _active_element(element: HtmlElement) -> Iterator[Active]:
    mark = f"<{element.tag}"
    if element.tag in ACTIVE:
        yield Active(mark, f"<{element.tag}> is active content")
    if element.tag in TEXT_ONLY and "<" in (element.text or ""):
        yield Active(
            mark, f"<{element.tag}> holds tags, which browsers may take for active content"
        )


def _active_attributes(
    element: HtmlElement, addresses: Iterable[tuple[str, str]]
) -> Iterator[Active]:
    for name in element.attrib:
        if name.lower().startswith("on"):
            yield Active(name, f"the attribute {name}= on <{element.tag}> runs a script")
    for _, address in addresses:
        squeezed = BLANKS.sub("", address).lower()
        scheme = SCHEME.match(squeezed)
        picture = element.tag == "img" and PICTURE_DATA.match(squeezed)
        if scheme and scheme[0] in RUNNABLE and not picture:
            sentence = f"a {scheme[0]}: address on <{element.tag}> can run a script"
            yield Active(f"{scheme[0]}:", sentence)
