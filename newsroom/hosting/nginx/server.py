"""A site as nginx serves it, and the language of its configuration: words, blocks and maps."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from urllib.parse import unquote, urlsplit

from newsroom.hosting.headers_file import Rule, path_regex
from newsroom.hosting.redirects_file import SimpleRedirect

MAX_NAME = 24  # characters of a site in the name of a variable, for which nginx has 64 bytes


@dataclass(frozen=True)
class Server:
    """A site as nginx is to serve it: its URL, and the folder `root` on that machine.

    `listen` are ports, hosts with a port, or sockets, as the directive of that name takes them.
    """

    url: str
    root: str
    listen: Sequence[str]
    rules: Sequence[Rule]
    redirects: Sequence[SimpleRedirect]

    @property
    def base(self) -> str:
        """The path of the site, percent-encoded: "" or "/blog"."""
        return urlsplit(self.url).path.rstrip("/")

    @property
    def location(self) -> str:
        """The path of the site as nginx compares it: decoded."""
        return unquote(self.base)

    @property
    def host(self) -> str:
        """The host name that readers ask for."""
        return urlsplit(self.url).hostname or "_"

    @property
    def variable(self) -> str:
        """The start of the names of variables, which all sites of one nginx share."""
        name = re.sub(r"\W", "_", f"{self.host}{self.base}")
        if len(name) > MAX_NAME:
            checksum = sha256(f"{self.host}{self.base}".encode()).hexdigest()[:8]
            name = f"{name[: MAX_NAME - 9]}_{checksum}"
        return f"$site_{name}_"

    @property
    def path_variable(self) -> str:
        """The variable for the path of a request; the page of a folder has that of the folder."""
        return f"{self.variable}path"

    @property
    def dollar(self) -> str:
        """The variable that contains a dollar sign; nginx has no other way to write one."""
        return f"${{{self.variable[1:]}dollar}}"

    @property
    def secure(self) -> str:
        """The variable that is "1" for a request over https, else empty."""
        return f"{self.variable}secure"

    def escape(self, text: str) -> str:
        """Return a text in which nginx sees no variables."""
        return text.replace("$", self.dollar)

    def file(self, path: str) -> str:
        """Return a file or folder of the site as a word of the configuration."""
        return quote_word(self.escape(f"{self.root.rstrip('/')}/") + path)


def quote_word(text: str) -> str:
    """Return a text as one word of the configuration; variables in it stay variables."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def path_pattern(pattern: str) -> str:
    """Return a pattern of `_headers` as a regular expression of nginx for decoded paths."""
    return f"~^{path_regex(pattern).pattern}$"


def render_block(start: str, lines: Iterable[str]) -> Iterator[str]:
    """Yield the lines of a block in braces."""
    yield f"{start} {{"
    yield from (f"    {line}" for line in lines)
    yield "}"


def render_map(source: str, name: str, rows: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Yield the lines of a map: a variable whose value depends on that of another."""
    return render_block(f"map {source} {name}", (f"{quote_word(k)} {value};" for k, value in rows))
