"""The structured data of each page (JSON-LD): valid, without dead URLs, and what the page shows."""

import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from urllib.parse import unquote

from newsroom.checks.parse.json_ld import Node, article_facts, as_list, parse_graph, walk_nodes
from newsroom.checks.parse.page import BuiltPage
from newsroom.checks.parse.visible_facts import VisibleFacts
from newsroom.checks.parse.xml import collapse_whitespace
from newsroom.checks.rules.images import check_claim
from newsroom.checks.site import FURTHER_PAGE, BuiltSite
from newsroom.dates.formats import parse_rfc3339
from newsroom.diagnostics.diagnostic import Diagnostic

# Values that are text, though they may look like a URL.
TEXTS = frozenset(
    "name headline description text caption creditText jobTitle keywords backstory".split()
)
SCHEMES = ("https://", "http://")
DATES = ("datePublished", "dateModified")
URLS = ("@id", "url", "item", "isBasedOn", "sameAs")


def check(site: BuiltSite) -> Iterator[Diagnostic]:
    """Yield errors of the blocks of each page, then posts that show something else."""
    for page in site.pages.values():
        graph: list[Node] = []
        for block in page.json_ld:
            try:
                graph += parse_graph(block)
            except (ValueError, RecursionError) as error:
                message = f"invalid structured data: {error}"
                yield Diagnostic(page.path, 0, "json-ld/invalid", message)
        nodes = list(walk_nodes(graph))
        yield from dict.fromkeys(d for node in nodes for d in check_node(node, page, site))
        yield from check_language(graph, page)
        articles = [node for node in nodes if node.get("@type") == "NewsArticle"]
        yield from check_article(page, articles, site)


def is_absolute_url(url: str, site: BuiltSite) -> bool:
    """Return whether a URL is absolute and, where it is of this site, in ASCII.

    JSON-LD 1.1 takes IRIs, so that a writer's links may have letters of any script.
    """
    return url.startswith(SCHEMES) and (url.isascii() or site.file_at(url) is None)


def check_node(node: Node, page: BuiltPage, site: BuiltSite) -> Iterator[Diagnostic]:
    """Yield what is wrong with a node by itself."""
    node_type = node.get("@type", "")
    if not node_type and set(node) != {"@id"}:
        message = f"node of the structured data without @type: {', '.join(sorted(node))}"
        yield Diagnostic(page.path, 0, "json-ld/invalid", message)
    for key, value in node.items():
        if value in ("", None, [], {}):
            message = f'"{key}" of {node_type} is empty in the structured data'
            yield Diagnostic(page.path, 0, "json-ld/invalid", message)
        if key in DATES and parse_rfc3339(value) is None:
            message = f'"{key}" of {node_type} is "{value}", which is not a datetime with an offset'
            yield Diagnostic(page.path, 0, "json-ld/invalid-date", message)
        for url in as_list(value) if key in URLS else ():
            if isinstance(url, str) and not is_absolute_url(url, site):
                message = (
                    f'"{key}" of {node_type} is "{url}", which is not an absolute URL in ASCII'
                )
                yield Diagnostic(page.path, 0, "json-ld/invalid-url", message)
        for url in urls_of(key, value):
            file = site.file_at(url)
            if file is not None and url.startswith(site.url or "/") and file not in site.files:
                message = f'URL "{url}" of the structured data not found'
                yield Diagnostic(page.path, 0, "json-ld/not-found", message)
    if node_type == "ImageObject":
        size = (node.get("width"), node.get("height"))
        url = str(node.get("url", ""))
        yield from check_claim(site, page.path, url, size, "the structured data")
    if node_type == "BreadcrumbList":
        for message in breadcrumb_problems(node, page, site):
            yield Diagnostic(page.path, 0, "json-ld/breadcrumbs", message)


def urls_of(key: str, value: object) -> Iterator[str]:
    """Yield the URLs in a value of a node, without those in the nodes below it."""
    if key not in TEXTS and not key.startswith("@type"):
        for item in as_list(value):
            if isinstance(item, str) and item.startswith(SCHEMES):
                yield item


def breadcrumb_problems(node: Node, page: BuiltPage, site: BuiltSite) -> Iterator[str]:
    """Yield a message unless positions start at 1, names are headings, and the page is the last."""
    items = as_list(node.get("itemListElement"))
    steps = [step if isinstance(step, dict) else {} for step in items] or [{}]
    if [step.get("position") for step in steps] != list(range(1, len(steps) + 1)):
        yield "breadcrumbs must have the positions 1, 2, 3 and so on"
    last = str(steps[-1].get("item", ""))
    if not site.is_url_of(last, page.path):
        yield f'breadcrumbs end at "{last}" instead of this page'
    for step in steps:
        name = collapse_whitespace(str(step.get("name", "")))
        target = site.page_at(str(step.get("item", "")))
        if target and not is_name_of(name, target):
            yield f'breadcrumb of {target.path} is "{name}", but its heading is "{target.heading}"'


def is_name_of(name: str, page: BuiltPage) -> bool:
    """Return whether a name is the heading of a page; further pages of lists add their number."""
    is_further = FURTHER_PAGE.search(page.path) and name.casefold() in page.title.casefold()
    return name == page.heading or bool(is_further)


def check_language(graph: list[Node], page: BuiltPage) -> Iterator[Diagnostic]:
    """Yield nodes in another language than the page; nodes below them may be other pages."""
    for node in graph:
        language = str(node.get("inLanguage", page.language))
        if language.lower() != page.language.lower():
            claim = f'"inLanguage" of {node.get("@type", "")} is "{language}"'
            message = f'{claim} in the structured data, but the page is in "{page.language}"'
            yield Diagnostic(page.path, 0, "json-ld/mismatch", message)


def check_article(page: BuiltPage, articles: list[Node], site: BuiltSite) -> Iterator[Diagnostic]:
    """Yield what a post shows otherwise: headline, people, dates, sources, entities and so on."""
    if page.facts is None:
        if articles:
            message = "structured data has a NewsArticle, but the page shows no byline"
            yield Diagnostic(page.path, 0, "json-ld/article", message)
        return
    if len(articles) != 1:
        message = f"{len(articles)} NewsArticle nodes instead of one in the structured data"
        yield Diagnostic(page.path, 0, "json-ld/article", message)
        return
    claims = article_facts(articles[0])
    for key, visible in comparable_facts(page, page.facts, site).items():
        if claims[key] != visible:
            claim = f'"{key}" in the structured data is {quote_fact(claims[key])}'
            message = f"{claim}, but the page shows {quote_fact(visible)}"
            yield Diagnostic(page.path, 0, "json-ld/mismatch", message)
    for date, text in page.facts.dates:
        instant = parse_rfc3339(date)
        if instant and not is_same_day(instant, text):
            message = f'the page shows "{text}" for {date}'
            yield Diagnostic(page.path, 0, "page/date-mismatch", message)


def comparable_facts(page: BuiltPage, facts: VisibleFacts, site: BuiltSite) -> dict[str, object]:
    """Return what the page of a post shows in the shape of `article_facts`."""

    def absolute(links: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
        return [(text, url and unquote(site.resolve(url, page.path))) for text, url in links]

    images = [facts.lead_image] if facts.lead_image else []
    return {
        "url": site.url_of(page.path),
        "headline": page.heading,
        "author": absolute(facts.authors),
        "datePublished": facts.published,
        "dateModified": facts.updated,
        "articleSection": facts.section,
        "keywords": list(facts.tags),
        "citation": absolute(facts.sources),
        "correction": list(facts.corrections),
        "about and mentions": sorted(absolute(facts.entities)),
        "image": [unquote(site.resolve(url, page.path)) for url in images],
    }


def is_same_day(instant: datetime, text: str) -> bool:
    """Return whether a text has the day and the year of a datetime, in any language and order."""
    numbers = {int(number) for number in re.findall(r"\d+", text)}
    return {instant.day, instant.year} <= numbers


def quote_fact(fact: object) -> str:
    """Return a fact as text for a message."""
    if isinstance(fact, list):
        return ", ".join(map(quote_fact, fact)) or "missing"
    if isinstance(fact, tuple):
        return f'"{fact[0]}"' + (f" ({fact[1]})" if fact[1] else "")
    return f'"{fact}"' if fact else "missing"
