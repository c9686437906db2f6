"""Active content in what writers wrote: bodies and bios of pages, and the entries of all feeds.

It is judged as browsers read it, in the HTML that is published. A body whose file ACTIVE_HTML
allows has the attribute `data-active-html` on the element around it; no feed has any at all.
"""

import json
from collections.abc import Iterator
from typing import Any

from newsroom.checks.parse.feed import ATOM
from newsroom.checks.site import BuiltSite
from newsroom.diagnostics.diagnostic import Diagnostic
from newsroom.html.tree import Element, described_elements, parse_html, parse_page
from newsroom.html.unsafe_html import find_active

BODIES = ".article-body, .bio"
ALLOWED = "data-active-html"
ADVICE = "remove it from the source"


def check(site: BuiltSite) -> Iterator[Diagnostic]:
    """Yield an error for each piece of active content, pages first."""
    for path in sorted(site.pages):
        for element in parse_page(site.read_text(path)).select(BODIES):
            if ALLOWED not in element.attrs:
                yield from check_tree(path, element, f'class="{element.attr("class")}"')
    for path, entry, html in entry_contents(site):
        yield from check_tree(path, parse_html(html), f"the entry {entry}")


def check_tree(path: str, tree: Element, part: str) -> Iterator[Diagnostic]:
    """Yield an error for each piece of active content in a tree, a `part` of a file."""
    for content in find_active(described_elements(tree)):
        yield Diagnostic(path, 0, content.code, f"{content.message} in {part}", ADVICE)


def entry_contents(site: BuiltSite) -> Iterator[tuple[str, str, str]]:
    """Yield (path, id, HTML) of each entry of each feed that can be read."""
    for path, root in site.roots(f"{ATOM}feed"):
        for entry in root.iterfind(f"{ATOM}entry"):
            html = entry.findtext(f"{ATOM}content") or ""
            yield path, entry.findtext(f"{ATOM}id") or "", html
    for path in sorted(site.feeds):
        if path.endswith(".json") and not isinstance(site.feeds[path], Diagnostic):
            feed: Any = json.loads((site.folder / path).read_bytes())
            for item in feed.get("items", []):
                yield path, str(item.get("id", "")), str(item.get("content_html", ""))
