"""`/_redirects`: each line can be read, and leads to something that is there."""

from collections.abc import Iterator

from newsroom.checks.finding import Finding, error, warning
from newsroom.checks.site import BuiltSite
from newsroom.hosting.redirects_file import RedirectLine, parse_redirect_lines

FILE = "_redirects"


def find(site: BuiltSite) -> Iterator[Finding]:
    """What is wrong with each line."""
    if FILE not in site.files:
        return
    text = (site.folder / FILE).read_text(encoding="utf-8", errors="replace")
    for line in parse_redirect_lines(text):
        yield from target(line, site)


def target(line: RedirectLine, site: BuiltSite) -> Iterator[Finding]:
    """What is wrong with where a line leads; a pattern leads nowhere in particular."""
    address = line.new
    if line.lacks_target:
        sentence = f'"{line.old}" has a missing or invalid target; write `/old /new 301`'
        yield error(FILE, sentence, line.number)
    elif ":" not in line.target.path and "*" not in address:
        file = site.file_at(address)
        if file is None:
            if address.startswith("/"):
                yield error(FILE, f'"{address}" leads out of the site', line.number)
        elif file not in site.files:
            yield error(FILE, f'"{address}" leads nowhere', line.number)
        elif file in site.pages and site.pages[file].leads_on:
            yield warning(FILE, f'"{address}" is itself a redirect; use its target', line.number)
