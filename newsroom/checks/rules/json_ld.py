"""The structured data of each page (JSON-LD): valid, without dead URLs, and what the page shows."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from urllib.parse import unquote

from newsroom.checks.parse.json_ld import Node
from newsroom.checks.parse.json_ld_claims import SCHEMES, BreadcrumbStep, articles_of, property_urls
from newsroom.checks.parse.page import BuiltPage, PageReading
from newsroom.checks.parse.visible_facts import VisibleFacts
from newsroom.checks.rules.images import check_claim
from newsroom.checks.site import FURTHER_PAGE, BuiltSite
from newsroom.dates.formats import parse_rfc3339
from newsroom.diagnostics.diagnostic import Diagnostic

DATES = ("datePublished", "dateModified")
INVALID_URL = '"{}" of {} is "{}", which is not an absolute URL in ASCII'


def check_page(reading: PageReading) -> Iterator[Diagnostic]:
    """Yield errors of the blocks of a page by themselves, and of the number of its articles."""
    page, nodes = reading.page, reading.data.nodes()
    for error in reading.data.errors:
        message = f"invalid structured data: {error}"
        yield Diagnostic(page.path, 0, "json-ld/invalid", message)
    for node in nodes:
        yield from check_node(node, page)
    yield from check_language(reading.data.graph, page)
    articles = articles_of(nodes)
    if page.facts is None and articles:
        message = "structured data has a NewsArticle, but the page shows no byline"
        yield Diagnostic(page.path, 0, "json-ld/article", message)
    elif page.facts and len(articles) != 1:
        message = f"{len(articles)} NewsArticle nodes instead of one in the structured data"
        yield Diagnostic(page.path, 0, "json-ld/article", message)
    elif page.facts:
        yield from check_dates(page.path, page.facts)


def check_node(node: Node, page: BuiltPage) -> Iterator[Diagnostic]:
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
        for url in property_urls(key, value):
            if not url.startswith(SCHEMES):
                message = INVALID_URL.format(key, node_type, url)
                yield Diagnostic(page.path, 0, "json-ld/invalid-url", message)


def check_dates(path: str, facts: VisibleFacts) -> Iterator[Diagnostic]:
    """Yield the datetimes of a post whose text has another day or year."""
    for date, text in facts.dates:
        instant = parse_rfc3339(date)
        if instant and not is_same_day(instant, text):
            message = f'the page shows "{text}" for {date}'
            yield Diagnostic(path, 0, "page/date-mismatch", message)


def check(site: BuiltSite) -> Iterator[Diagnostic]:
    """Yield what the structured data of each page claims, and other files or the page do not.

    JSON-LD 1.1 takes IRIs, so that a writer's links to other sites may have letters of any script.
    """
    missing = missing_urls(site)
    for page in site.pages.values():
        for url in missing.intersection(page.claims.urls):
            message = f'URL "{url}" of the structured data not found'
            yield Diagnostic(page.path, 0, "json-ld/not-found", message)
        for iri in page.claims.iris:
            if site.file_at(iri.url) is not None:
                message = INVALID_URL.format(*iri)
                yield Diagnostic(page.path, 0, "json-ld/invalid-url", message)
        for url, *size in page.claims.images:
            claimed = (size[0], size[1])
            yield from check_claim(site, page.path, url, claimed, "the structured data")
        for steps in page.claims.breadcrumbs:
            for message in breadcrumb_problems(steps, page, site):
                yield Diagnostic(page.path, 0, "json-ld/breadcrumbs", message)
        yield from check_article(page, site)


def missing_urls(site: BuiltSite) -> frozenset[str]:
    """Return the URLs of this site that structured data names, and that have no file."""
    urls = {url for page in site.pages.values() for url in page.claims.urls}
    files = ((url, site.file_at(url)) for url in urls if url.startswith(site.url or "/"))
    return frozenset(url for url, file in files if file is not None and file not in site.files)


def breadcrumb_problems(
    steps: Sequence[BreadcrumbStep], page: BuiltPage, site: BuiltSite
) -> Iterator[str]:
    """Yield a message unless positions start at 1, names are headings, and the page is the last."""
    if [step.position for step in steps] != list(range(1, len(steps) + 1)):
        yield "breadcrumbs must have the positions 1, 2, 3 and so on"
    last = steps[-1].url
    if not site.is_url_of(last, page.path):
        yield f'breadcrumbs end at "{last}" instead of this page'
    for step in steps:
        target = site.page_at(step.url)
        if target and not is_name_of(step.name, target):
            heading = target.heading
            yield f'breadcrumb of {target.path} is "{step.name}", but its heading is "{heading}"'


def is_name_of(name: str, page: BuiltPage) -> bool:
    """Return whether a name is the heading of a page; further pages of lists add their number."""
    is_further = FURTHER_PAGE.search(page.path) and name.casefold() in page.title.casefold()
    return name == page.heading or bool(is_further)


def check_language(graph: Sequence[Node], page: BuiltPage) -> Iterator[Diagnostic]:
    """Yield nodes in another language than the page; nodes below them may be other pages."""
    for node in graph:
        language = str(node.get("inLanguage", page.language))
        if language.lower() != page.language.lower():
            claim = f'"inLanguage" of {node.get("@type", "")} is "{language}"'
            message = f'{claim} in the structured data, but the page is in "{page.language}"'
            yield Diagnostic(page.path, 0, "json-ld/mismatch", message)


def check_article(page: BuiltPage, site: BuiltSite) -> Iterator[Diagnostic]:
    """Yield what a post shows otherwise: headline, people, dates, sources, entities and so on."""
    claims = page.claims.article
    if page.facts is None or claims is None:
        return
    for key, visible in comparable_facts(page, page.facts, site).items():
        if claims[key] != visible:
            claim = f'"{key}" in the structured data is {quote_fact(claims[key])}'
            message = f"{claim}, but the page shows {quote_fact(visible)}"
            yield Diagnostic(page.path, 0, "json-ld/mismatch", message)


def comparable_facts(page: BuiltPage, facts: VisibleFacts, site: BuiltSite) -> dict[str, object]:
    """Return what the page of a post shows in the shape of `article_facts`."""

    def absolute(links: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
        return [(text, url and unquote(site.resolve(url, page.path))) for text, url in links]

    return {
        "url": site.url_of(page.path),
        "headline": page.heading,
        "author": absolute(facts.authors),
        "datePublished": facts.published,
        "dateModified": facts.updated,
        "articleSection": facts.section,
        "keywords": sorted(facts.tags),
        "citation": absolute(facts.sources),
        "correction": list(facts.corrections),
        "about and mentions": sorted(absolute(facts.entities)),
        "image": [unquote(site.resolve(url, page.path)) for url in page_images(page, facts)],
    }


def page_images(page: BuiltPage, facts: VisibleFacts) -> list[str]:
    """Return the URL of the image of a post: its lead image, or what link previews show of it.

    The latter may be a card, for a post without a lead image or with one that is too small, or one
    of the crops of a photograph, all of which structured data has.
    """
    claims = page.claims.article or {}
    claimed = claims.get("image")
    if isinstance(claimed, list) and unquote(page.meta("og:image")) in claimed:
        return claimed
    return [facts.lead_image] if facts.lead_image else []


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
