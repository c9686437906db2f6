"""The sources of posts: gives every article `sources`, each with its kind and host; () for none.

A post of SOURCES["categories"] without a source is a warning, and an error where
SOURCES["required"] is set; for a draft in a preview it stays a warning.
"""

import re
from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from newsroom.config.schema import Sources
from newsroom.content.front_matter.schema import FrontMatter
from newsroom.diagnostics.diagnostic import Diagnostic, Severity
from newsroom.pipeline.plugin import Plugin, unaffected
from newsroom.site.articles import Article, SourceLink
from newsroom.site.model import Site
from newsroom.urls.hosts import decode_host


def shown_host(url: str) -> str:
    """Return the host of a URL in its own letters, without a port and without `www.`."""
    return re.sub(r"^www\.(?=.+\.)", "", decode_host(urlsplit(url).hostname or ""))


def source_links(front: FrontMatter) -> tuple[SourceLink, ...]:
    """Return the sources that a post names, in its order."""
    return tuple(SourceLink(s.title, s.url, s.kind, shown_host(s.url)) for s in front.sources)


def missing_sources(articles: Iterable[Article], rule: Sources) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each post of the categories of a rule that has no source."""
    for article in articles:
        front = article.front_matter
        if front.category in rule.categories and not front.sources:
            is_error = rule.required and article.unpublished != "draft"
            severity: Severity = "error" if is_error else "warning"
            where = (front.file, front.line("category"), "source/missing")
            message = f"post in {front.category} without a source"
            yield Diagnostic(*where, message, "add sources, with title and url", severity)


def attach_sources(site: Site) -> None:
    """Give every article its sources, and report those without one."""
    for article in site.all_articles:
        article.sources = source_links(article.front_matter)
    site.report.add(*missing_sources(site.all_articles, site.settings.sources))


PLUGIN = Plugin(
    __name__,
    phase="check",
    needs=["site.articles", "site.translations", "site.hidden_articles", "article.unpublished"],
    provides=["article.sources"],
    run=attach_sources,
    update=unaffected,
)
register = PLUGIN.register
