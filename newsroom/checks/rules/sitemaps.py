"""Sitemaps (sitemaps.org 0.9) name the pages that may be listed, and when each last changed."""

from collections import Counter
from collections.abc import Iterator
from datetime import date

from newsroom.checks.finding import Finding, error, warning
from newsroom.checks.parse.page import Page
from newsroom.checks.parse.xml import Element, flat
from newsroom.checks.site import FURTHER, BuiltSite, plainly
from newsroom.dates.rfc3339 import parse_rfc3339

MAPS = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
IMAGE = "{http://www.google.com/schemas/sitemap-image/1.1}"
NEWS = "{http://www.google.com/schemas/sitemap-news/0.9}"
LINK = "{http://www.w3.org/1999/xhtml}link"


def find(site: BuiltSite) -> Iterator[Finding]:
    """What is wrong with each file, then the pages that none of them names."""
    indexed = set()
    for path, root in site.roots(f"{MAPS}sitemapindex"):
        for entry in root.iterfind(f"{MAPS}sitemap"):
            file = site.file_at(loc(entry)) or ""
            indexed.add(file)
            yield from (error(path, said, entry.sourceline) for said in unread(entry, file, site))
            yield from lastmod(path, entry, None, site)
    named: Counter[str] = Counter()
    for path, root in site.roots(f"{MAPS}urlset"):
        if indexed and path not in indexed and root.find(f"*/{NEWS}news") is None and len(root):
            yield error(path, "stands in no index of sitemaps")
        for entry in root.iterfind(f"{MAPS}url"):
            yield from entry_findings(path, entry, site)
            if entry.find(f"{NEWS}news") is None:
                named[site.file_at(loc(entry)) or ""] += 1
                if named[site.file_at(loc(entry)) or ""] == 2:
                    yield error(path, f'"{loc(entry)}" is named twice', entry.sourceline)
    if any(site.roots(f"{MAPS}urlset")):
        yield from (warning(p.path, "stands in no sitemap") for p in unnamed(site, named))


def unnamed(site: BuiltSite, named: Counter[str]) -> Iterator[Page]:
    """Pages that may be listed at their own address, without the further pages of lists."""
    for page in site.pages.values():
        own = any(site.is_at(url, page.path) for url in page.canonical)
        if page.listed and own and not named[page.path] and not FURTHER.search(page.path):
            yield page


def loc(entry: Element) -> str:
    """The address of an entry."""
    return (entry.findtext(f"{MAPS}loc") or "").strip()


def unread(entry: Element, file: str, site: BuiltSite) -> Iterator[str]:
    """A sentence for an entry of an index that is no sitemap."""
    root = site.xml.get(file)
    if root is None or isinstance(root, Finding) or root.tag != f"{MAPS}urlset":
        yield f'"{loc(entry)}" is no sitemap'


def entry_findings(path: str, entry: Element, site: BuiltSite) -> Iterator[Finding]:
    """What is wrong with one address."""
    page = site.page_at(loc(entry))
    line = entry.sourceline
    for sentence in address_mistakes(loc(entry), page, site):
        yield error(path, sentence, line)
    yield from lastmod(path, entry, page, site)
    for picture in entry.iter(f"{IMAGE}loc"):
        if site.file_at(picture.text or "") not in {None, *site.files}:
            yield error(path, f'the picture "{picture.text}" is not there', picture.sourceline)
    versions = {(t.get("hreflang"), plainly(t.get("href", ""))) for t in entry.iterfind(LINK)}
    shown = {(c, plainly(url)) for c, url in page.alternates if c != "x-default"} if page else set()
    if page and versions != shown and entry.find(f"{NEWS}news") is None:
        yield error(path, f'"{loc(entry)}" has other languages here than in its page', line)
    if page and (news := entry.find(f"{NEWS}news")) is not None:
        yield from (error(path, sentence, line) for sentence in untrue(news, page))


def address_mistakes(address: str, page: Page | None, site: BuiltSite) -> Iterator[str]:
    """Only a page that may be listed, at its own address, belongs into a sitemap."""
    if page is None:
        yield f'"{address}" leads to no page'
    elif page.leads_on:
        yield f'"{address}" redirects to "{page.leads_on}"; list that URL instead'
    elif not page.listed:
        yield f'"{address}" must not be listed (noindex)'
    elif page.canonical and not site.is_at(page.canonical[0], page.path):
        yield f'"{address}" is not the canonical address of its page'


def lastmod(path: str, entry: Element, page: Page | None, site: BuiltSite) -> Iterator[Finding]:
    """When an address last changed: a date of W3C, not to come; for a post the one it shows."""
    written = entry.findtext(f"{MAPS}lastmod")
    if written is None:
        return
    found, where = parse_rfc3339(written.strip()), f'"{loc(entry)}" changed at "{written}"'
    if found is None and not is_day(written.strip()):
        yield error(path, f"{where}, which is no moment", entry.sourceline)
    elif found and found > site.now:
        yield error(path, f"{where}, which is still to come", entry.sourceline)
    elif page and page.shown and found != parse_rfc3339(page.shown.updated):
        yield error(path, f'{where}; the page says "{page.shown.updated}"', entry.sourceline)


def is_day(written: str) -> bool:
    """Whether a text is a date without a time."""
    try:
        return bool(date.fromisoformat(written))
    except ValueError:
        return False


def untrue(news: Element, page: Page) -> Iterator[str]:
    """Sentences where the news sitemap is not what a post shows."""
    title = flat(news.findtext(f"{NEWS}title") or "")
    if title != page.heading:
        yield f'the title here is "{title}"; the page shows "{page.heading}"'
    published = news.findtext(f"{NEWS}publication_date") or ""
    if page.shown and parse_rfc3339(published) != parse_rfc3339(page.shown.published):
        yield f'was published at "{published}"; the page shows "{page.shown.published}"'
    for name in ("name", "language"):
        if not (news.findtext(f"{NEWS}publication/{NEWS}{name}") or "").strip():
            yield f"the publication has no {name}"
