"""Old addresses of posts and pages: from what `aliases` holds to paths of the site."""

import posixpath
import re
from urllib.parse import unquote, urlsplit

from newsroom.config.schema import Site
from newsroom.text.tokenizer import LETTERS
from newsroom.urls.hosts import InvalidUrlError, encode_netloc

FILES = (".html", ".htm")
NAME_BYTES = 255  # of a file or folder, on all common systems
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufffd\\]")
WRONG_ESCAPE = re.compile(r"%(?![0-9A-Fa-f]{2})")  # RFC 3986, section 2.1
PAGE_OF_A_LIST = re.compile(r"(^|/)page/\d+/$")


class AliasError(ValueError):
    """An alias that cannot be an address here; its text ends a sentence that starts with it."""


def old_address(alias: str, url: str, site: Site) -> str:
    """The path that an alias of the page at `url` means: decoded, from the root of the site.

    `old-slug` is that slug in the folder of `url`; a path ends in a slash unless it names a file.
    """
    if re.fullmatch(rf"[{LETTERS}-]+", alias):
        return posixpath.join(posixpath.dirname(url.rstrip("/")), alias) + "/"
    if "?" in alias or "#" in alias:
        raise AliasError("and what follows a ? or # makes no other page; leave it out")
    if WRONG_ESCAPE.search(alias):
        raise AliasError(
            "where no two hexadecimal digits follow a %; write %25 for the sign itself"
        )
    path = _path_on_this_site(alias, site)
    if not path.startswith("/") or CONTROL.search(path):
        raise AliasError("which is no path; start it with a slash, or write the old slug alone")
    path = path.removeprefix("/").removesuffix("index.html")
    if path and not posixpath.splitext(path)[1]:
        path = f"{path.rstrip('/')}/"
    parts = path.removesuffix("/").split("/")
    if (path and not all(parts)) or not {".", ".."}.isdisjoint(parts):
        raise AliasError("and no page can be there; write the path without . and empty folders")
    if any(len(part.encode()) > NAME_BYTES for part in parts):
        raise AliasError(f"which is longer than files can be named ({NAME_BYTES} bytes)")
    if PAGE_OF_A_LIST.search(path):
        raise AliasError("which is where lists go on; remove it")
    return path


def _path_on_this_site(alias: str, site: Site) -> str:
    """The path of an alias; a whole address has to be of this site, where its host is known."""
    try:
        parts = urlsplit(alias)
        host = encode_netloc(parts.netloc.lower())
    except (ValueError, InvalidUrlError):
        raise AliasError("which is no address") from None
    path = unquote(parts.path)
    if not parts.scheme and not parts.netloc:
        return path
    if parts.scheme not in ("http", "https") or not parts.netloc:
        raise AliasError("which is no address of a page; write its path, such as /old/")
    base = unquote(site.base)
    if not site.production:  # the address of the site is known to publishconf.py alone
        return path.removeprefix(base) or "/"
    outside = host != urlsplit(site.url).netloc
    if outside or not f"{path}/".startswith(f"{base}/"):
        raise AliasError(
            f"which is not on this site, {site.url}; write the path alone, such as /old/"
        )
    return path.removeprefix(base) or "/"


def file_of(address: str) -> str:
    """The file that is at an address: a page of its own for whatever names no HTML file."""
    if address.endswith(FILES):
        return address
    return posixpath.join(address, "index.html")
