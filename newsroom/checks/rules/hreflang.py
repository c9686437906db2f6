"""Versions of a page in other languages (`hreflang`): each names all others and itself."""

import re
from collections import Counter
from collections.abc import Iterator

from newsroom.checks.finding import Finding, error
from newsroom.checks.parse.page import Page
from newsroom.checks.site import BuiltSite, plainly

CODE = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})*", re.IGNORECASE)  # BCP 47, as far as is used
OTHERS = "x-default"  # for readers of any other language


def find(site: BuiltSite) -> Iterator[Finding]:
    """What is wrong with the versions that a page names."""
    for page in site.pages.values():
        if page.alternates:
            yield from (error(page.path, sentence) for sentence in mistakes(page, site))


def mistakes(page: Page, site: BuiltSite) -> Iterator[str]:
    """Sentences on one page."""
    codes = Counter(code.lower() for code, _ in page.alternates)
    for code, count in codes.items():
        if count > 1:
            yield f'names {count} versions in the language "{code}"; one can count'
        if code != OTHERS and not CODE.fullmatch(code):
            yield f'"{code}" is no language'
    if not any(site.is_at(url, page.path) for code, url in page.alternates if code != OTHERS):
        yield "does not name itself among its versions in other languages"
    for code, url in page.alternates:
        other = site.page_at(url)
        if other and code != OTHERS:
            yield from answer(page, other, code)


def answer(page: Page, other: Page, code: str) -> Iterator[str]:
    """What another version has to say to agree."""
    if other.language.lower() != code.lower():
        yield f'names {other.path} as its version in "{code}", which is in "{other.language}"'
    if versions(other) != versions(page):
        yield f"names {other.path} as another version, which names other versions than this page"


def versions(page: Page) -> set[tuple[str, str]]:
    """Language and address of each version that a page names."""
    return {(code.lower(), plainly(url)) for code, url in page.alternates}
