"""Active content in what writers wrote: bodies and bios of pages, and the entries of all feeds.

It is judged as browsers read it, in the HTML that is published. A body whose file ACTIVE_HTML
allows has the attribute `data-active-html` on the element around it; no feed has any at all.
"""

import json
from collections.abc import Iterator
from typing import Any

from newsroom.checks.finding import Finding, error
from newsroom.checks.parse.feed import ATOM
from newsroom.checks.site import BuiltSite
from newsroom.html.tree import Element, parse_html, parse_page
from newsroom.html.unsafe_html import find_active

WRITTEN = ".article-body, .bio"
ALLOWED = "data-active-html"


def find(site: BuiltSite) -> Iterator[Finding]:
    """Yield an error for each piece of active content, pages first."""
    for path in sorted(site.pages):
        html = (site.folder / path).read_text(encoding="utf-8", errors="replace")
        for element in parse_page(html).select(WRITTEN):
            if ALLOWED not in element.attrs:
                yield from judged(path, element, f'class="{element.attr("class")}"')
    for path, entry, html in entries(site):
        yield from judged(path, parse_html(html), f"the entry {entry}")


def judged(path: str, tree: Element, where: str) -> Iterator[Finding]:
    """Yield an error for each piece of active content in a tree."""
    for content in find_active(tree):
        yield error(path, f"{content.message}, in {where}")


def entries(site: BuiltSite) -> Iterator[tuple[str, str, str]]:
    """Yield (path, id, HTML) of each entry of each feed that can be read."""
    for path, root in site.roots(f"{ATOM}feed"):
        for entry in root.iterfind(f"{ATOM}entry"):
            html = entry.findtext(f"{ATOM}content") or ""
            yield path, entry.findtext(f"{ATOM}id") or "", html
    for path in sorted(site.feeds):
        if path.endswith(".json") and not isinstance(site.feeds[path], Finding):
            feed: Any = json.loads((site.folder / path).read_bytes())
            for item in feed.get("items", []):
                yield path, str(item.get("id", "")), str(item.get("content_html", ""))
