"""Sitemaps (sitemaps.org 0.9) and robots.txt (RFC 9309), which names them.

Sitemaps name the pages that search engines may list, and when each last changed.
"""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from urllib.parse import unquote

from newsroom.checks.parse.page import BuiltPage
from newsroom.checks.parse.xml import Element, collapse_whitespace
from newsroom.checks.site import FURTHER_PAGE, BuiltSite
from newsroom.dates.formats import parse_rfc3339
from newsroom.diagnostics.diagnostic import Diagnostic

MAPS = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
IMAGE = "{http://www.google.com/schemas/sitemap-image/1.1}"
NEWS = "{http://www.google.com/schemas/sitemap-news/0.9}"
LINK = "{http://www.w3.org/1999/xhtml}link"
ROBOTS = "robots.txt"
SITEMAPS = ("sitemap.xml", "news-sitemap.xml")
MAX_URLS, MAX_BYTES = 50_000, 50 * 1024 * 1024  # of one sitemap (sitemaps.org)
URL = re.compile(r"https?://[A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=%-]+")  # RFC 3986


def check(site: BuiltSite) -> Iterator[Diagnostic]:
    """Yield errors of each file, then pages that no sitemap names, then those of robots.txt."""
    indexed = set()
    for path, root in site.roots(f"{MAPS}sitemapindex"):
        for entry in root.iterfind(f"{MAPS}sitemap"):
            indexed.add(site.file_at(loc(entry)) or "")
            yield from check_index_entry(path, entry, site)
    counts: Counter[str] = Counter()
    for path, root in site.roots(f"{MAPS}urlset"):
        is_news = root.find(f"*/{NEWS}news") is not None
        if indexed and path not in indexed and not is_news and len(root):
            message = "sitemap is missing from the sitemap index"
            yield Diagnostic(path, 0, "sitemap/unlisted", message)
        size = (site.folder / path).stat().st_size
        if len(root) > MAX_URLS or size > MAX_BYTES:
            message = f"{len(root):,} URLs in {size:,} bytes: more than search engines read"
            yield Diagnostic(path, 0, "sitemap/too-large", message)
        for entry in root.iterfind(f"{MAPS}url"):
            yield from check_sitemap_entry(path, entry, site)
            if entry.find(f"{NEWS}news") is None:
                file = site.file_at(loc(entry)) or ""
                counts[file] += 1
                if counts[file] == 2:
                    message = f'"{loc(entry)}" is already listed'
                    yield Diagnostic(path, entry.sourceline, "sitemap/duplicate", message)
    if any(site.roots(f"{MAPS}urlset")):
        for page in unlisted_pages(site, counts):
            message = "page is missing from the sitemaps"
            yield Diagnostic(page.path, 0, "sitemap/missing-page", message)
    yield from check_robots_txt(site)


def unlisted_pages(site: BuiltSite, counts: Counter[str]) -> Iterator[BuiltPage]:
    """Yield indexable pages at their canonical URL, without the further pages of lists."""
    for page in site.pages.values():
        is_canonical = any(site.is_url_of(url, page.path) for url in page.canonical)
        is_further = FURTHER_PAGE.search(page.path)
        if page.is_indexable and is_canonical and not counts[page.path] and not is_further:
            yield page


def loc(entry: Element) -> str:
    """Return the URL of an entry."""
    return (entry.findtext(f"{MAPS}loc") or "").strip()


def check_index_entry(path: str, entry: Element, site: BuiltSite) -> Iterator[Diagnostic]:
    """Yield what is wrong with one sitemap of an index."""
    root = site.xml.get(site.file_at(loc(entry)) or "")
    if root is None or isinstance(root, Diagnostic) or root.tag != f"{MAPS}urlset":
        message = f'sitemap "{loc(entry)}" not found'
        yield Diagnostic(path, entry.sourceline, "sitemap/not-found", message)
    yield from check_lastmod(path, entry, None, site)


def check_sitemap_entry(path: str, entry: Element, site: BuiltSite) -> Iterator[Diagnostic]:
    """Yield what is wrong with one URL of a sitemap."""
    page, line = site.page_at(loc(entry)), entry.sourceline
    yield from check_sitemap_url(path, entry, page, site)
    yield from check_lastmod(path, entry, page, site)
    for element in (*entry.iterfind(f"{MAPS}loc"), *entry.iter(f"{IMAGE}loc")):
        if not URL.fullmatch(url := (element.text or "").strip()):
            message, advice = f'invalid URL "{url}"', "encode it as RFC 3986 requires"
            yield Diagnostic(path, element.sourceline, "sitemap/invalid-url", message, advice)
    for image in entry.iter(f"{IMAGE}loc"):
        if site.file_at(image.text or "") not in {None, *site.files}:
            message = f'image "{image.text}" not found'
            yield Diagnostic(path, image.sourceline, "sitemap/not-found", message)
    news = entry.find(f"{NEWS}news")
    if page and news is None:
        links = entry.iterfind(LINK)
        versions = {(e.get("hreflang"), unquote(e.get("href", ""))) for e in links}
        if versions != {(c, unquote(url)) for c, url in page.alternates if c != "x-default"}:
            message = f'"{loc(entry)}" has other languages than its page'
            yield Diagnostic(path, line, "sitemap/mismatch", message)
    elif page and news is not None:
        for message in news_problems(news, page):
            yield Diagnostic(path, line, "sitemap/mismatch", message)


def check_sitemap_url(
    path: str, entry: Element, page: BuiltPage | None, site: BuiltSite
) -> Iterator[Diagnostic]:
    """Yield an error for anything but the canonical URL of an indexable page."""
    url, line = loc(entry), entry.sourceline
    if page is None:
        yield Diagnostic(path, line, "sitemap/not-found", f'page "{url}" not found')
    elif page.redirect_target:
        message = f'"{url}" redirects to "{page.redirect_target}"'
        yield Diagnostic(path, line, "sitemap/redirect", message, "list that URL instead")
    elif not page.is_indexable:
        yield Diagnostic(path, line, "sitemap/noindex", f'"{url}" has noindex', "remove it")
    elif page.canonical and not site.is_url_of(page.canonical[0], page.path):
        message = f'"{url}" is not the canonical URL of its page'
        yield Diagnostic(path, line, "sitemap/canonical", message)


def check_lastmod(
    path: str, entry: Element, page: BuiltPage | None, site: BuiltSite
) -> Iterator[Diagnostic]:
    """Yield a date of change that is invalid (W3C), in the future, or not what the post shows."""
    text = entry.findtext(f"{MAPS}lastmod")
    if text is None:
        return
    changed, message = parse_rfc3339(text.strip()), f'"{loc(entry)}" changed at "{text}"'
    if changed is None and not is_day(text.strip()):
        message += ", which is not a date"
        yield Diagnostic(path, entry.sourceline, "sitemap/invalid-date", message)
    elif changed and changed > site.now:
        message += ", which is in the future"
        yield Diagnostic(path, entry.sourceline, "sitemap/future-date", message)
    elif page and page.facts and changed != parse_rfc3339(page.facts.updated):
        message += f', but the page shows "{page.facts.updated}"'
        yield Diagnostic(path, entry.sourceline, "sitemap/mismatch", message)


def is_day(text: str) -> bool:
    """Return whether a text is a date without a time."""
    try:
        return bool(date.fromisoformat(text))
    except ValueError:
        return False


def news_problems(news: Element, page: BuiltPage) -> Iterator[str]:
    """Yield a message for what the news sitemap says otherwise than a post, or lacks."""
    title = collapse_whitespace(news.findtext(f"{NEWS}title") or "")
    if title != page.heading:
        yield f'title is "{title}", but the page shows "{page.heading}"'
    published = news.findtext(f"{NEWS}publication_date") or ""
    if page.facts and parse_rfc3339(published) != parse_rfc3339(page.facts.published):
        yield f'published at "{published}", but the page shows "{page.facts.published}"'
    for name in ("name", "language"):
        if not (news.findtext(f"{NEWS}publication/{NEWS}{name}") or "").strip():
            yield f"missing {name} of the publication"


def check_robots_txt(site: BuiltSite) -> Iterator[Diagnostic]:
    """Yield sitemaps that robots.txt does not name, and those that it names and are missing."""
    sitemaps = [path for path in SITEMAPS if path in site.files]
    if ROBOTS not in site.files:
        if sitemaps:
            message = f"missing: search engines do not find {' and '.join(sitemaps)}"
            yield Diagnostic(ROBOTS, 0, "robots-txt/missing", message)
        return
    listed = []
    for number, line in enumerate(site.read_text(ROBOTS).splitlines(), start=1):
        key, _, url = (part.strip() for part in line.partition(":"))
        if key.lower() == "sitemap":
            file = site.file_at(url) or ""
            listed.append(file)
            if file not in site.files:
                message = f'sitemap "{url}" not found'
                yield Diagnostic(ROBOTS, number, "robots-txt/not-found", message)
    for path in sitemaps:
        if path not in listed:
            yield Diagnostic(ROBOTS, 0, "robots-txt/missing", f"missing sitemap {path}")
