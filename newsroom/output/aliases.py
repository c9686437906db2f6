"""Old URLs of posts and pages: from the values of `aliases` to paths of the site."""

import posixpath
import re
from urllib.parse import unquote, urlsplit

from newsroom.config.schema import Settings
from newsroom.diagnostics.errors import UserError
from newsroom.text.tokenizer import LETTERS
from newsroom.urls.hosts import InvalidUrlError, encode_netloc
from newsroom.urls.urls import LONGEST_NAME, LONGEST_PATH

FILES = (".html", ".htm")
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufffd\\]")
INVALID_ESCAPE = re.compile(r"%(?![0-9A-Fa-f]{2})")  # RFC 3986, section 2.1
PAGE_OF_A_LIST = re.compile(r"(^|/)page/\d+/$")
WRITE_PATH = "write its path, such as /old/"


class AliasError(UserError):
    """An alias that cannot be a URL of the site, with the message and advice of a diagnostic."""

    def __init__(self, message: str, advice: str) -> None:
        super().__init__(f"{message}; {advice}")
        self.message, self.advice = message, advice


def alias_path(alias: str, url: str, settings: Settings) -> str:
    """Return the path that an alias of the page at `url` means, decoded, from the site's root.

    `old-slug` is that slug in the folder of `url`; a path ends in a slash unless it names a file.
    Raises `AliasError`.
    """
    if re.fullmatch(rf"[{LETTERS}-]+", alias):
        return posixpath.join(posixpath.dirname(url.rstrip("/")), alias) + "/"
    if "?" in alias or "#" in alias:
        raise AliasError("redirects cannot depend on a query or fragment", "remove ? or #")
    if INVALID_ESCAPE.search(alias):
        raise AliasError("% without two hexadecimal digits", "write %25 for the character %")
    path = _path_on_site(alias, settings)
    if not path.startswith("/") or CONTROL.search(path):
        raise AliasError("not a path", "start it with a slash, or write the old slug alone")
    path = path.removeprefix("/").removesuffix("index.html")
    if path and not posixpath.splitext(path)[1]:
        path = f"{path.rstrip('/')}/"
    parts = path.removesuffix("/").split("/")
    if (path and not all(parts)) or not {".", ".."}.isdisjoint(parts):
        raise AliasError("empty folder or . in the path", "write the path without them")
    if any(len(part.encode()) > LONGEST_NAME for part in parts):
        raise AliasError(f"longer than file names can be ({LONGEST_NAME} bytes)", "shorten it")
    if len(path.encode()) > LONGEST_PATH:
        raise AliasError(f"longer than {LONGEST_PATH:,} bytes", "shorten it")
    if PAGE_OF_A_LIST.search(path):
        raise AliasError("path of a page of a list", "remove it")
    return path


def _path_on_site(alias: str, settings: Settings) -> str:
    """Return the path of an alias; a URL with a host must be of this site, if its host is known."""
    try:
        parts = urlsplit(alias)
        host = encode_netloc(parts.netloc.lower())
    except (ValueError, InvalidUrlError):
        raise AliasError("invalid URL", WRITE_PATH) from None
    path = unquote(parts.path)
    if not parts.scheme and not parts.netloc:
        return path
    if parts.scheme not in ("http", "https") or not parts.netloc:
        raise AliasError("not the URL of a page", WRITE_PATH)
    base = unquote(settings.base)
    if not settings.production:  # only publishconf.py knows the URL of the site
        return path.removeprefix(base) or "/"
    outside = host != urlsplit(settings.url).netloc
    if outside or not f"{path}/".startswith(f"{base}/"):
        raise AliasError(f"not on this site, {settings.url}", WRITE_PATH)
    return path.removeprefix(base) or "/"


def page_file(path: str) -> str:
    """Return the file of the page at a path: an HTML file itself, else `index.html` in it."""
    if path.endswith(FILES):
        return path
    return posixpath.join(path, "index.html")
