"""The locations of nginx for a site: old paths that redirect, and files whose type a rule names.

Redirects keep the query, as Netlify and Cloudflare do.
"""

import re
from collections.abc import Iterable, Iterator
from urllib.parse import quote, unquote

from newsroom.hosting.headers_file import Rule
from newsroom.hosting.nginx.server import (
    Server,
    path_pattern,
    quote_word,
    render_block,
    render_map,
)
from newsroom.hosting.redirects_file import SimpleRedirect
from newsroom.hosting.staging import ROOT_FILES, WELL_KNOWN
from newsroom.urls.urls import encode_url

SAFE = "/~!$&'()*+,;=:@"  # what browsers leave as it is in a path (RFC 3986, section 3.3)
HIDDEN = r"/(_headers|_redirects|\.[^/]*)$"
CONTENT_TYPE = "Content-Type"  # set by location: as a further header it would be sent twice
HTML = "text/html"  # nginx always compresses it and sends it as text


def query_map(server: Server) -> Iterator[str]:
    """Yield the variable for a query that follows another one; it is empty without a query."""
    rows = [("", '""'), ("default", quote_word("&$args"))]
    yield from render_map("$args", f"{server.variable}and_args", rows)


def splat_map(redirect: SimpleRedirect, number: int, server: Server) -> Iterator[str]:
    """Yield the variable for what `*` matched, as the reader's program sent it: encoded.

    nginx would put a decoded capture into the answer as it is, line breaks and backslashes
    included. After a slash, slashes at its start are left out: `//host` would be another site.
    """
    if not redirect.old.endswith("*"):
        return
    before = re.escape(quote(unquote(redirect.old[:-1]), safe=SAFE)).replace("/", "/+")
    slashes = r"[/\\]*" if "/:splat" in redirect.new else ""
    pattern = rf"~*^{before}{slashes}([^?]*)"
    variable = f"{server.variable}splat_{number}"
    yield from render_map("$request_uri", variable, [(pattern, "$1")])


def redirect_location(redirect: SimpleRedirect, server: Server, number: int = 0) -> Iterator[str]:
    """Yield the location of an old path, or, where it ends in `*`, of all paths below it."""
    new, old = _with_query(redirect.new, server), unquote(redirect.old)
    if redirect.old.endswith("*"):
        match = "~ " + quote_word(f"^{re.escape(old[:-1])}")
        new = new.replace(":splat", f"${{{server.variable[1:]}splat_{number}}}")
    else:
        match = f"= {quote_word(old)}"
    return render_block(f"location {match}", [f"return {redirect.status} {quote_word(new)};"])


def _with_query(new: str, server: Server) -> str:
    """Return the target of a redirect with the query of the request, which comes before a `#`."""
    target, hash_mark, fragment = server.escape(encode_url(new)).partition("#")
    query = f"{server.variable}and_args" if "?" in target else "$is_args$args"
    return f"{target}{query}{hash_mark}{fragment}"


def single_paths(server: Server) -> Iterator[Iterator[str]]:
    """Yield the locations of single old paths, and those around a site below a path.

    The latter redirect to the site from the root and from its path without the last slash. Beside
    the site there are only the files that clients ask for at the root of a host.
    """
    for redirect in server.redirects:
        if not redirect.old.endswith("*"):
            yield redirect_location(redirect, server)
    if server.base:
        old_paths = [redirect.old for redirect in server.redirects]
        yield render_block("location /", ["return 404;"])
        yield render_block(f"location ^~ /{WELL_KNOWN}", [f"alias {server.file(WELL_KNOWN)};"])
        for name in ROOT_FILES:
            if f"/{name}" not in old_paths:
                yield render_block(f"location = /{name}", [f"alias {server.file(name)};"])
        for old, status in ((server.base, 301), ("/", 302)):
            if old not in old_paths:
                yield redirect_location(SimpleRedirect(old, f"{server.base}/", status), server)


def site_location(server: Server) -> Iterator[str]:
    """Yield the lines inside the location of the site; the first regular expression counts."""
    yield f"alias {server.file('')};"
    yield from render_block(f"location ~ {quote_word(HIDDEN)}", ["return 404;"])
    for number, redirect in enumerate(server.redirects):
        if redirect.old.endswith("*"):
            yield from redirect_location(redirect, server, number)
    for pattern, kind in content_types(server.rules):
        match = path_pattern(pattern).removeprefix("~")
        yield from render_block(f"location ~ {quote_word(match)}", type_lines(kind))


def content_types(rules: Iterable[Rule]) -> list[tuple[str, str]]:
    """Return (pattern, type) of the rules that set a type."""
    headers = ((rule.pattern, *pair) for rule in rules for pair in rule.headers)
    name = CONTENT_TYPE.lower()
    return [(pattern, value) for pattern, key, value in headers if value and key.lower() == name]


def type_lines(kind: str) -> Iterator[str]:
    """Yield the lines for files of one type; nginx compares types without their encoding."""
    plain, _, encoding = kind.partition("; charset=")
    yield "types { }"
    yield f"default_type {quote_word(plain)};"
    yield f"charset {encoding or 'off'};"
    if encoding and plain != HTML:
        yield f"charset_types {quote_word(plain)};"
