"""Links inside the site, of pages, style sheets and llms.txt: their target exists."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from urllib.parse import unquote, urlsplit

from newsroom.checks.parse.page import BuiltPage
from newsroom.checks.site import ABSOLUTE, BuiltSite
from newsroom.diagnostics.diagnostic import Diagnostic

STYLE_URL = re.compile(r"""(?:url\(\s*["']?|@import\s+["'])([^"')]+)""")
MARKDOWN_URL = re.compile(r"\]\(<?([^\s)>]+)")
HAS_SCHEME_OR_HOST = re.compile(r"\s*([a-z][a-z0-9+.-]*:|//)", re.IGNORECASE)
HAS_HOST = re.compile(r"(https?:)?//", re.IGNORECASE)


def check(site: BuiltSite) -> Iterator[Diagnostic]:
    """Yield links without a target, and what every reader's browser loads from another site."""
    yield from check_links(site)
    for page in site.pages.values():
        yield from check_resources(page, site)
    for path in sorted(site.files):
        yield from check_text_file(path, site)


def check_links(site: BuiltSite) -> Iterator[Diagnostic]:
    """Yield the links of pages without a target, from the pages alone: no file is opened.

    A URL that means the same on every page is judged once.
    """
    fragments = {path: frozenset(page.fragments) for path, page in site.pages.items()}
    urls = frozenset[str]().union(*((*page.links, *page.resources) for page in site.pages.values()))
    relative = frozenset(url for url in urls if not ABSOLUTE.match(url))
    problems = ((url, check_link(url, "", site, fragments)) for url in urls - relative)
    dead = {url: problem for url, problem in problems if problem}
    judged = relative.union(dead)
    for page in site.pages.values():
        for url in sorted(judged.intersection((*page.links, *page.resources))):
            if problem := dead.get(url) or check_link(url, page.path, site, fragments):
                yield replace(problem, path=page.path)


def check_link(
    url: str, path: str, site: BuiltSite, fragments: Mapping[str, frozenset[str]]
) -> Diagnostic | None:
    """Return what is wrong with a URL on the page at a path; None for nothing, and other sites.

    `fragments` are the ids and names on each page.
    """
    try:
        urlsplit(url)
    except ValueError:
        return Diagnostic(path, 0, "link/invalid-url", f'invalid URL "{url}"')
    file = site.file_at(url, path)
    if file is None:
        if HAS_SCHEME_OR_HOST.match(url):
            return None
        return Diagnostic(path, 0, "link/outside-site", f'link "{url}" is outside of the site')
    if file not in site.files:
        return Diagnostic(path, 0, "link/not-found", f'link "{url}" not found')
    fragment = unquote(url.partition("#")[2])
    if fragment not in ("", "top") and file in fragments and fragment not in fragments[file]:
        message = f'anchor of link "{url}" not found'
        return Diagnostic(path, 0, "link/missing-anchor", message)
    return None


def check_resources(page: BuiltPage, site: BuiltSite) -> Iterator[Diagnostic]:
    """Yield what every reader's browser loads from another site for a page."""
    for url in dict.fromkeys(page.resources):
        if HAS_HOST.match(url) and site.file_at(url, page.path) is None:
            message = f'every reader fetches "{url}" from another site'
            yield Diagnostic(page.path, 0, "link/external-file", message)


def check_text_file(path: str, site: BuiltSite) -> Iterator[Diagnostic]:
    """Yield the URLs of a style sheet or llms.txt without a target, and files of other sites."""
    if path.endswith(".css"):
        pattern = STYLE_URL
    elif path == "llms.txt":
        pattern = MARKDOWN_URL
    else:
        return
    for url in dict.fromkeys(pattern.findall(site.read_text(path))):
        file = None if urlsplit(url).scheme == "data" else site.file_at(url, path)
        if file is not None and file not in site.files:
            yield Diagnostic(path, 0, "link/not-found", f'link "{url}" not found')
        elif file is None and path.endswith(".css") and HAS_HOST.match(url):
            message = f'every reader fetches "{url}" from another site'
            yield Diagnostic(path, 0, "link/external-file", message)
