"""The files beside the pages: no SVG, HTML or XML that runs anything, no hidden files, no programs.

The build judges them in `content/`; this is the same judgement of what has come out of it, by
whichever way. Files that the settings allow (`ACTIVE_HTML`) are left alone.
"""

from collections.abc import Iterator

from newsroom.attachments.file_types import ALLOW, extension
from newsroom.attachments.validation import is_hidden
from newsroom.checks.parse.page import BuiltPage
from newsroom.checks.site import BuiltSite
from newsroom.diagnostics.diagnostic import Diagnostic
from newsroom.files.extensions import ACTIVE_TYPES
from newsroom.output.manifest import BUILD_FILES

RUNNING = frozenset(["frame-src", "object-src", "script-src"])
ADVICE = f"remove it, or {ALLOW}"


def check(site: BuiltSite) -> Iterator[Diagnostic]:
    """Yield what must not be published, then HTML files that no template has written."""
    for path in sorted(site.files - site.allowed - BUILD_FILES):
        if is_hidden(path):
            yield Diagnostic(path, 0, "attachment/hidden", "hidden file", ADVICE)
        elif extension(path) in ACTIVE_TYPES and not is_in_theme(path, site):
            message = f"type .{extension(path)} can run on the site"
            yield Diagnostic(path, 0, "attachment/active-type", message, ADVICE)
        elif path in site.machine_files:
            yield from site.machine_files[path].problems
    for page in site.pages.values():
        if is_foreign(page, site):
            message = "HTML file with more than plain text that is not a page of this site"
            yield Diagnostic(page.path, 0, "output/foreign-page", message, ADVICE)


def is_in_theme(path: str, site: BuiltSite) -> bool:
    """Return whether a file is in a folder whose scripts are those of the theme."""
    return any(path.startswith(folder) for folder in site.allowed if folder.endswith("/"))


def is_foreign(page: BuiltPage, site: BuiltSite) -> bool:
    """Return whether no template has written a page; where that is unknown, whether it can run."""
    if site.templated is not None:
        return page.path not in site.templated
    return not page.policies and any(directive in RUNNING for directive, _ in page.needs)
