"""The files beside the pages: no SVG, HTML or XML that runs anything, no hidden files, no programs.

The build judges them in `content/`; this is the same judgement of what has come out of it, by
whichever way. Files that the settings allow (`ACTIVE_HTML`) are left alone.
"""

from collections.abc import Iterator

from newsroom.attachments.file_types import ALLOW, content_problems, extension
from newsroom.attachments.validation import is_hidden
from newsroom.checks.finding import Finding, error
from newsroom.checks.parse.page import Page
from newsroom.checks.site import BuiltSite
from newsroom.files.extensions import ACTIVE_TYPES
from newsroom.output.manifest import BUILD_FILES

READ = frozenset(["svg", "xml"])
RUNNING = frozenset(["frame-src", "object-src", "script-src"])


def find(site: BuiltSite) -> Iterator[Finding]:
    """What should not have been published, then HTML files that no template of ours has written."""
    for path in sorted(site.files - site.allowed - BUILD_FILES):
        if is_hidden(path):
            yield error(path, f"is a hidden file, which is not published; remove it, or {ALLOW}")
        elif extension(path) in ACTIVE_TYPES and not in_theme(path, site):
            yield error(path, f"can run on the site; remove it, or {ALLOW}")
        elif extension(path) in READ and not isinstance(site.xml.get(path), Finding):
            for problem in content_problems(path, (site.folder / path).read_bytes()):
                yield error(path, problem.text, problem.line)
    for page in site.pages.values():
        if is_foreign(page, site):
            sentence = "is an HTML file with more than plain text, and no page of this site"
            yield error(page.path, f"{sentence}; remove it, or {ALLOW}")


def in_theme(path: str, site: BuiltSite) -> bool:
    """Whether a file is in a folder whose scripts are those of the theme."""
    return any(path.startswith(folder) for folder in site.allowed if folder.endswith("/"))


def is_foreign(page: Page, site: BuiltSite) -> bool:
    """Whether the build has not written a page; where that is unknown, whether one runs freely."""
    if site.written is not None:
        return page.path not in site.written
    return not page.policies and any(directive in RUNNING for directive, _ in page.needs)
