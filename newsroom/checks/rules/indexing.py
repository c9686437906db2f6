"""Who may list a page: each says so in `<meta name="robots">`.

A redirect page says nothing of that. Search engines take a refresh after 0 seconds, and its
canonical URL, as a redirect to the target; `noindex` there has made them drop the target too.
"""

from collections.abc import Iterator

from newsroom.checks.finding import Finding, error, warning
from newsroom.checks.parse.page import Page
from newsroom.checks.site import BuiltSite

LARGE = "max-image-preview:large"


def find(site: BuiltSite) -> Iterator[Finding]:
    """Pages that say nothing where others do, or let search engines list what they should not."""
    usual = any("robots" in page.metas for page in site.pages.values())
    for page in site.pages.values():
        said = ", ".join(page.metas.get("robots", ()))
        if page.leads_on:
            yield from redirect_page(page, said)
        elif not said and usual:
            tell = warning if page.bare else error
            yield tell(page.path, f'has no <meta name="robots">; needs {LARGE}, or noindex')
        elif page.listed and usual and LARGE not in said:
            yield warning(page.path, f'"robots" is "{said}"; with {LARGE} results show its picture')


def redirect_page(page: Page, robots: str) -> Iterator[Finding]:
    """Yield what keeps search engines from following a page that redirects."""
    if "noindex" in robots.lower():
        yield error(
            page.path,
            f'redirects to "{page.leads_on}" and has noindex, which can take the target out of '
            "search results; remove it",
        )
    if not page.canonical:
        yield error(
            page.path,
            f'redirects to "{page.leads_on}" and names no canonical URL; name that of the target',
        )
