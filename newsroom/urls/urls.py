"""URLs of this site and of other sites: which files they name, and how machines write them."""

import posixpath
import re
from functools import lru_cache
from urllib.parse import quote, unquote, urlsplit

from newsroom.urls.hosts import InvalidUrlError, encode_netloc

PLAIN = re.compile(r"[\w.~:/?#\[\]@!$&'()*+,;=%-]*", re.ASCII)  # the characters of RFC 3986
LONGEST_NAME, LONGEST_PATH = 255, 2000  # bytes; the folders above count as well
MANY = 16_384  # links of bodies, each of which several plugins ask for
PLACEHOLDER = re.compile(r"^[{|](?P<what>\w+)[}|](?P<rest>.*)$")


def encode_url(url: str) -> str:
    """Return a URL in ASCII (RFC 3986): its host encoded by IDNA 2008, the rest percent-encoded.

    What is encoded already stays as it is. Raises `InvalidUrlError`.
    """
    if PLAIN.fullmatch(url):
        return url
    try:
        netloc = urlsplit(url).netloc
    except ValueError:
        raise InvalidUrlError(f'invalid URL "{url}"') from None
    encoded = url.replace(netloc, encode_netloc(netloc), 1)
    return quote(encoded, safe="/%:?#[]@!$&'()*+,;=~")


def is_internal(url: str) -> bool:
    """Return whether a URL has neither scheme nor host, so that it is one of this site."""
    if url.startswith(("https://", "http://")):  # most are, and splitting takes long
        return False
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return not parts.scheme and not parts.netloc


@lru_cache(MANY)
def source_file(url: str, folder: str) -> str | None:
    """Return the file under `content/` that a URL written in a file of `folder` may name.

    `{static}/images/a.png`, `/images/a.png`, `a.png` and `../images/a.png` all name files; None
    for a fragment, another site, or a path outside `content/`.
    """
    placeholder = PLACEHOLDER.match(url)
    if placeholder and placeholder["what"] not in ("filename", "static", "attach"):
        return None
    target = placeholder["rest"] if placeholder else url
    if not is_internal(target):
        return None
    path = unquote(urlsplit(target).path)
    joined = path.lstrip("/") if path.startswith("/") else posixpath.join(folder, path)
    normal = posixpath.normpath(joined)
    return normal if path and not normal.startswith("..") and can_be_file(normal) else None


def path_problem(path: str) -> str:
    """Return why no file below the root of a site can have a path, "" if one can.

    A path with `..`, or one that starts with a slash, would be that of a file outside of the site.

    >>> path_problem("tag/../../x/index.html")
    'has the part ".."'
    """
    names = path.split("/")
    if reference := next((name for name in names if name in (".", "..")), ""):
        return f'has the part "{reference}"'
    if not all(names):
        return "has an empty part"
    return "contains a NUL character" if "\0" in path else ""


def can_be_file(path: str) -> bool:
    """Return whether a file can have this path: without NUL, and at most 255 bytes a name."""
    names = path.split("/")
    longest = max(len(name.encode(errors="surrogatepass")) for name in names)
    return "\0" not in path and longest <= LONGEST_NAME and len(path) < LONGEST_PATH
