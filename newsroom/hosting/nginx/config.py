"""Prints the configuration of nginx for a site: what `/_headers` and `/_redirects` ask of servers.

Each header is a variable that a map of addresses sets; each old address, and each type of a rule's
own, is a location.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from urllib.parse import unquote, urlsplit

from newsroom.hosting.header_layers import Layer, by_header, layers
from newsroom.hosting.headers_file import Rule
from newsroom.hosting.host_root import NAMES, WELL_KNOWN
from newsroom.hosting.nginx.redirects import query_maps, redirect, splat_map
from newsroom.hosting.nginx.syntax import block, expression, quoted, value_map
from newsroom.hosting.nginx.types import KIND, about_types, own_type, own_types
from newsroom.hosting.redirects_file import Redirect

LONGEST = 24  # signs of a site in the name of a variable, for which nginx has 64 bytes
HIDDEN = r"/(_headers|_redirects|\.[^/]*)$"
ABOUT = """# {address}/, for nginx: put it into /etc/nginx/conf.d/, then nginx -t && nginx -s reload
# It serves {root}; print it anew when _headers or _redirects have changed there.
# For HTTPS add the lines of your certificate to the server, as `certbot --nginx` does.
"""
HSTS, CSP = "strict-transport-security", "content-security-policy"
UPGRADE = re.compile(r";?\s*upgrade-insecure-requests\b\s*(?=;|$)", re.IGNORECASE)


@dataclass(frozen=True)
class Server:
    """A site as nginx is to serve it. `address` is that of the site, `root` its folder there."""

    address: str
    root: str
    listen: Sequence[str]
    rules: Sequence[Rule]
    redirects: Sequence[Redirect]

    @property
    def base(self) -> str:
        """The path of the site, encoded: "" or "/blog"."""
        return urlsplit(self.address).path.rstrip("/")

    @property
    def place(self) -> str:
        """The same as nginx compares it: decoded."""
        return unquote(self.base)

    @property
    def host(self) -> str:
        """The name that readers ask for."""
        return urlsplit(self.address).hostname or "_"

    @property
    def variable(self) -> str:
        """The start of the names of variables, which all sites of one nginx share."""
        name = re.sub(r"\W", "_", f"{self.host}{self.base}")
        if len(name) > LONGEST:
            mark = sha256(f"{self.host}{self.base}".encode()).hexdigest()[:8]
            name = f"{name[: LONGEST - 9]}_{mark}"
        return f"$site_{name}_"

    @property
    def dollar(self) -> str:
        """The variable that stands for a dollar sign; nginx has no other way to write one."""
        return f"${{{self.variable[1:]}dollar}}"

    @property
    def secure(self) -> str:
        """The variable that is "1" for a request over https, else empty."""
        return f"{self.variable}secure"

    def plain(self, text: str) -> str:
        """A text in which nginx is to see no variables."""
        return text.replace("$", self.dollar)

    def file(self, path: str) -> str:
        """A file or folder of the site as a word of nginx's language."""
        return quoted(self.plain(f"{self.root.rstrip('/')}/") + path)


def configuration(server: Server) -> str:
    """The whole file."""
    start = server.variable
    # With a folder nginx means its page; rules and readers call it by the folder.
    rows = [("default", "$uri"), (r"~^(.*/)index\.html$", "$1")]
    lines = [
        *value_map("$uri", f"{start}address", rows),
        *query_maps(start),
        *https_maps(server),
    ]
    for number, found in enumerate(server.redirects):
        lines += splat_map(found, number, start)
    inside = [f"listen {place};" for place in server.listen]
    inside += [f"server_name {server.host};", *about_types(server.rules), *about_files(server)]
    headers = (pair for pair in by_header(server.rules).items() if pair[0].lower() != KIND.lower())
    for number, (name, rules) in enumerate(headers):
        variable = f"{start}header_{number}"
        lines += header_maps(name, variable, layers(rules), server)
        if name.lower() == HSTS:
            lines += value_map(server.secure, f"{variable}_https", [("1", variable)])
            variable = f"{variable}_https"
        inside.append(f"add_header {name} {variable} always;")
    inside += [line for place in exact_places(server) for line in place]
    inside += block(f"location {quoted(f'{server.place}/')}", places(server))
    lines += block("server", inside)
    if any(server.dollar in line for line in lines):
        lines = [*block(f"geo {start}dollar", ['default "$";']), *lines]
    return ABOUT.format(address=server.address, root=server.root) + "\n".join(lines) + "\n"


def https_maps(server: Server) -> Iterator[str]:
    """Yield the variables that tell whether readers use https, here or at a proxy before us.

    Over http, `upgrade-insecure-requests` would have browsers ask for style sheets and images over
    an https that may not be there, and HSTS must not be sent (RFC 6797, section 7.2).
    """
    source = quoted("$scheme $http_x_forwarded_proto")
    yield from value_map(source, server.secure, [(r"~*^(https|http\ https\b)", "1")])
    rows = [("1", quoted("; upgrade-insecure-requests"))]
    yield from value_map(server.secure, f"{server.variable}upgrade", rows)


def header_value(name: str, value: str, server: Server) -> str:
    """Return the value of a header as a word; a policy upgrades requests over https only."""
    if name.lower() != CSP or not UPGRADE.search(value):
        return quoted(server.plain(value))
    policy = server.plain(UPGRADE.sub("", value).strip("; "))
    return quoted(f"{policy}{server.variable}upgrade")


def header_maps(name: str, variable: str, found: Sequence[Layer], server: Server) -> Iterator[str]:
    """Yield the maps of the variable that is the value of a header; "" where it is not sent."""
    joined = len(found) > 1
    for number, layer in enumerate(found):
        own = f"{variable}_{number}" if joined else variable
        rows = [(expression(p), f", {v}" if joined and v else v) for p, v in layer]
        safe = [(key, header_value(name, value, server)) for key, value in rows]
        yield from value_map(f"{server.variable}address", own, safe)
    if joined:
        every = "".join(f"{variable}_{number}" for number in range(len(found)))
        yield from value_map(quoted(every), variable, [("~^, (.*)$", "$1")])


def about_files(server: Server) -> Iterator[str]:
    """What is asked for by folder, and what is not there."""
    yield "index index.html;"
    yield "autoindex off;"
    yield "absolute_redirect off;"
    yield "server_tokens off;"
    page = quoted(f"{server.place}/404.html")
    yield f"error_page 404 {page};"
    yield f"error_page 403 =404 {page};"


def exact_places(server: Server) -> Iterator[Iterator[str]]:
    """The locations of single old addresses, and around a site that has a path.

    Those lead to it from the top and without its last slash. Beside it there is nothing but the
    files that clients ask for at the root of a host.
    """
    for found in server.redirects:
        if not found.old.endswith("*"):
            yield redirect(found, server)
    if server.base:
        taken = [found.old for found in server.redirects]
        yield block("location /", ["return 404;"])
        yield block(f"location ^~ /{WELL_KNOWN}", [f"alias {server.file(WELL_KNOWN)};"])
        for name in NAMES:
            if f"/{name}" not in taken:
                yield block(f"location = /{name}", [f"alias {server.file(name)};"])
        for old, status in ((server.base, 301), ("/", 302)):
            if old not in taken:
                yield redirect(Redirect(old, f"{server.base}/", status), server)


def places(server: Server) -> Iterator[str]:
    """What stands inside the location of the site; of regular expressions the first one counts."""
    yield f"alias {server.file('')};"
    yield from block(f"location ~ {quoted(HIDDEN)}", ["return 404;"])
    for number, found in enumerate(server.redirects):
        if found.old.endswith("*"):
            yield from redirect(found, server, number)
    for pattern, kind in own_types(server.rules):
        where = expression(pattern).removeprefix("~")
        yield from block(f"location ~ {quoted(where)}", own_type(kind))
