"""The configuration of nginx for a site: what `/_headers` and `/_redirects` ask of servers.

Each header is a variable that a map of paths sets; each old path, and each type that a rule sets,
is a location.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from newsroom.files.media_types import MEDIA_TYPES, UNKNOWN, is_compressible, is_text
from newsroom.hosting.headers_file import Layer, layer_values, values_by_header
from newsroom.hosting.nginx.locations import (
    CONTENT_TYPE,
    HTML,
    content_types,
    query_map,
    single_paths,
    site_location,
    splat_map,
)
from newsroom.hosting.nginx.server import Server, path_pattern, quote_word, render_block, render_map

ABOUT = """# {url}/, for nginx: put it into /etc/nginx/conf.d/, then nginx -t && nginx -s reload
# It serves {root}; print it again when _headers or _redirects have changed there.
# For HTTPS add the lines of your certificate to the server, as `certbot --nginx` does.
"""
HSTS, CSP = "strict-transport-security", "content-security-policy"
UPGRADE = re.compile(r";?\s*upgrade-insecure-requests\b\s*(?=;|$)", re.IGNORECASE)


def render_configuration(server: Server) -> str:
    """Return the whole file for the `http` block of nginx."""
    # With a folder nginx means its page; rules and readers call it by the folder.
    rows = [("default", "$uri"), (r"~^(.*/)index\.html$", "$1")]
    lines = [*render_map("$uri", server.path_variable, rows)]
    lines += [*query_map(server), *https_maps(server)]
    for number, redirect in enumerate(server.redirects):
        lines += splat_map(redirect, number, server)
    inside = [f"listen {socket};" for socket in server.listen]
    inside += [f"server_name {server.host};", *type_table(server), *index_and_errors(server)]
    for number, (name, values) in enumerate(headers_to_add(server)):
        variable = f"{server.variable}header_{number}"
        lines += header_maps(name, variable, layer_values(values), server)
        if name.lower() == HSTS:
            lines += render_map(server.secure, f"{variable}_https", [("1", variable)])
            variable = f"{variable}_https"
        inside.append(f"add_header {name} {variable} always;")
    inside += [line for location in single_paths(server) for line in location]
    inside += render_block(f"location {quote_word(f'{server.location}/')}", site_location(server))
    lines += render_block("server", inside)
    if any(server.dollar in line for line in lines):
        lines = [*render_block(f"geo {server.variable}dollar", ['default "$";']), *lines]
    return ABOUT.format(url=server.url, root=server.root) + "\n".join(lines) + "\n"


def headers_to_add(server: Server) -> list[tuple[str, list[tuple[str, str | None]]]]:
    """Return name and (pattern, value) of each header but the type, which locations set."""
    headers = values_by_header(server.rules).items()
    return [(name, values) for name, values in headers if name.lower() != CONTENT_TYPE.lower()]


def https_maps(server: Server) -> Iterator[str]:
    """Yield the variables that tell whether readers use https, here or at a proxy before us.

    Over http, `upgrade-insecure-requests` would have browsers ask for style sheets and images over
    an https that may not be there, and HSTS must not be sent (RFC 6797, section 7.2).
    """
    source = quote_word("$scheme $http_x_forwarded_proto")
    yield from render_map(source, server.secure, [(r"~*^(https|http\ https\b)", "1")])
    rows = [("1", quote_word("; upgrade-insecure-requests"))]
    yield from render_map(server.secure, f"{server.variable}upgrade", rows)


def header_maps(name: str, variable: str, layers: Sequence[Layer], server: Server) -> Iterator[str]:
    """Yield the maps of the variable that is the value of a header; "" where it is not sent."""
    joined = len(layers) > 1
    for number, layer in enumerate(layers):
        part = f"{variable}_{number}" if joined else variable
        rows = [(path_pattern(p), f", {v}" if joined and v else v) for p, v in layer]
        safe = [(key, header_value(name, value, server)) for key, value in rows]
        yield from render_map(server.path_variable, part, safe)
    if joined:
        parts = "".join(f"{variable}_{number}" for number in range(len(layers)))
        yield from render_map(quote_word(parts), variable, [("~^, (.*)$", "$1")])


def header_value(name: str, value: str, server: Server) -> str:
    """Return the value of a header as a word; a policy upgrades requests over https only."""
    if name.lower() != CSP or not UPGRADE.search(value):
        return quote_word(server.escape(value))
    policy = server.escape(UPGRADE.sub("", value).strip("; "))
    return quote_word(f"{policy}{server.variable}upgrade")


def index_and_errors(server: Server) -> Iterator[str]:
    """Yield the directives for requests of folders, and of files that are missing."""
    yield "index index.html;"
    yield "autoindex off;"
    yield "absolute_redirect off;"
    yield "server_tokens off;"
    page = quote_word(f"{server.location}/404.html")
    yield f"error_page 404 {page};"
    yield f"error_page 403 =404 {page};"


def type_table(server: Server) -> Iterator[str]:
    """Yield the whole table of media types, and which of them are text and get compressed.

    The table does not depend on the files of the site or on the `mime.types` of the machine, so a
    new kind of file needs no new configuration.
    """
    suffixes = suffixes_by_type()
    yield from render_block(
        "types", (f"{kind} {' '.join(ends)};" for kind, ends in suffixes.items())
    )
    yield f"default_type {UNKNOWN};"
    yield "charset utf-8;"
    kinds = [kind for kind in suffixes if kind != HTML]
    yield f"charset_types {' '.join(filter(is_text, kinds))};"
    yield "gzip on;"
    yield "gzip_vary on;"
    of_rules = (kind.split(";")[0] for _, kind in content_types(server.rules))
    compressed = dict.fromkeys(filter(is_compressible, [*kinds, *of_rules]))
    yield f"gzip_types {' '.join(kind for kind in compressed if kind != HTML)};"


def suffixes_by_type() -> dict[str, list[str]]:
    """Return the suffixes of files by their media type."""
    suffixes = defaultdict(list)
    for suffix, kind in sorted(MEDIA_TYPES.items()):
        suffixes[kind].append(suffix)
    return suffixes
