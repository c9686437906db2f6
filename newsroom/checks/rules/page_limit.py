"""No page makes a phone load more than the limit of the settings."""

from collections.abc import Iterator

from newsroom.checks.page_weight import kilobytes, page_weights
from newsroom.checks.site import BuiltSite
from newsroom.diagnostics.diagnostic import Diagnostic

LISTED = 3  # files that a message names
ADVICE = 'make them smaller, or raise PAGE_WEIGHT["kilobytes"] in pelicanconf.py'


def check(site: BuiltSite) -> Iterator[Diagnostic]:
    """Yield the pages over the limit, each with the heaviest of what it loads."""
    for weight in page_weights(site) if site.page_limit else ():
        if weight.total > site.page_limit:
            limit = kilobytes(site.page_limit)
            excess = f"{kilobytes(weight.total)} on a phone, over the limit of {limit}"
            message = f"page loads {excess}: {', '.join(heaviest_files(site, weight.path))}"
            yield Diagnostic(weight.path, 0, "page/too-heavy", message, ADVICE)


def heaviest_files(site: BuiltSite, path: str) -> list[str]:
    """Return the heaviest files that the page at a path loads as text, itself among them."""
    sizes = {file: site.sizes[file] for file in site.loaded_files[path]}
    sizes |= {"its HTML": site.pages[path].size}
    ordered = sorted(sizes.items(), key=lambda item: (-item[1], item[0]))
    return [f"{name} ({kilobytes(size)})" for name, size in ordered[:LISTED]]
