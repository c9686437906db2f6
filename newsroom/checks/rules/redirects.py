"""Redirects: each line of `/_redirects` is valid and leads to a file, each page of one is sound.

Search engines take a refresh after 0 seconds, and the canonical URL beside it, as a redirect to the
target; `noindex` there has made them drop the target too.
"""

from collections.abc import Iterator
from urllib.parse import unquote

from newsroom.checks.parse.page import BuiltPage
from newsroom.checks.site import BuiltSite
from newsroom.diagnostics.diagnostic import Diagnostic
from newsroom.hosting.redirects_file import RedirectLine, parse_redirect_lines

FILE = "_redirects"


def check(site: BuiltSite) -> Iterator[Diagnostic]:
    """Yield what is wrong with each line of the file, then with each page that redirects."""
    if FILE in site.files:
        for line in parse_redirect_lines(site.read_text(FILE)):
            yield from check_line(line, site)
    for page in site.pages.values():
        if page.redirect_target:
            yield from check_redirect_page(page, site)


def check_line(line: RedirectLine, site: BuiltSite) -> Iterator[Diagnostic]:
    """Yield what is wrong with the target of a line; that of a pattern may be any."""
    url = line.new
    if line.lacks_target:
        message = f'"{line.old}" has a missing or invalid target'
        advice = "write `/old /new 301`"
        yield Diagnostic(FILE, line.number, "redirect/invalid", message, advice)
    elif ":" not in line.target.path and "*" not in url:
        file = site.file_at(url)
        if file is None:
            if url.startswith("/"):
                message = f'target "{url}" is outside of the site'
                yield Diagnostic(FILE, line.number, "redirect/outside-site", message)
        elif file not in site.files:
            yield Diagnostic(FILE, line.number, "redirect/not-found", f'target "{url}" not found')
        elif file in site.pages and site.pages[file].redirect_target:
            message, advice = f'"{url}" is itself a redirect', "use its target"
            yield Diagnostic(FILE, line.number, "redirect/chain", message, advice)


def check_redirect_page(page: BuiltPage, site: BuiltSite) -> Iterator[Diagnostic]:
    """Yield what keeps search engines from following a page that redirects."""
    redirect = f'redirect to "{page.redirect_target}"'
    if "noindex" in ", ".join(page.metas.get("robots", ())).lower():
        message = f"{redirect} has noindex, which can take the target out of search results"
        yield Diagnostic(page.path, 0, "redirect/noindex", message, "remove it")
    if not page.canonical:
        message = f"{redirect} has no canonical URL"
        yield Diagnostic(page.path, 0, "redirect/canonical", message, "use that of the target")
        return
    target = site.resolve(page.redirect_target, page.path)
    if unquote(page.canonical[0]) != unquote(target):
        message = f'redirect to "{target}" has the canonical URL "{page.canonical[0]}"'
        yield Diagnostic(page.path, 0, "redirect/canonical", message, "use that of the target")
