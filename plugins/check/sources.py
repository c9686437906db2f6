"""The sources of posts: gives every article `sources`, each with its kind and host; () for none.

A post of SOURCES["categories"] without a source is a warning, and an error where
SOURCES["required"] is set; for a draft in a preview it stays a warning.

Needs: front_matter.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from pelican import signals

from newsroom.config.schema import Sources
from newsroom.content.article import Article
from newsroom.content.front_matter.schema import FrontMatter
from newsroom.diagnostics.diagnostic import Diagnostic, Severity
from newsroom.urls.hosts import decode_host
from plugins.adapter import Generator, all_articles, get_report, get_site


@dataclass(frozen=True)
class SourceLink:
    """A source as readers see it: `host` says whose page the link leads to."""

    title: str
    url: str
    kind: str
    host: str


def shown_host(url: str) -> str:
    """Return the host of a URL in its own letters, without a port and without `www.`."""
    return re.sub(r"^www\.(?=.+\.)", "", decode_host(urlsplit(url).hostname or ""))


def source_links(front: FrontMatter) -> tuple[SourceLink, ...]:
    """Return the sources that a post names, in its order."""
    return tuple(SourceLink(s.title, s.url, s.kind, shown_host(s.url)) for s in front.sources)


def missing_sources(articles: Iterable[Article], rule: Sources) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each post of the categories of a rule that has no source."""
    for article in articles:
        front: FrontMatter = article.front_matter
        if front.category in rule.categories and not front.sources:
            is_error = rule.required and article.unpublished != "draft"
            severity: Severity = "error" if is_error else "warning"
            where = (front.file, front.line("category"), "source/missing")
            message = f"post in {front.category} without a source"
            yield Diagnostic(*where, message, "add sources, with title and url", severity)


def attach_sources(generators: list[Generator]) -> None:
    """Give every article its sources, and report those without one."""
    articles = all_articles(generators)
    for article in articles:
        article.sources = source_links(article.front_matter)
    get_report(generators).add(*missing_sources(articles, get_site(generators).sources))


def register() -> None:
    """Run before the build gate."""
    signals.all_generators_finalized.connect(attach_sources)
