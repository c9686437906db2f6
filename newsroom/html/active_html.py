"""What in the HTML of a body could run in a browser, load a document, or change the page around it.

What is judged is the tree that browsers build of the HTML as it is published.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from newsroom.html.link_attributes import attribute_urls
from newsroom.html.tree import Element, attributes, elements

# Elements that run code, load documents, change what the rest of the page means, or are of use to
# scripts only; and those whose content is text to some readers of HTML and markup to others.
ACTIVE = frozenset(
    (
        "animate animatemotion animatetransform applet base embed frame frameset iframe link meta "
        "noembed noframes noscript object plaintext portal script set slot style template xmp"
    ).split()
)
RUNNABLE = frozenset(["javascript", "vbscript", "data"])
SCHEME = re.compile(r"^[a-z][a-z0-9+.-]*(?=:)")
IMAGE_DATA = re.compile(r"^data:image/(avif|gif|jpeg|png|webp)[;,]")
IGNORED = re.compile(r"[\x00-\x20]+")  # what browsers leave out of a scheme, and around a URL


class Active(NamedTuple):
    """Something that could run in a browser: what to look for in the source, and a sentence."""

    mark: str
    sentence: str


def find_active(root: Element) -> Iterator[Active]:
    """Yield all of it in the tree of a body."""
    for element in elements(root):
        name = element.tag.lower()
        if name in ACTIVE:
            yield Active(f"<{name}", f"<{name}> is active content")
        if element.attrs:
            yield from _attributes(element)


def _attributes(element: Element) -> Iterator[Active]:
    tag, found = element.tag, attributes(element)
    for name in found:
        if name.lower().startswith("on"):
            yield Active(name, f"the attribute {name}= on <{tag}> runs a script")
    for _, url in attribute_urls(found):
        if scheme := runnable_scheme(tag, url):
            yield Active(f"{scheme}:", f"a {scheme}: URL on <{tag}> can run a script")


def runnable_scheme(tag: str, url: str) -> str:
    """Return the scheme of a URL that can run a script on an element of this name, else ""."""
    squeezed = IGNORED.sub("", url).lower()
    scheme = SCHEME.match(squeezed)
    image = tag == "img" and IMAGE_DATA.match(squeezed)
    return scheme[0] if scheme and scheme[0] in RUNNABLE and not image else ""


def remove_active(root: Element) -> None:
    """Remove all of it from a tree, and inline styles, in place."""
    root.remove(", ".join(sorted(ACTIVE)))
    for element in elements(root):
        values = attributes(element)
        names = {name for name, url in attribute_urls(values) if runnable_scheme(element.tag, url)}
        names |= {name for name in values if name == "style" or name.lower().startswith("on")}
        for name in names:
            del element.attrs[name]
