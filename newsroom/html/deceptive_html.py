"""HTML that runs nothing and yet deceives: it covers the page, imitates it, or sends words away."""

import re
from collections.abc import Collection, Iterator

from newsroom.html.tree import Element, attributes, elements
from newsroom.urls.urls import is_internal

CLASSES = re.compile(r"""class\s*=\s*(?:"([^"]*)"|'([^']*)')""")
NAME = re.compile(r"[A-Za-z][\w-]*")
JINJA = re.compile(r"\{[{%].*?[}%]\}", re.DOTALL)
# Attributes that act on the reader or the page by themselves, and what they do.
ACTING = {
    "autofocus": "takes the keyboard, and scrolls the page",
    "hidden": "hides text from readers that others still read",
    "ping": "tells another site who follows the link",
    "popover": "can cover the page",
}


def template_classes(template: str) -> set[str]:
    """Return the class names that a template writes itself; those it computes are left out."""
    values = (one or other for one, other in CLASSES.findall(JINJA.sub(" ", template)))
    return {name for value in values for name in NAME.findall(value)}


def find_deceptive(root: Element, page_classes: Collection[str]) -> Iterator[tuple[str, str]]:
    """Yield (what to look for in the source, message) for each such thing in the tree of a body.

    `page_classes` are the class names of the page around it.
    """
    for element in elements(root):
        values = attributes(element)
        tag = f"<{element.tag}>"
        for name in ("action", "formaction"):
            url = values.get(name, "")
            if url and not is_internal(url):
                yield url, f"{tag} sends what readers write to another site, {url}"
        if element.tag == "dialog" and "open" in values:
            yield "<dialog", f"{tag} is open and covers the page"
        for name in ACTING.keys() & values.keys():
            yield name, f"the attribute {name} on {tag} {ACTING[name]}"
        for name in values.get("class", "").split():
            if name in page_classes:
                yield name, f'{tag} has the class "{name}" of the page around it and can imitate it'
