"""What a post relies on: gives every article `sources`, each with its kind and host; () for none.

A post of SOURCES["categories"] that names no source is a warning, and a mistake where
SOURCES["required"] is set; a draft in a preview is only warned about.

Needs: front_matter.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from pelican import signals

from newsroom.config.schema import Sources
from newsroom.content.article import Article
from newsroom.content.front_matter.schema import FrontMatter
from newsroom.diagnostics.report import Report
from newsroom.urls.hosts import decode_host
from plugins.adapter import Generator, every_article, report_of, site_of


@dataclass(frozen=True)
class SourceLink:
    """A source as readers see it: `host` says whose page the link leads to."""

    title: str
    url: str
    kind: str
    host: str


def shown_host(url: str) -> str:
    """Return the host of a URL for readers: `bücher.example` for
    `https://www.xn--bcher-kva.example:8080/x`.
    """
    return re.sub(r"^www\.(?=.+\.)", "", decode_host(urlsplit(url).hostname or ""))


def source_links(front: FrontMatter) -> tuple[SourceLink, ...]:
    """The sources that a post names, in its order."""
    return tuple(SourceLink(s.title, s.url, s.kind, shown_host(s.url)) for s in front.sources)


def tell_of_missing(articles: Iterable[Article], rule: Sources, report: Report) -> None:
    """A sentence for each post that has to name a source and names none."""
    for article in articles:
        front: FrontMatter = article.front_matter
        if front.category in rule.categories and not front.sources:
            refused = rule.required and article.unpublished != "draft"
            tell = report.refuse if refused else report.warn
            sentence = (
                f"a post in {front.category} names no source; add sources, with title and url"
            )
            tell(front.file, front.line("category"), sentence)


def attach_sources(generators: list[Generator]) -> None:
    """Sources of each article, and what is missing."""
    articles = every_article(generators)
    for article in articles:
        article.sources = source_links(article.front_matter)
    tell_of_missing(articles, site_of(generators).sources, report_of(generators))


def register() -> None:
    """Before the verdict."""
    signals.all_generators_finalized.connect(attach_sources)
