"""Prints the configuration of nginx for a site: what `/_headers` and `/_redirects` ask of servers.

Each header is a variable that a map of addresses sets; each old address, and each type of a rule's
own, is a location.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from urllib.parse import unquote, urlsplit

from tools.support.header_layers import Layer, by_header, layers
from tools.support.headers_file import Rule
from tools.support.nginx_language import block, expression, quoted, value_map
from tools.support.nginx_types import KIND, about_types, own_type, own_types
from tools.support.redirects_file import Redirect

LONGEST = 24  # signs of a site in the name of a variable, for which nginx has 64 bytes
HIDDEN = r"/(_headers|_redirects|\.[^/]*)$"
ABOUT = """# {address}/, for nginx: put it into /etc/nginx/conf.d/, then nginx -t && nginx -s reload
# It serves {root}; print it anew when _headers or _redirects have changed there.
# For HTTPS add the lines of your certificate to the server, as `certbot --nginx` does.
"""


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

    def plain(self, text: str) -> str:
        """A text in which nginx is to see no variables."""
        return text.replace("$", self.dollar)


def configuration(server: Server) -> str:
    """The whole file."""
    start = server.variable
    # With a folder nginx means its page; rules and readers call it by the folder.
    rows = [("default", "$uri"), (r"~^(.*/)index\.html$", "$1")]
    lines = [*value_map("$uri", f"{start}address", rows)]
    inside = [f"listen {place};" for place in server.listen]
    inside += [
        f"server_name {server.host};",
        *about_types(server.rules),
        *about_files(server),
    ]
    headers = (pair for pair in by_header(server.rules).items() if pair[0].lower() != KIND.lower())
    for number, (name, rules) in enumerate(headers):
        variable = f"{start}header_{number}"
        lines += header_maps(variable, layers(rules), server)
        inside.append(f"add_header {name} {variable} always;")
    inside += [line for place in exact_places(server) for line in place]
    inside += block(f"location {quoted(f'{server.place}/')}", places(server))
    lines += block("server", inside)
    if any(server.dollar in line for line in lines):
        lines = [*block(f"geo {start}dollar", ['default "$";']), *lines]
    return ABOUT.format(address=server.address, root=server.root) + "\n".join(lines) + "\n"


def header_maps(name: str, found: Sequence[Layer], server: Server) -> Iterator[str]:
    """The variable `name`, which is the value of one header; "" where it is not sent."""
    joined = len(found) > 1
    for number, layer in enumerate(found):
        own = f"{name}_{number}" if joined else name
        rows = [(expression(p), f", {v}" if joined and v else v) for p, v in layer]
        safe = [(key, quoted(server.plain(value))) for key, value in rows]
        yield from value_map(f"{server.variable}address", own, safe)
    if joined:
        every = "".join(f"{name}_{number}" for number in range(len(found)))
        yield from value_map(quoted(every), name, [("~^, (.*)$", "$1")])


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

    Those lead to it from the top and without its last slash; beside it there is nothing.
    """
    for found in server.redirects:
        if not found.old.endswith("*"):
            yield redirect(found, server)
    if server.base:
        yield block("location /", ["return 404;"])
        taken = [found.old for found in server.redirects]
        if server.base not in taken:
            yield block(f"location = {quoted(server.place)}", [f"return 301 {server.base}/;"])
        if "/" not in taken:
            yield block("location = /", [f"return 302 {server.base}/;"])


def places(server: Server) -> Iterator[str]:
    """What stands inside the location of the site; of regular expressions the first one counts."""
    yield f"alias {quoted(server.plain(server.root.rstrip('/')) + '/')};"
    yield from block(f"location ~ {quoted(HIDDEN)}", ["return 404;"])
    for found in server.redirects:
        if found.old.endswith("*"):
            yield from redirect(found, server)
    for pattern, kind in own_types(server.rules):
        where = expression(pattern).removeprefix("~")
        yield from block(f"location ~ {quoted(where)}", own_type(kind))


def redirect(found: Redirect, server: Server) -> Iterator[str]:
    """The location of an old address; one that ends in `*` is that of all below it."""
    new, old = server.plain(found.new), unquote(found.old)
    if found.old.endswith("*"):
        where = "~ " + quoted(f"^{re.escape(old[:-1])}(.*)$")
        new = new.replace(":splat", "$1")
    else:
        where = f"= {quoted(old)}"
    return block(f"location {where}", [f"return {found.status} {quoted(new)};"])
