"""The structured data of each page (JSON-LD): it can be read, leads somewhere, and is true.

For what it says of a post see `facts`.
"""

from collections.abc import Iterator
from typing import Any

from newsroom.checks.finding import Finding, error
from newsroom.checks.parse.image_claims import claims
from newsroom.checks.parse.json_ld import Node, listed, nodes, read_graph
from newsroom.checks.parse.page import Page
from newsroom.checks.parse.xml import flat
from newsroom.checks.rules.json_ld_facts import untrue
from newsroom.checks.site import FURTHER, BuiltSite
from newsroom.dates.rfc3339 import parse_rfc3339

# Values that are words, though they may look like an address.
WORDS = frozenset(
    "name headline description text caption creditText jobTitle keywords backstory".split()
)
MOMENTS = ("datePublished", "dateModified")


def find(site: BuiltSite) -> Iterator[Finding]:
    """Mistakes in the blocks of each page, then posts that say one thing and show another."""
    for page in site.pages.values():
        graph: list[Node] = []
        for block in page.blocks:
            try:
                graph += read_graph(block)
            except (ValueError, RecursionError) as wrong:
                yield error(page.path, f"the structured data cannot be read: {wrong}")
        every = list(nodes(graph))
        told = dict.fromkeys(s for node in every for s in mistakes(node, page, site))
        yield from (error(page.path, sentence) for sentence in told)
        yield from (error(page.path, sentence) for sentence in in_other_language(graph, page))
        articles = [node for node in every if node.get("@type") == "NewsArticle"]
        yield from (error(page.path, sentence) for sentence in untrue(page, articles, site))


def mistakes(node: Node, page: Page, site: BuiltSite) -> Iterator[str]:
    """What is wrong with a node by itself."""
    kind = node.get("@type", "")
    if not kind and set(node) != {"@id"}:
        yield f"the structured data has a node without a type: {', '.join(sorted(node))}"
    for key, value in node.items():
        if value in ("", None, [], {}):
            yield f'"{key}" of {kind} is empty in the structured data'
        if key in MOMENTS and parse_rfc3339(value) is None:
            yield f'"{key}" of {kind} is "{value}", which is no moment with an offset'
        for address in addresses(key, value):
            file = site.file_at(address)
            if file is not None and address.startswith(site.url or "/") and file not in site.files:
                yield f'"{address}" in the structured data leads nowhere'
    if kind == "ImageObject":
        size = (node.get("width"), node.get("height"))
        yield from claims(site, str(node.get("url", "")), size, "the structured data")
    if kind == "BreadcrumbList":
        yield from breadcrumbs(node, page, site)


def addresses(key: str, value: Any) -> Iterator[str]:
    """The addresses in a value of a node; those in nodes below it are told there."""
    if key not in WORDS and not key.startswith("@type"):
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, str) and one.startswith(("https://", "http://")):
                yield one


def breadcrumbs(node: Node, page: Page, site: BuiltSite) -> Iterator[str]:
    """The steps to a page are counted from 1, end at the page, and are called what they lead to."""
    written = listed(node.get("itemListElement"))
    steps = [step if isinstance(step, dict) else {} for step in written] or [{}]
    if [step.get("position") for step in steps] != list(range(1, len(steps) + 1)):
        yield "the breadcrumbs are not counted from 1"
    last = str(steps[-1].get("item", ""))
    if not site.is_at(last, page.path):
        yield f'the breadcrumbs end at "{last}", which is not this page'
    for step in steps:
        name, there = flat(str(step.get("name", ""))), site.page_at(str(step.get("item", "")))
        if there and not is_called(there, name):
            yield f'the breadcrumbs call {there.path} "{name}"; its heading is "{there.heading}"'


def is_called(page: Page, name: str) -> bool:
    """Whether a step has the name of its page: the heading; further pages of lists say which."""
    further = FURTHER.search(page.path) and name.casefold() in page.title.casefold()
    return name == page.heading or bool(further)


def in_other_language(graph: list[Node], page: Page) -> Iterator[str]:
    """Sentences for what the page is said to be written in; nodes below may be other pages."""
    for node in graph:
        said = str(node.get("inLanguage", page.language))
        if said.lower() != page.language.lower():
            there = f'"inLanguage" of {node.get("@type", "")} is "{said}"'
            yield f'{there} in the structured data; the page is in "{page.language}"'
