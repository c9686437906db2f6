"""The address that counts: each page that may be listed names one, its own.

A post that stood elsewhere first names that address, and says so to machines as well
(`isBasedOn`); one that leads on names where to.
"""

from collections.abc import Iterator

from newsroom.checks.finding import Finding, error, warning
from newsroom.checks.parse.json_ld import read_graph
from newsroom.checks.parse.page import Page
from newsroom.checks.site import BuiltSite, plainly


def find(site: BuiltSite) -> Iterator[Finding]:
    """Pages whose canonical address is not what it has to be."""
    for page in site.pages.values():
        if page.leads_on:
            yield from leading_on(page, site)
        elif page.listed:
            yield from listed(page, site)


def leading_on(page: Page, site: BuiltSite) -> Iterator[Finding]:
    """A page at an old address has to name the address that it leads to."""
    to = site.target(page.leads_on, page.path)
    if page.canonical and plainly(page.canonical[0]) != plainly(to):
        there = page.canonical[0]
        yield error(page.path, f'leads on to "{to}", and "{there}" is its canonical address')


def listed(page: Page, site: BuiltSite) -> Iterator[Finding]:
    """Any other page has to name its own."""
    if len(page.canonical) > 1:
        yield error(page.path, f"names {len(page.canonical)} canonical addresses; one can count")
    elif not page.canonical:
        yield warning(page.path, "names no canonical address")
    elif not site.is_at(page.canonical[0], page.path) and not syndicated(page):
        there = page.canonical[0]
        yield error(page.path, f'"{there}" is its canonical address, which is not its own')


def syndicated(page: Page) -> bool:
    """Whether the structured data names the canonical address as the original of the post."""
    try:
        graph = [node for block in page.blocks for node in read_graph(block)]
    except (ValueError, RecursionError):
        return False  # `markup` tells what is wrong with it
    return any(node.get("isBasedOn") == page.canonical[0] for node in graph)
