"""Active content in what writers wrote: bodies and bios of pages, and the entries of all feeds.

It is judged as browsers read it, in the HTML that is published. A body whose file ACTIVE_HTML
allows has the attribute `data-active-html` on the element around it; no feed has any at all.
"""

from collections.abc import Iterable, Iterator

from newsroom.checks.parse.page import PageReading
from newsroom.diagnostics.diagnostic import Diagnostic
from newsroom.html.tree import Element, described_elements, parse_html, parse_page
from newsroom.html.unsafe_html import find_active

BODIES = ".article-body, .bio"
ALLOWED = "data-active-html"
ADVICE = "remove it from the source"


def check_page(reading: PageReading) -> Iterator[Diagnostic]:
    """Yield an error for each piece of active content that a writer wrote into a page."""
    path, html = reading.page.path, reading.html.decode(errors="replace")
    for element in parse_page(html).select(BODIES):
        if ALLOWED not in element.attrs:
            yield from check_tree(path, element, f'class="{element.attr("class")}"')


def check_entries(path: str, entries: Iterable[tuple[str, str]]) -> Iterator[Diagnostic]:
    """Yield an error for each piece of active content in the entries of a feed: (id, HTML)."""
    for entry, html in entries:
        yield from check_tree(path, parse_html(html), f"the entry {entry}")


def check_tree(path: str, tree: Element, part: str) -> Iterator[Diagnostic]:
    """Yield an error for each piece of active content in a tree, a `part` of a file."""
    for content in find_active(described_elements(tree)):
        yield Diagnostic(path, 0, content.code, f"{content.message} in {part}", ADVICE)
