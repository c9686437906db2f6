"""Addresses inside HTML and inside the site: finding them, changing them, making them absolute."""

import posixpath
import re
from collections.abc import Callable
from html import escape, unescape
from urllib.parse import unquote, urljoin, urlsplit

# A start tag with an address, then each address in it. Python-Markdown quotes all it writes.
TAG = re.compile(r"<[a-zA-Z][^<>]*\s(?:href|src|poster|srcset)\s*=[^<>]*>")
ATTRIBUTE = re.compile(
    r"""(?P<name>\s(?:href|src|poster|srcset)\s*=\s*)(?P<quote>["'])(?P<value>.*?)(?P=quote)""",
    re.DOTALL,
)
PLACEHOLDER = re.compile(r"^[{|](?P<what>\w+)[}|](?P<rest>.*)$")


def replace_addresses(html: str, replace: Callable[[str], str]) -> str:
    """The HTML with each address in it replaced. `replace` gets and gives plain, unescaped text."""

    def attribute(match: re.Match[str]) -> str:
        old = unescape(match["value"])
        new = _each_source(old, replace) if "srcset" in match["name"] else replace(old.strip())
        if new == old:
            return match[0]
        return f"{match['name']}{match['quote']}{escape(new)}{match['quote']}"

    return TAG.sub(lambda tag: ATTRIBUTE.sub(attribute, tag[0]), html)


def _each_source(srcset: str, replace: Callable[[str], str]) -> str:
    parts = [part.split() for part in srcset.split(",") if part.strip()]
    return ", ".join(" ".join([replace(address), *rest]) for address, *rest in parts)


def absolute(html: str, page: str) -> str:
    """The HTML with every address absolute, seen from the absolute address of its page."""
    return replace_addresses(html, lambda address: urljoin(page, address))


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
