"""`/robots.txt` (RFC 9309) names the sitemaps that are there, and no other."""

from collections.abc import Iterator

from newsroom.checks.finding import Finding, error
from newsroom.checks.site import BuiltSite

FILE = "robots.txt"
SITEMAPS = ("sitemap.xml", "news-sitemap.xml")


def find(site: BuiltSite) -> Iterator[Finding]:
    """Sitemaps that are named and missing, or there and not named."""
    there = [path for path in SITEMAPS if path in site.files]
    if FILE not in site.files:
        if there:
            yield error(FILE, f"is missing, so nobody finds {' and '.join(there)}")
        return
    text = (site.folder / FILE).read_text(encoding="utf-8", errors="replace")
    named = []
    for number, line in enumerate(text.splitlines(), start=1):
        key, _, value = line.partition(":")
        if key.strip().lower() == "sitemap":
            file = site.file_at(value.strip()) or ""
            named.append(file)
            if file not in site.files:
                yield error(FILE, f'the sitemap "{value.strip()}" is not there', number)
    for path in there:
        if path not in named:
            yield error(FILE, f"does not name the sitemap {path}")
