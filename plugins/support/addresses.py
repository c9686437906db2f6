"""Addresses inside HTML and inside the site: finding them, changing them, making them absolute."""

import posixpath
import re
from collections.abc import Callable
from html import escape, unescape
from urllib.parse import quote, unquote, urljoin, urlsplit

from plugins.support.site import Site

# A comment, or a start tag with attributes, its quoted values whole; then those attributes.
TAG = re.compile(
    r"""<!--.*?-->|<[a-z][^\s<>"'/]*+(?=[\s/"'])(?:[^<>"']++|"[^"]*"|'[^']*')*>""",
    re.IGNORECASE | re.DOTALL,
)
ATTRIBUTE = re.compile(
    r"""(?P<start>[\s/](?P<name>[^\s=>"'/]+)\s*=\s*)(?P<written>"[^"]*"|'[^']*'|[^\s"'>]+)"""
)
REPLACED = frozenset(["href", "src", "poster", "srcset"])
MAY_HOLD = re.compile("href|src|poster", re.IGNORECASE)  # most tags hold none of these
PLAIN = re.compile(r"[\w.~:/?#\[\]@!$&'()*+,;=%-]*", re.ASCII)  # all that RFC 3986 lets stand
UNQUOTED = re.compile(r"[\w.~/-]*", re.ASCII)  # all that `quote` leaves as it is
PLACEHOLDER = re.compile(r"^[{|](?P<what>\w+)[}|](?P<rest>.*)$")


def replace_addresses(html: str, replace: Callable[[str], str]) -> str:
    """The HTML with each address in it replaced. `replace` gets and gives plain, unescaped text."""

    def attribute(match: re.Match[str]) -> str:
        if match["name"].lower() not in REPLACED:
            return match[0]
        written = match["written"]
        quote = written[0] if written[0] in "\"'" else '"'
        old = unescape(written[1:-1] if written[0] == quote else written)
        set_of = match["name"].lower() == "srcset"
        new = _each_source(old, replace) if set_of else replace(old.strip())
        if new == old:
            return match[0]
        return f"{match['start']}{quote}{escape(new)}{quote}"

    def tag(match: re.Match[str]) -> str:
        if match[0].startswith("<!") or not MAY_HOLD.search(match[0]):
            return match[0]
        return ATTRIBUTE.sub(attribute, match[0])

    return TAG.sub(tag, html)


def _each_source(srcset: str, replace: Callable[[str], str]) -> str:
    parts = [part.split() for part in srcset.split(",") if part.strip()]
    return ", ".join(" ".join([replace(address), *rest]) for address, *rest in parts)


def absolute(html: str, page: str) -> str:
    """The HTML with every address absolute, seen from the absolute address of its page."""

    def join(address: str) -> str:
        try:
            return urljoin(page, address)
        except ValueError:  # no address at all, such as `http://[`
            return address

    return replace_addresses(html, join)


def uri(address: str) -> str:
    """An address as other machines need it (RFC 3986): host in Punycode, the rest percent-encoded.

    What is encoded already stays as it is.
    """
    if PLAIN.fullmatch(address):
        return address
    host = urlsplit(address).netloc
    encoded = host if host.isascii() else host.encode("idna").decode()
    return quote(address.replace(host, encoded, 1), safe="/%:?#[]@!$&'()*+,;=~")


def is_internal(address: str) -> bool:
    """Whether an address has neither scheme nor host, so that it leads into this site."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return not parts.scheme and not parts.netloc


def source_file(address: str, folder: str) -> str | None:
    """The file under `content/` that an address written in a file of `folder` may mean.

    `{static}/images/a.png`, `/images/a.png`, `a.png` and `../images/a.png` all name files; None
    for a fragment, another site, or a path that leaves `content/`.
    """
    placeholder = PLACEHOLDER.match(address)
    if placeholder and placeholder["what"] not in ("filename", "static", "attach"):
        return None
    written = placeholder["rest"] if placeholder else address
    if not is_internal(written):
        return None
    path = unquote(urlsplit(written).path)
    joined = path.lstrip("/") if path.startswith("/") else posixpath.join(folder, path)
    normal = posixpath.normpath(joined)
    return normal if path and not normal.startswith("..") else None


def permalink(path: str, site: Site) -> str:
    """The absolute address of a path, in the characters of RFC 3986."""
    return f"{site.url}/{path if UNQUOTED.fullmatch(path) else quote(path)}"
