"""The HTML of a body as a tree: the only module that knows the parser.

turbohtml builds the tree that browsers build (HTML standard, section 13.2), of a fragment whose
context is a `div`, as the body of an article is. A tree is written by the standard's own algorithm,
with `<` and `>` escaped in attributes too.
"""

from collections.abc import Iterator

from turbohtml import (
    Document,
    Element,
    Namespace,
    Text,
    Token,
    TokenType,
    parse,
    parse_fragment,
    tokenize,
)

__all__ = ["Element", "Text", "Token", "TokenType", "tokenize"]

DescribedElement = tuple[Element, dict[str, str]]  # with its attributes by name
DEEPEST = 500  # elements inside one another; from 512 on, browsers build a flatter tree
ROUNDS = 5  # parsing and writing again; most HTML is stable after the first


class UnstableHtmlError(ValueError):
    """HTML that is read differently each time it has been written."""


def parse_html(html: str, *, locations: bool = False) -> Element:
    """Return the tree of a fragment; `locations` keeps where each tag is in `html`."""
    return parse_fragment(html, context="div", positions=locations, source_locations=locations)


def parse_page(html: str) -> Document:
    """Return the tree of a whole page, as a browser that runs scripts builds it."""
    return parse(html, positions=False, scripting=True)


def inner_html(element: Element) -> str:
    """Return what is inside an element as HTML, in which every element is closed."""
    return element.inner_html


def stable_html(tree: Element) -> str:
    """Return the HTML of a tree that a browser reads as a tree with the same HTML.

    Raises `UnstableHtmlError` as `stable_tree` does.
    """
    return stable_tree(tree)[1]


def stable_tree(tree: Element) -> tuple[Element, str]:
    """Return the tree that a browser builds of the HTML of a tree, and its HTML, which is the same.

    A few trees cannot be written as HTML, such as a form in a form: what browsers read then is
    written again. Raises `UnstableHtmlError` where that does not come to an end.
    """
    html = inner_html(tree)
    for _ in range(ROUNDS):
        tree = parse_html(html)
        again = inner_html(tree)
        if again == html:
            return tree, html
        html = again
    raise UnstableHtmlError


def escape_attribute(value: str) -> str:
    """Return the value of an attribute as `inner_html` writes it between quotation marks."""
    value = value.replace("&", "&amp;").replace("\xa0", "&nbsp;").replace('"', "&quot;")
    return value.replace("<", "&lt;").replace(">", "&gt;")


def elements(root: Element) -> Iterator[Element]:
    """Yield every element below `root` in document order, those inside `<template>` too."""
    return root.iter_elements()


def attributes(element: Element) -> dict[str, str]:
    """Return the attributes of an element by name."""
    return {name: element.attr(name) or "" for name in element.attrs}


def described_elements(root: Element) -> list[DescribedElement]:
    """Return every element below `root`, as `elements` does, with its attributes."""
    return [(e, attributes(e) if e.attrs else {}) for e in elements(root)]


def is_html(element: Element) -> bool:
    """Return whether an element is one of HTML, not of SVG or MathML."""
    return element.namespace is Namespace.HTML


def depth(root: Element) -> int:
    """Return how many elements deep a tree is."""
    deepest, level = 0, [root]
    while level := [child for e in level for child in e.children if isinstance(child, Element)]:
        deepest += 1
    return deepest
