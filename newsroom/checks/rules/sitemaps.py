"""Sitemaps (sitemaps.org 0.9) and robots.txt (RFC 9309), which names them.

Sitemaps name the pages that search engines may list, and when each last changed.
"""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from urllib.parse import unquote

from newsroom.checks.parse.page import BuiltPage
from newsroom.checks.parse.sitemap import News, ParsedSitemapEntry
from newsroom.checks.site import FURTHER_PAGE, BuiltSite
from newsroom.dates.formats import parse_rfc3339
from newsroom.diagnostics.diagnostic import Diagnostic

ROBOTS = "robots.txt"
SITEMAPS = ("sitemap.xml", "news-sitemap.xml")
MAX_URLS, MAX_BYTES = 50_000, 50 * 1024 * 1024  # of one sitemap (sitemaps.org)
URL = re.compile(r"https?://[A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=%-]+")  # RFC 3986


def check(site: BuiltSite) -> Iterator[Diagnostic]:
    """Yield errors of each file, then pages that no sitemap names, then those of robots.txt."""
    indexed = set()
    for path, sitemap in site.sitemaps.items():
        for entry in sitemap.entries if sitemap.is_index else ():
            indexed.add(site.file_at(entry.url) or "")
            yield from check_index_entry(path, entry, site)
    counts: Counter[str] = Counter()
    lists = {path: sitemap for path, sitemap in site.sitemaps.items() if not sitemap.is_index}
    for path, sitemap in lists.items():
        is_news = any(entry.news for entry in sitemap.entries)
        if indexed and path not in indexed and not is_news and sitemap.length:
            message = "sitemap is missing from the sitemap index"
            yield Diagnostic(path, 0, "sitemap/unlisted", message)
        size = (site.folder / path).stat().st_size
        if sitemap.length > MAX_URLS or size > MAX_BYTES:
            message = f"{sitemap.length:,} URLs in {size:,} bytes: more than search engines read"
            yield Diagnostic(path, 0, "sitemap/too-large", message)
        for entry in sitemap.entries:
            yield from check_sitemap_entry(path, entry, site)
            if entry.news is None:
                file = site.file_at(entry.url) or ""
                counts[file] += 1
                if counts[file] == 2:
                    message = f'"{entry.url}" is already listed'
                    yield Diagnostic(path, entry.line, "sitemap/duplicate", message)
    if lists:
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


def check_index_entry(
    path: str, entry: ParsedSitemapEntry, site: BuiltSite
) -> Iterator[Diagnostic]:
    """Yield what is wrong with one sitemap of an index."""
    sitemap = site.sitemaps.get(site.file_at(entry.url) or "")
    if sitemap is None or sitemap.is_index:
        message = f'sitemap "{entry.url}" not found'
        yield Diagnostic(path, entry.line, "sitemap/not-found", message)
    yield from check_lastmod(path, entry, None, site)


def check_sitemap_entry(
    path: str, entry: ParsedSitemapEntry, site: BuiltSite
) -> Iterator[Diagnostic]:
    """Yield what is wrong with one URL of a sitemap."""
    page = site.page_at(entry.url)
    yield from check_sitemap_url(path, entry, page, site)
    yield from check_lastmod(path, entry, page, site)
    for url, line in (*entry.locations, *entry.images):
        if not URL.fullmatch(url):
            message, advice = f'invalid URL "{url}"', "encode it as RFC 3986 requires"
            yield Diagnostic(path, line, "sitemap/invalid-url", message, advice)
    for url, line in entry.images:
        if (file := site.file_at(url)) is not None and file not in site.files:
            message = f'image "{url}" not found'
            yield Diagnostic(path, line, "sitemap/not-found", message)
    if page and entry.news is None:
        versions = {(language, unquote(url)) for language, url in entry.versions}
        if versions != {(c, unquote(url)) for c, url in page.alternates if c != "x-default"}:
            message = f'"{entry.url}" has other languages than its page'
            yield Diagnostic(path, entry.line, "sitemap/mismatch", message)
    elif page and entry.news is not None:
        for message in news_problems(entry.news, page):
            yield Diagnostic(path, entry.line, "sitemap/mismatch", message)


def check_sitemap_url(
    path: str, entry: ParsedSitemapEntry, page: BuiltPage | None, site: BuiltSite
) -> Iterator[Diagnostic]:
    """Yield an error for anything but the canonical URL of an indexable page."""
    url, line = entry.url, entry.line
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
    path: str, entry: ParsedSitemapEntry, page: BuiltPage | None, site: BuiltSite
) -> Iterator[Diagnostic]:
    """Yield a date of change that is invalid (W3C), in the future, or not what the post shows."""
    text = entry.changed
    if text is None:
        return
    changed, message = parse_rfc3339(text.strip()), f'"{entry.url}" changed at "{text}"'
    if changed is None and not is_day(text.strip()):
        message += ", which is not a date"
        yield Diagnostic(path, entry.line, "sitemap/invalid-date", message)
    elif changed and changed > site.now:
        message += ", which is in the future"
        yield Diagnostic(path, entry.line, "sitemap/future-date", message)
    elif page and page.facts and changed != parse_rfc3339(page.facts.updated):
        message += f', but the page shows "{page.facts.updated}"'
        yield Diagnostic(path, entry.line, "sitemap/mismatch", message)


def is_day(text: str) -> bool:
    """Return whether a text is a date without a time."""
    try:
        return bool(date.fromisoformat(text))
    except ValueError:
        return False


def news_problems(news: News, page: BuiltPage) -> Iterator[str]:
    """Yield a message for what the news sitemap says otherwise than a post, or lacks."""
    if news.title != page.heading:
        yield f'title is "{news.title}", but the page shows "{page.heading}"'
    if page.facts and parse_rfc3339(news.published) != parse_rfc3339(page.facts.published):
        yield f'published at "{news.published}", but the page shows "{page.facts.published}"'
    for name, value in (("name", news.name), ("language", news.language)):
        if not value:
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
