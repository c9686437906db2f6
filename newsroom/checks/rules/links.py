"""Links inside the site: pages, fragments and files that are there, whoever names them."""

import re
from collections.abc import Iterable, Iterator
from urllib.parse import unquote, urlsplit

from newsroom.checks.finding import Finding, error, warning
from newsroom.checks.parse.page import Page
from newsroom.checks.site import BuiltSite

STYLE = re.compile(r"""url\(\s*["']?([^"')]+)""")
MARKDOWN = re.compile(r"\]\(<?([^\s)>]+)")


def find(site: BuiltSite) -> Iterator[Finding]:
    """What leads nowhere, and what every reader's browser would ask another site for."""
    yield from in_pages(site)
    for page in site.pages.values():
        yield from (warning(page.path, sentence) for sentence in fetched_elsewhere(page, site))
    for path in sorted(site.files):
        yield from (error(path, sentence) for sentence in in_text(site, path))


def in_pages(site: BuiltSite) -> Iterator[Finding]:
    """The links of pages that lead nowhere; no file is opened."""
    ids = {path: frozenset((*page.ids, *page.anchors)) for path, page in site.pages.items()}
    for page in site.pages.values():
        for address in dict.fromkeys((*page.links, *page.loads)):
            if sentence := wrong(site, page, address, ids):
                yield error(page.path, f'"{address}" {sentence}')


def wrong(site: BuiltSite, page: Page, address: str, ids: dict[str, frozenset[str]]) -> str | None:
    """What is wrong with an address that a page names; None for nothing, and on other sites."""
    try:
        urlsplit(address)
    except ValueError:
        return "is no address"
    file = site.file_at(address, page.path)
    if file is None:
        inside = not re.match(r"\s*([a-z][a-z0-9+.-]*:|//)", address, re.IGNORECASE)
        return "leads out of the site" if inside else None
    if file not in site.files:
        return "leads nowhere"
    fragment = unquote(address.partition("#")[2])
    if fragment not in ("", "top") and file in ids and fragment not in ids[file]:
        return "leads to a page without that anchor"
    return None


def fetched_elsewhere(page: Page, site: BuiltSite) -> Iterator[str]:
    """What every reader's browser would ask another site for."""
    for address in dict.fromkeys(page.loads):
        named = re.match(r"(https?:)?//", address, re.IGNORECASE)
        if named and site.file_at(address, page.path) is None:
            yield f'"{address}" is fetched from another site'


def in_text(site: BuiltSite, path: str) -> Iterable[str]:
    """Sentences for style sheets and llms.txt."""
    if path.endswith(".css"):
        pattern = STYLE
    elif path == "llms.txt":
        pattern = MARKDOWN
    else:
        return
    text = (site.folder / path).read_text(encoding="utf-8", errors="replace")
    for address in dict.fromkeys(pattern.findall(text)):
        file = None if urlsplit(address).scheme == "data" else site.file_at(address, path)
        if file is not None and file not in site.files:
            yield f'"{address}" leads nowhere'
