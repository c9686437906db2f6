"""What in the HTML of a body could run in a browser, or would change the page around it."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from lxml.html import HtmlElement

from plugins.support.elements import DEEPEST, is_too_deep

# Elements that run code, load other documents, or change what the rest of the page means.
ACTIVE = frozenset(
    (
        "animate animatemotion animatetransform applet base embed frame frameset iframe link meta "
        "object script set style"
    ).split()
)
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


class Active(NamedTuple):
    """Something that could run in a browser: what to look for in the source, and a sentence."""

    mark: str
    sentence: str


TOO_DEEP = Active("", f"elements stand {DEEPEST} deep in one another, where nothing is checked")


def active(
    html: str,
    root: HtmlElement,
    elements: Sequence[HtmlElement],
    addresses: Iterable[tuple[HtmlElement, list[tuple[str, str]]]],
) -> Iterator[Active]:
    """All of it in a body, from its HTML, its elements and the (name, address) pairs of each."""
    for tag in PAGE_TAGS.findall(html):
        yield Active(f"<{tag.lower()}", f"<{tag.lower()}> is active content")
    yield from stray_closers(html)
    if len(elements) > DEEPEST and is_too_deep(root):
        yield TOO_DEEP
    for element in elements:
        yield from _element(element)
    for element, found in addresses:
        yield from _attributes(element, found)


def stray_closers(html: str) -> Iterator[Active]:
    """End tags without a start tag: they would close the parts of the page around the text."""
    open_tags: Counter[str] = Counter()
    for closing, name in BLOCK_TAGS.findall(html):
        tag = name.lower()
        open_tags[tag] += -1 if closing else 1
        if open_tags[tag] < 0:
            open_tags[tag] = 0
            yield Active(f"</{tag}", f"</{tag}> closes what the text did not open")


def _element(element: HtmlElement) -> Iterator[Active]:
    mark = f"<{element.tag}"
    if element.tag in ACTIVE:
        yield Active(mark, f"<{element.tag}> is active content")
    if element.tag in TEXT_ONLY and "<" in (element.text or ""):
        yield Active(
            mark, f"<{element.tag}> holds tags, which browsers may take for active content"
        )


def _attributes(element: HtmlElement, addresses: Iterable[tuple[str, str]]) -> Iterator[Active]:
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
