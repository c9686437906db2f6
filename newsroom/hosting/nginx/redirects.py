"""Redirects in the configuration of nginx. They keep the query, as Netlify and Cloudflare do."""

import re
from collections.abc import Iterator
from typing import Protocol
from urllib.parse import quote, unquote

from newsroom.hosting.nginx.syntax import block, quoted, value_map
from newsroom.hosting.redirects_file import Redirect
from newsroom.urls.urls import encode_url

SAFE = "/~!$&'()*+,;=:@"  # what browsers leave as it is in a path (RFC 3986, section 3.3)


class Scope(Protocol):
    """What a redirect needs of the server."""

    @property
    def variable(self) -> str:
        """The start of the names of variables."""

    def plain(self, text: str) -> str:
        """A text in which nginx is to see no variables."""


def query_maps(start: str) -> Iterator[str]:
    """Yield the variable for a query that follows another one; it is empty without a query."""
    yield from value_map("$args", f"{start}and_args", [("", '""'), ("default", quoted("&$args"))])


def splat_map(found: Redirect, number: int, start: str) -> Iterator[str]:
    """Yield the variable for what `*` stood for, as the reader's program sent it: encoded.

    nginx would put a decoded capture into the answer as it is, line breaks and backslashes
    included. After a slash, slashes at its start are left out: `//host` would be another site.
    """
    if not found.old.endswith("*"):
        return
    before = re.escape(quote(unquote(found.old[:-1]), safe=SAFE)).replace("/", "/+")
    slashes = r"[/\\]*" if "/:splat" in found.new else ""
    pattern = rf"~*^{before}{slashes}([^?]*)"
    yield from value_map("$request_uri", f"{start}splat_{number}", [(pattern, "$1")])


def with_query(new: str, server: Scope) -> str:
    """Return the target of a redirect with the query of the request, which comes before a `#`."""
    target, mark, fragment = server.plain(encode_url(new)).partition("#")
    query = f"{server.variable}and_args" if "?" in target else "$is_args$args"
    return f"{target}{query}{mark}{fragment}"


def redirect(found: Redirect, server: Scope, number: int = 0) -> Iterator[str]:
    """The location of an old address; one that ends in `*` is that of all below it."""
    new, old = with_query(found.new, server), unquote(found.old)
    if found.old.endswith("*"):
        where = "~ " + quoted(f"^{re.escape(old[:-1])}")
        new = new.replace(":splat", f"${{{server.variable[1:]}splat_{number}}}")
    else:
        where = f"= {quoted(old)}"
    return block(f"location {where}", [f"return {found.status} {quoted(new)};"])
