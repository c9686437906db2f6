"""Active and deceptive content in the HTML of a body, in the tree that browsers build of it.

Active content runs in a browser, loads a document, or changes the page around it. Deceptive content
runs nothing: it covers the page, imitates it, or sends what readers write to another site.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from sys import intern
from typing import NamedTuple

from newsroom.html.link_attributes import attribute_urls
from newsroom.html.tree import DescribedElement, Element, TokenType, attributes, elements, tokenize
from newsroom.urls.urls import is_internal

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
JINJA = re.compile(r"\{[{%].*?[}%]\}", re.DOTALL)
# Attributes that act on the reader or the page without a click, and what they do.
ACTING = {
    "autofocus": "takes the keyboard focus, and scrolls the page",
    "hidden": "hides text from some readers only",
    "ping": "tells another site who follows the link",
    "popover": "can cover the page",
}

FRAMES = ("embed", "iframe")
SENDING = ("action", "formaction")  # what a form sends goes to the URL in these
DECEPTIVE = frozenset([*ACTING, *SENDING, "open"])


class UnsafeHtml(NamedTuple):
    """Active or deceptive content: the text to look for in the source, a code and a message.

    `url` is what a frame shows.
    """

    text: str
    code: str
    message: str
    url: str = ""


def find_active(every: Iterable[DescribedElement]) -> Iterator[UnsafeHtml]:
    """Yield the active content among all elements of a body."""
    for element, values in every:
        name = element.tag.lower()
        if name in ACTIVE:
            message, url = f"active element <{name}>", values.get("src", "") if values else ""
            url = url if name in FRAMES else ""
            yield UnsafeHtml(f"<{name}", "html/active-element", message, url)
        if values:
            yield from _active_attributes(element.tag, values)


def _active_attributes(tag: str, values: Mapping[str, str]) -> Iterator[UnsafeHtml]:
    for name in values:
        if name.lower().startswith("on"):
            yield UnsafeHtml(name, "html/event-handler", f"event handler {name}= on <{tag}>")
    for _, url in attribute_urls(values):
        if scheme := runnable_scheme(tag, url):
            yield UnsafeHtml(f"{scheme}:", "html/script-url", f"{scheme}: URL on <{tag}>")


def runnable_scheme(tag: str, url: str) -> str:
    """Return the scheme of a URL that can run a script on an element of this name, else ""."""
    squeezed = IGNORED.sub("", url).lower()
    scheme = SCHEME.match(squeezed)
    image = tag == "img" and IMAGE_DATA.match(squeezed)
    return scheme[0] if scheme and scheme[0] in RUNNABLE and not image else ""


def remove_active(root: Element) -> None:
    """Remove the active content and the inline styles of a tree, in place."""
    root.remove(", ".join(sorted(ACTIVE)))
    for element in elements(root):
        values = attributes(element)
        names = {name for name, url in attribute_urls(values) if runnable_scheme(element.tag, url)}
        names |= {name for name in values if name == "style" or name.lower().startswith("on")}
        for name in names:
            del element.attrs[name]


def template_classes(template: str) -> set[str]:
    """Return the class names that a template contains; those it computes are left out."""
    tags = (t for t in tokenize(JINJA.sub(" ", template)) if t.type is TokenType.START_TAG)
    values = (value or "" for tag in tags for name, value in tag.attrs or () if name == "class")
    return {name for value in values for name in value.split()}


def find_deceptive(every: Iterable[DescribedElement]) -> Iterator[UnsafeHtml]:
    """Yield the deceptive content among all elements of a body, whatever their classes are."""
    for element, values in every:
        if not DECEPTIVE.isdisjoint(values):
            yield from _deceptive_attributes(element.tag, values)


def _deceptive_attributes(name: str, values: Mapping[str, str]) -> Iterator[UnsafeHtml]:
    tag = f"<{name}>"
    for attribute in SENDING:
        url = values.get(attribute, "")
        if url and not is_internal(url):
            message = f"{tag} sends what readers write to another site, {url}"
            yield UnsafeHtml(url, "html/external-form", message)
    if name == "dialog" and "open" in values:
        message = f"attribute open on {tag} covers the page"
        yield UnsafeHtml("<dialog", "html/deceptive-attribute", message)
    for attribute in (attribute for attribute in ACTING if attribute in values):
        message = f"attribute {attribute} on {tag} {ACTING[attribute]}"
        yield UnsafeHtml(attribute, "html/deceptive-attribute", message)


def class_names(every: Iterable[DescribedElement]) -> dict[tuple[str, str], None]:
    """Return each pair of a class name and a tag of the elements of a body once, in order."""
    return {
        (intern(name), intern(element.tag)): None
        for element, values in every
        if "class" in values
        for name in values["class"].split()
    }


def find_imitations(
    classes: Iterable[tuple[str, str]], page_classes: Collection[str]
) -> Iterator[UnsafeHtml]:
    """Yield the `classes` of a body that are among those of the page around it."""
    for name, tag in classes:
        if name in page_classes:
            message = f'class "{name}" on <{tag}> is one of the page around it and can imitate it'
            yield UnsafeHtml(name, "html/page-class", message)
