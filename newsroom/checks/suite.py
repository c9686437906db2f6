"""Applies every rule that needs no more than the files of a built site.

Rules about one file alone have been applied when it was read, see `file_facts`; those here compare
files.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from itertools import chain

from newsroom.checks.rules import (
    attachments,
    corrections,
    csp,
    feeds,
    hreflang,
    images,
    indexing,
    json_ld,
    links,
    open_graph,
    page_limit,
    pages,
    redirects,
    sitemaps,
)
from newsroom.checks.site import BuiltSite
from newsroom.diagnostics.diagnostic import Diagnostic, Severity
from newsroom.diagnostics.report import regraded

Rule = Callable[[BuiltSite], Iterator[Diagnostic]]
RULES: tuple[Rule, ...] = tuple(
    module.check
    for module in (
        pages, links, indexing, redirects, csp, attachments, images, json_ld, open_graph, hreflang,
        feeds, corrections, sitemaps, page_limit,
    )
)  # fmt: skip


def check_built_site(
    site: BuiltSite, severities: Mapping[str, Severity] | None = None
) -> list[Diagnostic]:
    """Return what every rule reports, sorted.

    Paths start with the folder of the site, save those of sources. `severities` are those that the
    settings give to codes.
    """
    if "index.html" not in site.pages:
        path = f"{site.folder}/index.html"
        return [Diagnostic(path, 0, "output/missing", "missing", "build the site first")]
    sources = {body.file for body in site.bodies}
    alone = chain(
        *(page.diagnostics for page in site.pages.values()),
        *(file.diagnostics for file in site.machine_files.values()),
    )
    diagnostics = chain(alone, *(rule(site) for rule in RULES))
    located = (
        d if d.path in sources else replace(d, path=f"{site.folder}/{d.path}") for d in diagnostics
    )
    return sorted({*regraded(located, severities or {})})
