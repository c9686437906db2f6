"""Resolves every internal link of every body to the URL that it means, or reports it.

Sets `body.resolved_links`: the URL that is printed by the one that is written. A link may name a
source file (`other-post.md`, `{filename}/posts/2025/x.md`), an image or file beside the post or
under `content/`, a tag, category, author or entity with a hub (`{tag}AI`, `{company}OpenAI`), or
a URL of the site (`/about/`), an old one too; its fragment must exist as well. An image without alt
text is an error; a file that browsers would fetch from another site is a warning.
"""

import posixpath
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from functools import cache

from newsroom.config.entity_kinds import KINDS
from newsroom.config.schema import Link, locate_setting
from newsroom.content.source_files import find_sources
from newsroom.diagnostics.diagnostic import Diagnostic
from newsroom.output.links import LinkError, LinkTargets, resolve_link
from newsroom.output.old_urls import frequent_patterns
from newsroom.pipeline.plugin import Plugin
from newsroom.site.articles import Content, Entry
from newsroom.site.model import Site
from newsroom.site.output_files import OutputFile

LinkProblem = tuple[str, LinkError]  # of a URL as it is written


def link_targets(site: Site) -> LinkTargets:
    """Return all that links may name; a redirect leads to its target at once."""
    layout, theme = site.layout, site.layout.theme_folder
    redirects = {redirect.old: redirect.new for redirect in site.redirects}
    redirects |= {f"{theme}/{path}": file.url for path, file in site.theme_files.items()}
    top = f"{site.layout.content.name}/"
    return LinkTargets(
        sources={entry.path: entry.url for entry in site.entries},
        files={file.path: file.url for file in site.static_files},
        names=named_pages(site),
        anchors=anchors_by_url(site.entries),
        urls=frozenset(linkable_urls(site.files)),
        redirects=redirects,
        withheld=frozenset(file.removeprefix(top) for file in site.report.withheld),
        base=site.settings.base,
        existing=cache(lambda: find_sources(layout.content, ["."], layout.ignored, site.excluded)),
    )


def anchors_by_url(entries: Iterable[Entry]) -> dict[str, frozenset[str]]:
    """Return the ids of the page at each URL; files with one slug have one, with the ids of all."""
    anchors: dict[str, frozenset[str]] = {}
    for entry in entries:
        others, ids = anchors.get(entry.url), entry.outline.anchors
        anchors[entry.url] = others | ids if others else ids
    return anchors


def linkable_urls(files: Iterable[OutputFile]) -> Iterator[str]:
    """Yield the URLs that readers may keep: no old ones, and none that change with their bytes."""
    return (file.url for file in files if file.kind not in ("redirect", "theme", "hashed"))


def named_pages(site: Site) -> dict[str, dict[str, str]]:
    """Return the URL of each category, tag, author and hub by its kind and lower-case name."""
    terms = {"category": site.categories, "tag": site.tags, "author": site.authors}
    names = {kind: {t.name.casefold(): t.url for t in pages} for kind, pages in terms.items()}
    names |= {kind: {} for kind in KINDS}
    for entity in (hub.entity for hub in site.entity_hubs):
        names[entity.kind][entity.name.casefold()] = entity.url
    return names


def resolve_body(body: Content, targets: LinkTargets) -> tuple[dict[str, str], list[LinkProblem]]:
    """Return the URL for each URL of a body as written, and a problem for each without a target."""
    folder = posixpath.dirname(body.path)
    resolved: dict[str, str] = {}
    problems: list[LinkProblem] = []
    for url in dict.fromkeys(body.document.body.urls):
        try:
            resolved[url] = resolve_link(url, folder, body.url, targets)
        except LinkError as error:
            problems.append((url, error))
    return resolved, problems


def link_errors(
    problems: Sequence[tuple[Content, LinkProblem]], site: Site
) -> Iterator[Diagnostic]:
    """Yield the error of each problem of a body; URLs of an old site have one advice."""
    dates: dict[str, list[datetime]] = defaultdict(list)
    for article in site.all_articles:
        dates[article.slug].append(article.date)
    missing = [url for _, (url, error) in problems if error.code == "link/not-found"]
    patterns = frequent_patterns(missing, dates)
    for body, (url, error) in problems:
        advice = error.advice
        if url in patterns:
            advice = f'set ARTICLE_URL = "{patterns[url]}" in pelicanconf.py to keep the old URLs'
        where = (body.front_matter.file, body.document.line(url))
        yield Diagnostic(*where, error.code, error.message, advice)


def resolve_navigation(links: Iterable[Link], targets: LinkTargets) -> Iterator[Link | Diagnostic]:
    """Yield each entry of NAVIGATION whose link has a target, and a warning for each other one."""
    for link in links:
        try:
            resolve_link(link.url, "", "", targets)
        except LinkError as error:
            message = f'navigation entry "{link.name}" is left out: {error.message}'
            where = locate_setting("NAVIGATION")
            yield Diagnostic(*where, "navigation/not-found", message, error.advice)
        else:
            yield link


def resolve_links(site: Site) -> None:
    """Resolve the links of all bodies and of the navigation, and report problems of their URLs."""
    targets = link_targets(site)
    problems: list[tuple[Content, LinkProblem]] = []
    for body in site.bodies:
        body.resolved_links, of_body = resolve_body(body, targets)
        problems += [(body, problem) for problem in of_body]
        site.report.add(*body.document.image_diagnostics)
    site.report.add(*link_errors(problems, site))
    entries = [*resolve_navigation(site.settings.navigation, targets)]
    site.navigation = tuple(entry for entry in entries if isinstance(entry, Link))
    site.report.add(*(entry for entry in entries if isinstance(entry, Diagnostic)))


def update_links(site: Site, entry: Entry) -> None:
    """Resolve the links of an edited body; most edits add none, and need no list of targets."""
    resolved, urls = entry.resolved_links, dict.fromkeys(entry.document.body.urls)
    if urls.keys() <= resolved.keys():
        entry.resolved_links = {url: resolved[url] for url in urls}
    else:
        entry.resolved_links, problems = resolve_body(entry, link_targets(site))
        site.report.add(*link_errors([(entry, problem) for problem in problems], site))
    site.report.add(*entry.document.image_diagnostics)


PLUGIN = Plugin(
    __name__,
    phase="check",
    needs=[
        "site.files",
        "site.articles",
        "site.translations",
        "site.hidden_articles",
        "site.pages",
        "site.profiles",
        "site.categories",
        "site.tags",
        "site.authors",
        "site.entity_hubs",
        "site.static_files",
        "site.theme_files",
        "site.redirects",
    ],
    provides=["body.resolved_links", "site.navigation"],
    run=resolve_links,
    update=update_links,
)
register = PLUGIN.register
