"""`/_redirects`: each line can be read, and leads to something that is there."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from tools.checks.finding import Finding, error, warning
from tools.checks.site import BuiltSite

FILE = "_redirects"


def find(site: BuiltSite) -> Iterator[Finding]:
    """What is wrong with each line."""
    if FILE not in site.files:
        return
    text = (site.folder / FILE).read_text(encoding="utf-8", errors="replace")
    for number, line in enumerate(text.splitlines(), start=1):
        words = line.partition("#")[0].split() if line.lstrip().startswith("#") else line.split()
        if len(words) == 1:
            yield error(FILE, f'"{line.strip()}" says no address to lead to', number)
        elif words:
            # An address of Netlify's own may have parameters (`/a id=:id /b`) before the target.
            to = next((word for word in words[1:] if word.startswith(("/", "http"))), "")
            yield from target(to, number, site)


def target(address: str, line: int, site: BuiltSite) -> Iterator[Finding]:
    """What is wrong with where a line leads; a pattern leads nowhere in particular."""
    if not address:
        yield error(FILE, "the line says no address to lead to", line)
    elif ":" not in urlsplit(address).path and "*" not in address:
        file = site.file_at(address)
        if file is None:
            if address.startswith("/"):
                yield error(FILE, f'"{address}" leads out of the site', line)
        elif file not in site.files:
            yield error(FILE, f'"{address}" leads nowhere', line)
        elif file in site.pages and site.pages[file].leads_on:
            yield warning(FILE, f'"{address}" only leads on; name where to', line)
