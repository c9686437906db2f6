"""URLs of this site and of others: what they lead to, and how machines write them."""

import posixpath
import re
from urllib.parse import quote, unquote, urlsplit

PLAIN = re.compile(r"[\w.~:/?#\[\]@!$&'()*+,;=%-]*", re.ASCII)  # all that RFC 3986 lets stand
LONGEST_NAME, LONGEST_PATH = 255, 2000  # bytes; the folders above count as well
PLACEHOLDER = re.compile(r"^[{|](?P<what>\w+)[}|](?P<rest>.*)$")


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
    return normal if path and not normal.startswith("..") and can_be_file(normal) else None


def can_be_file(path: str) -> bool:
    """Whether a file can have this path: file systems allow no NUL and 255 bytes a name."""
    names = path.split("/")
    longest = max(len(name.encode(errors="surrogatepass")) for name in names)
    return "\0" not in path and longest <= LONGEST_NAME and len(path) < LONGEST_PATH
