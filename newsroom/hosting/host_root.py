"""Files that clients ask for at the root of a host, wherever on it the site is.

A site may be below a path (`https://example.org/blog`). Crawlers ask for `/robots.txt` alone (RFC
9309, section 2.3), and well-known URIs are at the root as well (RFC 8615), so where we fill a whole
host, those files are there too.
"""

from urllib.parse import unquote

NAMES = ("ads.txt", "app-ads.txt", "favicon.ico", "llms.txt", "robots.txt")
WELL_KNOWN = ".well-known/"
NOT_FOUND = "404.html"  # hosts read it at the root of what is sent to them


def is_at_root(path: str) -> bool:
    """Return whether clients ask for a file of the site, by its path, at the root of the host."""
    return path in NAMES or path.startswith(WELL_KNOWN)


def folder_of_base(base: str) -> str:
    """Return the folder of a site below the root of its host: `blog/` for `/blog`, "" for ""."""
    return f"{unquote(base).strip('/')}/" if base.strip("/") else ""
