"""The facts of a post, as structured data says them and as its page shows them: the same.

Headline, authors, dates, section, tags, sources, corrections, entities, picture.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from newsroom.checks.parse.json_ld import Node, listed
from newsroom.checks.parse.page import Page
from newsroom.checks.parse.visible_facts import Shown
from newsroom.checks.parse.xml import flat
from newsroom.checks.site import BuiltSite, plainly
from newsroom.dates.rfc3339 import parse_rfc3339


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
        when = parse_rfc3339(written)
        if when and not is_day(when, day):
            yield f'shows "{day}" for {written}'


def facts(article: Node) -> dict[str, Any]:
    """What a NewsArticle says, in the shape of `shown_facts`."""

    def pairs(key: str, first: str, second: str) -> list[tuple[str, str]]:
        found = [node for node in listed(article.get(key)) if isinstance(node, dict)]
        return [(text(n.get(first)), plainly(str(n.get(second, "")))) for n in found]

    return {
        "url": plainly(str(article.get("url", ""))),
        "headline": text(article.get("headline")),
        "author": pairs("author", "name", "url"),
        "datePublished": article.get("datePublished"),
        "dateModified": article.get("dateModified"),
        "articleSection": text(article.get("articleSection")),
        "keywords": [text(word) for word in listed(article.get("keywords"))],
        "citation": pairs("citation", "name", "url"),
        "correction": [
            (date, words) for words, date in pairs("correction", "text", "datePublished")
        ],
        "about and mentions": sorted(
            pairs("about", "name", "url") + pairs("mentions", "name", "url")
        ),
        "image": [url for _, url in pairs("image", "@type", "url")],
    }


def shown_facts(page: Page, shown: Shown, site: BuiltSite) -> dict[str, Any]:
    """The same facts as readers see them."""

    def linked(found: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
        return [
            (name, address and plainly(site.target(address, page.path))) for name, address in found
        ]

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
        "about and mentions": sorted(linked(shown.entities)),
        "image": [plainly(site.target(address, page.path)) for address in picture],
    }


def is_day(when: datetime, words: str) -> bool:
    """Whether words hold the day and the year of a moment, in whatever language and order."""
    numbers = {int(number) for number in re.findall(r"\d+", words)}
    return {when.day, when.year} <= numbers


def text(value: Any) -> str:
    """A value as readers would see it, "" for none."""
    return flat(str(value or ""))


def words(value: Any) -> str:
    """A fact in a sentence."""
    if isinstance(value, list):
        return ", ".join(words(one) for one in value) or "missing"
    if isinstance(value, tuple):
        return f'"{value[0]}"' + (f" ({value[1]})" if value[1] else "")
    return f'"{value}"' if value else "missing"
