"""What search engines index: each page has a robots meta element, and one canonical URL, its own.

A post that was published elsewhere first has that URL as its canonical one, and names it in its
structured data as well (`isBasedOn`).
"""

from collections.abc import Iterator
from dataclasses import replace

from newsroom.checks.parse.page import BuiltPage
from newsroom.checks.site import BuiltSite
from newsroom.diagnostics.diagnostic import Diagnostic

LARGE = "max-image-preview:large"


def check(site: BuiltSite) -> Iterator[Diagnostic]:
    """Yield pages without a robots meta element where others have one, and wrong canonical URLs."""
    has_robots = any("robots" in page.metas for page in site.pages.values())
    for page in site.pages.values():
        if page.redirect_target:
            continue  # see `redirects`
        if has_robots:
            yield from check_robots_meta(page)
        if page.is_indexable:
            yield from check_canonical(page, site)


def check_robots_meta(page: BuiltPage) -> Iterator[Diagnostic]:
    """Yield a missing robots meta element, and one that keeps images small in results."""
    robots = ", ".join(page.metas.get("robots", ()))
    if not robots:
        message, advice = 'missing <meta name="robots">', f"write {LARGE} or noindex"
        missing = Diagnostic(page.path, 0, "page/missing-robots", message, advice)
        yield replace(missing, severity="warning") if page.is_handmade else missing
    elif page.is_indexable and LARGE not in robots:
        message = f'"robots" is "{robots}": search results show a small image only'
        yield Diagnostic(page.path, 0, "page/small-preview", message, f"add {LARGE}")


def check_canonical(page: BuiltPage, site: BuiltSite) -> Iterator[Diagnostic]:
    """Yield what is wrong with the canonical URL of a page that search engines may list."""
    if len(page.canonical) > 1:
        message = f"{len(page.canonical)} canonical URLs"
        yield Diagnostic(page.path, 0, "canonical/multiple", message, "keep one")
    elif not page.canonical:
        yield Diagnostic(page.path, 0, "canonical/missing", "missing canonical URL")
    elif not site.is_url_of(page.canonical[0], page.path) and not is_syndicated(page):
        message = f'canonical URL "{page.canonical[0]}" is not that of the page'
        yield Diagnostic(page.path, 0, "canonical/other-page", message)


def is_syndicated(page: BuiltPage) -> bool:
    """Return whether the structured data names the canonical URL as the original of the post."""
    return page.canonical[0] in page.claims.originals
