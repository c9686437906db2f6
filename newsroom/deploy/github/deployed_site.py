"""Which site a branch of GitHub Pages has, and what its CNAME says: a deployment replaces no other.

The newest deployment names its SITEURL in its commit message. Those of before did not; their
robots.txt names the sitemap, and their front page its canonical URL.
"""

import re
from collections.abc import Callable
from urllib.parse import urlsplit

from newsroom.urls.hosts import InvalidUrlError, encode_host
from newsroom.urls.site_url import normalize_site_url

EVIDENCE = (
    ("robots.txt", re.compile(r"^Sitemap: *(\S+)/sitemap\.xml\s*$", re.MULTILINE)),
    ("index.html", re.compile(r"""<link rel="?canonical"? href=["']?([^"'\s>]+)""")),
)


def site_of_files(read: Callable[[str], bytes | None]) -> str:
    """Return the SITEURL that deployed files name, "" for none; `read` gives a file by its path."""
    for path, pattern in EVIDENCE:
        if found := pattern.search((read(path) or b"").decode(errors="replace")):
            return found[1].rstrip("/")
    return ""


def are_same_site(one: str, other: str) -> bool:
    """Whether two URLs are of one site: one host and path, by http or https, however written."""
    return _identity(one) == _identity(other)


def _identity(url: str) -> str:
    try:
        return normalize_site_url(url).partition("://")[2]
    except InvalidUrlError:
        return url.rstrip("/")


def host_of(site: str) -> str:
    """Return the host of a site without its port, "" for no URL."""
    return urlsplit(site).hostname or ""


def domain(cname: bytes) -> str:
    """Return the domain that a CNAME file names, as hosts are compared; "" for none."""
    written = cname.decode(errors="replace").strip().partition("\n")[0].strip().rstrip(".")
    try:
        return encode_host(written) if written else ""
    except InvalidUrlError:
        return written


def cname_problem(cname: str, site: str) -> str:
    """Return what is wrong with a custom domain for a site, "" for nothing."""
    path = urlsplit(site).path
    if cname and cname != host_of(site):
        return (
            f"CNAME names {cname}, and SITEURL is {site}; set SITEURL to https://{cname}, "
            f"or the custom domain to {host_of(site)} (Settings, Pages)"
        )
    if cname and path:
        return (
            f"CNAME puts the branch at https://{cname}/, and SITEURL has the path {path}, where "
            f"nothing will be; set SITEURL to https://{cname}"
        )
    return ""
