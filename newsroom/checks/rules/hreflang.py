"""Versions of a page in other languages (`hreflang`): each names all others and itself."""

import re
from collections import Counter
from collections.abc import Iterator
from urllib.parse import unquote

from newsroom.checks.parse.page import BuiltPage
from newsroom.checks.site import BuiltSite
from newsroom.diagnostics.diagnostic import Diagnostic

LANGUAGE = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})*", re.IGNORECASE)  # BCP 47, as far as is used
DEFAULT = "x-default"  # for readers of any other language


def check(site: BuiltSite) -> Iterator[Diagnostic]:
    """Yield what is wrong with the versions that a page names."""
    for page in site.pages.values():
        if page.alternates:
            yield from check_languages(page)
            yield from check_versions(page, site)


def check_languages(page: BuiltPage) -> Iterator[Diagnostic]:
    """Yield languages that a page names twice, and what is not the tag of a language."""
    counts = Counter(language.lower() for language, _ in page.alternates)
    for language, count in counts.items():
        if count > 1:
            message = f'{count} versions in the language "{language}"'
            yield Diagnostic(page.path, 0, "hreflang/duplicate", message, "keep one")
        if language != DEFAULT and not LANGUAGE.fullmatch(language):
            message = f'"{language}" is not a valid language tag'
            yield Diagnostic(page.path, 0, "hreflang/invalid", message)


def check_versions(page: BuiltPage, site: BuiltSite) -> Iterator[Diagnostic]:
    """Yield a page that does not name itself, and versions that do not agree with it."""
    versions = [(language, url) for language, url in page.alternates if language != DEFAULT]
    if not any(site.is_url_of(url, page.path) for _, url in versions):
        message = "the page is missing from its own versions in other languages"
        yield Diagnostic(page.path, 0, "hreflang/missing", message)
    for language, url in versions:
        if not (version := site.page_at(url)):
            continue
        if version.language.lower() != language.lower():
            message = f'version {version.path} in "{language}" is in "{version.language}"'
            yield Diagnostic(page.path, 0, "hreflang/mismatch", message)
        if versions_of(version) != versions_of(page):
            message = f"version {version.path} names other versions than this page"
            yield Diagnostic(page.path, 0, "hreflang/mismatch", message)


def versions_of(page: BuiltPage) -> set[tuple[str, str]]:
    """Return language and decoded URL of each version that a page names."""
    return {(language.lower(), unquote(url)) for language, url in page.alternates}
