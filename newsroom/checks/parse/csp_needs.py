"""Reads what a page needs its Content-Security-Policy to allow: files, scripts, styles, forms."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from lxml import etree

from newsroom.checks.parse.xml import Element, flat
from newsroom.html.csp import (
    DIRECTIVES,
    INLINE_DIRECTIVES,
    csp_source,
    inline_sources,
    loaded_sources,
)

Need = tuple[str, str]  # a directive and a source
Needs = Mapping[Need, str]  # what first needs it, in words

LOADING = sorted({tag for tag, _ in DIRECTIVES} - {"link"} | {"source"})
LINKED = {  # `canonical` and the like are fetched by nobody
    "stylesheet": "style-src",
    "icon": "img-src",
    "manifest": "manifest-src",
    "modulepreload": "script-src",
}
PRELOADED = {"font": "font-src", "image": "img-src", "script": "script-src", "style": "style-src"}
RUN = frozenset(["", "module", "importmap", "speculationrules"])  # other types hold data
LONGEST = 60  # characters of a script in a sentence
HANDLERS = etree.XPath("//*[@style or @*[starts-with(name(), 'on')]]")


def read_needs(root: Element, by_name: Mapping[str, Sequence[Element]]) -> Needs:
    """What a page needs, from its elements, which are there by their names as well."""
    found: dict[Need, str] = {}
    for tag, need in needed(root, by_name):
        if need not in found:
            found[need] = described(tag, need)
    return found


def needed(
    root: Element, by_name: Mapping[str, Sequence[Element]]
) -> Iterator[tuple[Element, Need]]:
    """Each element that needs something, with what that is."""
    scripts = [tag for tag in by_name.get("script", ()) if is_run(tag)]
    for name in LOADING:
        for tag in scripts if name == "script" else by_name.get(name, ()):
            yield from ((tag, need) for need in loaded(tag))
    for tag in by_name.get("link", ()):
        yield from ((tag, need) for need in fetched(tag))
    inline = [tag for tag in scripts if not tag.get("src")]
    handlers: Any = HANDLERS(root)
    for tag in (*inline, *by_name.get("style", ()), *handlers):
        yield from ((tag, need) for need in inline_sources(tag.tag, tag.text or "", tag.attrib))


def loaded(tag: Element) -> Iterator[Need]:
    """What an element has a browser load."""
    parent = tag.getparent()
    return loaded_sources(tag.tag, "" if parent is None else parent.tag, tag.attrib)


def is_run(script: Element) -> bool:
    """Whether a `<script>` is one, and not a block of data."""
    kind = script.get("type", "").strip().lower()
    return kind in RUN or "javascript" in kind or "ecmascript" in kind


def fetched(link: Element) -> Iterator[Need]:
    """What a `<link>` has a browser fetch."""
    for word in link.get("rel", "").lower().split():
        directive = PRELOADED.get(link.get("as", "")) if word == "preload" else LINKED.get(word)
        if directive and (source := csp_source(link.get("href", "").strip())):
            yield directive, source


def described(tag: Element, need: Need) -> str:
    """An element in a sentence, with what it runs."""
    if need[1].startswith(("'sha", "'unsafe")):
        inline = flat(tag.text or "") if tag.tag in INLINE_DIRECTIVES else ""
        named = (f'{k}="{v}"' for k, v in tag.items() if k == "style" or k.startswith("on"))
        words = inline or " ".join(named)
        return f"<{tag.tag}> with {words[:LONGEST]}{'…' if len(words) > LONGEST else ''}"
    return f"<{tag.tag}>"
