"""Reads what a page needs its Content-Security-Policy to allow: files, scripts, styles, forms."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from lxml import etree

from newsroom.checks.parse.xml import Element, collapse_whitespace
from newsroom.html.csp import (
    DIRECTIVES,
    INLINE_DIRECTIVES,
    csp_source,
    inline_sources,
    loaded_sources,
)

Need = tuple[str, str]  # a directive and a source
Needs = Mapping[Need, str]  # a description of the first element that needs it
ByName = Mapping[str, Sequence[Element]]

LOADING = sorted({tag for tag, _ in DIRECTIVES} - {"link"} | {"source"})
LINKED = {  # no browser loads `canonical` and the like
    "stylesheet": "style-src",
    "icon": "img-src",
    "manifest": "manifest-src",
    "modulepreload": "script-src",
}
PRELOADED = {"font": "font-src", "image": "img-src", "script": "script-src", "style": "style-src"}
SCRIPT_TYPES = frozenset(["", "module", "importmap", "speculationrules"])  # others hold data
MAX_QUOTED = 60  # characters of a script in a message
HANDLERS = etree.XPath("//*[@style or @*[starts-with(name(), 'on')]]")


def read_needs(root: Element, by_name: ByName) -> Needs:
    """Return what a page needs; `by_name` are its elements by their names."""
    needs: dict[Need, str] = {}
    for element, need in element_needs(root, by_name):
        if need not in needs:
            needs[need] = describe_element(element, need)
    return needs


def element_needs(root: Element, by_name: ByName) -> Iterator[tuple[Element, Need]]:
    """Yield each element that needs something, with what that is."""
    scripts = [element for element in by_name.get("script", ()) if is_script(element)]
    for name in LOADING:
        for element in scripts if name == "script" else by_name.get(name, ()):
            yield from ((element, need) for need in loading_needs(element))
    for element in by_name.get("link", ()):
        yield from ((element, need) for need in link_needs(element))
    inline = [element for element in scripts if not element.get("src")]
    handlers: Any = HANDLERS(root)
    for element in (*inline, *by_name.get("style", ()), *handlers):
        needs = inline_sources(element.tag, element.text or "", element.attrib)
        yield from ((element, need) for need in needs)


def loading_needs(element: Element) -> Iterator[Need]:
    """Return what an element makes a browser load."""
    parent = element.getparent()
    return loaded_sources(element.tag, "" if parent is None else parent.tag, element.attrib)


def is_script(element: Element) -> bool:
    """Return whether a `<script>` runs; others are blocks of data."""
    script_type = element.get("type", "").strip().lower()
    is_javascript = "javascript" in script_type or "ecmascript" in script_type
    return script_type in SCRIPT_TYPES or is_javascript


def link_needs(link: Element) -> Iterator[Need]:
    """Yield what a `<link>` makes a browser load."""
    for rel in link.get("rel", "").lower().split():
        directive = PRELOADED.get(link.get("as", "")) if rel == "preload" else LINKED.get(rel)
        if directive and (source := csp_source(link.get("href", "").strip())):
            yield directive, source


def describe_element(element: Element, need: Need) -> str:
    """Return the name of an element, with what it runs."""
    if need[1].startswith(("'sha", "'unsafe")):
        inline = collapse_whitespace(element.text or "") if element.tag in INLINE_DIRECTIVES else ""
        attributes = (
            f'{key}="{value}"'
            for key, value in element.items()
            if key == "style" or key.startswith("on")
        )
        code = inline or " ".join(attributes)
        return f"<{element.tag}> with {code[:MAX_QUOTED]}{'…' if len(code) > MAX_QUOTED else ''}"
    return f"<{element.tag}>"
