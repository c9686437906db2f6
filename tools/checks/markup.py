"""The structured data of each page (JSON-LD): it can be read, leads somewhere, and is true.

What it says of a post is what the page shows: headline, authors, dates, section, tags, sources,
corrections, picture.
"""

import json
import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from tools.checks.finding import Finding, error
from tools.checks.moments import moment
from tools.checks.page import Page
from tools.checks.pictures import claims
from tools.checks.shown import Shown
from tools.checks.site import BuiltSite, plainly

Node = dict[str, Any]
# Values that are words, though they may look like an address.
WORDS = frozenset(
    "name headline description text caption creditText jobTitle keywords backstory".split()
)
VOCABULARY = re.compile(r"https?://schema\.org/?")
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
        articles = [node for node in every if node.get("@type") == "NewsArticle"]
        yield from (error(page.path, sentence) for sentence in untrue(page, articles, site))


def read_graph(block: str) -> list[Node]:
    """The nodes of one block; raises ValueError for what is no JSON-LD of schema.org."""
    graph: list[Any] = []
    for document in listed(json.loads(block)):
        if not isinstance(document, dict):
            raise ValueError("it is no object")  # noqa: TRY004  # the words of a report
        if not VOCABULARY.fullmatch(str(document.get("@context", ""))):
            raise ValueError('its "@context" is not "https://schema.org"')
        bare = {key: value for key, value in document.items() if key != "@context"}
        graph += listed(document.get("@graph", bare))
    if not all(isinstance(node, dict) for node in graph):
        raise ValueError('its "@graph" is no list of objects')
    return graph


def nodes(value: Any) -> Iterator[Node]:
    """Every node in a value, however deep."""
    if isinstance(value, dict):
        yield value
    children = value.values() if isinstance(value, dict) else value
    if isinstance(value, dict | list):
        for child in children:
            yield from nodes(child)


def mistakes(node: Node, page: Page, site: BuiltSite) -> Iterator[str]:
    """What is wrong with a node by itself."""
    kind = node.get("@type", "")
    if not kind and set(node) != {"@id"}:
        yield f"the structured data has a node without a type: {', '.join(sorted(node))}"
    for key, value in node.items():
        if value in ("", None, [], {}):
            yield f'"{key}" of {kind} is empty in the structured data'
        if key in MOMENTS and moment(value) is None:
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


def is_day(when: datetime, words: str) -> bool:
    """Whether words hold the day and the year of a moment, in whatever language and order."""
    numbers = {int(number) for number in re.findall(r"\d+", words)}
    return {when.day, when.year} <= numbers


def breadcrumbs(node: Node, page: Page, site: BuiltSite) -> Iterator[str]:
    """The steps to a page are counted from 1 and end at the page."""
    written = listed(node.get("itemListElement"))
    steps = [step if isinstance(step, dict) else {} for step in written] or [{}]
    if [step.get("position") for step in steps] != list(range(1, len(steps) + 1)):
        yield "the breadcrumbs are not counted from 1"
    last = str(steps[-1].get("item", ""))
    if not site.is_at(last, page.path):
        yield f'the breadcrumbs end at "{last}", which is not this page'


def untrue(page: Page, articles: list[Node], site: BuiltSite) -> Iterator[str]:
    """Sentences for a post whose structured data is not what it shows."""
    if page.shown is None:
        if articles:
            yield "the structured data says NewsArticle, and the page shows no byline"
        return
    if len(articles) != 1:
        yield f"the post has {len(articles)} nodes of NewsArticle; it needs one"
        return
    said = facts(articles[0])
    for key, seen in shown_facts(page, page.shown, site).items():
        if said[key] != seen:
            there = f'"{key}" in the structured data is {words(said[key])}'
            yield f"{there}; the page shows {words(seen)}"
    for written, day in page.shown.days:
        when = moment(written)
        if when and not is_day(when, day):
            yield f'shows "{day}" for {written}'


def facts(article: Node) -> dict[str, Any]:
    """What a NewsArticle says, in the shape of `shown_facts`."""

    def pairs(key: str, first: str, second: str) -> list[tuple[str, str]]:
        found = [node for node in listed(article.get(key)) if isinstance(node, dict)]
        return [(flat(n.get(first)), plainly(str(n.get(second, "")))) for n in found]

    return {
        "url": plainly(str(article.get("url", ""))),
        "headline": flat(article.get("headline")),
        "author": pairs("author", "name", "url"),
        "datePublished": article.get("datePublished"),
        "dateModified": article.get("dateModified"),
        "articleSection": flat(article.get("articleSection")),
        "keywords": [flat(word) for word in listed(article.get("keywords"))],
        "citation": pairs("citation", "name", "url"),
        "correction": [(date, text) for text, date in pairs("correction", "text", "datePublished")],
        "image": [url for _, url in pairs("image", "@type", "url")],
    }


def shown_facts(page: Page, shown: Shown, site: BuiltSite) -> dict[str, Any]:
    """The same facts as readers see them."""

    def linked(found: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
        return [(name, plainly(site.target(address, page.path))) for name, address in found]

    picture = [shown.picture] if shown.picture else []
    return {
        "url": site.address(page.path),
        "headline": page.heading,
        "author": linked(shown.authors),
        "datePublished": shown.published,
        "dateModified": shown.updated,
        "articleSection": shown.section,
        "keywords": list(shown.tags),
        "citation": linked(shown.sources),
        "correction": [(date, text) for date, text in shown.corrections],
        "image": [plainly(site.target(address, page.path)) for address in picture],
    }


def listed(value: Any) -> list[Any]:
    """A value that may stand alone, as a list."""
    return value if isinstance(value, list) else [] if value is None else [value]


def flat(value: Any) -> str:
    """A text with its blanks as a browser shows them."""
    return " ".join(str(value or "").split())


def words(value: Any) -> str:
    """A fact in a sentence."""
    if isinstance(value, list):
        return ", ".join(words(one) for one in value) or "missing"
    if isinstance(value, tuple):
        return f'"{value[0]}" ({value[1]})'
    return f'"{value}"' if value else "missing"
