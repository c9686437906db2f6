"""Who may list a page: each says so in `<meta name="robots">`, and old addresses are not listed."""

from collections.abc import Iterator

from tools.checks.finding import Finding, error, warning
from tools.checks.site import BuiltSite

LARGE = "max-image-preview:large"


def find(site: BuiltSite) -> Iterator[Finding]:
    """Pages that say nothing where others do, or let search engines list what they should not."""
    usual = any("robots" in page.metas for page in site.pages.values())
    for page in site.pages.values():
        said = ", ".join(page.metas.get("robots", ()))
        if page.leads_on and "noindex" not in said:
            yield error(
                page.path, f'leads on to "{page.leads_on}" and may be listed; needs noindex'
            )
        elif not said and usual:
            tell = warning if page.bare else error
            yield tell(page.path, f'has no <meta name="robots">; needs {LARGE}, or noindex')
        elif page.listed and usual and LARGE not in said:
            yield warning(page.path, f'"robots" is "{said}"; with {LARGE} results show its picture')
