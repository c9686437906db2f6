"""Print the configuration of a server for output/: `python -m tools.nginx > site.conf`.

It does in nginx what `/_headers` and `/_redirects` ask of other servers: headers with every answer,
types, redirects, the site's own page for what is not there. No folder is listed.
"""

import argparse
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from plugins.support.report import SiteError
from tools.checks.page import read_page
from tools.support.headers_file import Rule, read_rules
from tools.support.media_types import is_text, media_type
from tools.support.redirects_file import Redirect, read_redirects

Layer = list[tuple[str, str]]  # (pattern, value); no two of its patterns match one address
KIND = "Content-Type"  # nginx sets it by location, for as a further header it would be there twice
HIDDEN = r"/(_headers|_redirects|\.[^/]*)$"
ABOUT = """# {address}/, for nginx: put it into /etc/nginx/conf.d/, then nginx -t && nginx -s reload
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
    suffixes: Iterable[str]

    @property
    def base(self) -> str:
        """The path of the site: "" or "/blog"."""
        return urlsplit(self.address).path.rstrip("/")

    @property
    def host(self) -> str:
        """The name that readers ask for."""
        return urlsplit(self.address).hostname or "_"

    @property
    def variable(self) -> str:
        """The start of the names of variables, which all sites of one nginx share."""
        return "$" + re.sub(r"\W", "_", f"site_{self.host}{self.base}_")


def quoted(text: str) -> str:
    """A text as one word of nginx's language; what it says of variables stays."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def expression(pattern: str) -> str:
    """A pattern of `_headers` as a regular expression for decoded paths."""
    return "~^" + re.escape(unquote(pattern)).replace(r"\*", ".*") + "$"


def disjoint(one: str, other: str) -> bool:
    """Whether no address can match both patterns, as far as their ends tell."""
    heads = [pattern.partition("*")[0] + "\0" * ("*" not in pattern) for pattern in (one, other)]
    tails = [pattern.rpartition("*")[2] for pattern in (one, other)]
    same_start = heads[0].startswith(heads[1]) or heads[1].startswith(heads[0])
    same_end = tails[0].endswith(tails[1]) or tails[1].endswith(tails[0])
    return not (same_start and same_end)


def layers(rules: Iterable[tuple[str, str | None]]) -> list[Layer]:
    """The rules for one header as layers: the values of all that match an address are joined.

    A rule goes below where nothing after it may match the same address. None takes away what stands
    before it.
    """
    found: list[Layer] = []
    settled = 0
    for pattern, value in rules:
        if value is None:
            for layer in found:
                layer.insert(0, (pattern, ""))
            settled = len(found)
            continue
        place = len(found)
        while place > settled and all(disjoint(pattern, other) for other, _ in found[place - 1]):
            place -= 1
        if place == len(found):
            found.append([])
        found[place].append((pattern, value))
    return found


def block(start: str, lines: Iterable[str]) -> Iterator[str]:
    """Lines between braces."""
    yield f"{start} {{"
    yield from (f"    {line}" for line in lines)
    yield "}"


def value_map(source: str, name: str, rows: Iterable[tuple[str, str]]) -> Iterator[str]:
    """A variable whose value depends on another."""
    return block(f"map {source} {name}", (f"{quoted(key)} {value};" for key, value in rows))


def header_maps(name: str, found: Sequence[Layer], server: Server, dollar: str) -> Iterator[str]:
    """The variable `name`, which is the value of one header; "" where it is not sent."""
    joined = len(found) > 1
    for number, layer in enumerate(found):
        own = f"{name}_{number}" if joined else name
        rows = [(expression(p), f", {v}" if joined and v else v) for p, v in layer]
        safe = [(key, quoted(value.replace("$", dollar))) for key, value in rows]
        yield from value_map(f"{server.variable}address", own, safe)
    if joined:
        every = "".join(f"{name}_{number}" for number in range(len(found)))
        yield from value_map(quoted(every), name, [("~^, (.*)$", "$1")])


def by_header(rules: Iterable[Rule]) -> dict[str, list[tuple[str, str | None]]]:
    """(pattern, value) of each header, under the name that it has first."""
    names: dict[str, str] = {}
    found: dict[str, list[tuple[str, str | None]]] = defaultdict(list)
    for rule in rules:
        for name, value in rule.headers:
            found[names.setdefault(name.lower(), name)].append((rule.pattern, value))
    return found


def places(server: Server, dollar: str) -> Iterator[str]:
    """What stands inside the location of the site; of regular expressions the first one counts."""
    yield f"alias {quoted(server.root.rstrip('/').replace('$', dollar) + '/')};"
    yield from block(f"location ~ {quoted(HIDDEN)}", ["return 404;"])
    for found in server.redirects:
        if found.old.endswith("*"):
            yield from redirect(found, dollar)
    for pattern, kind in own_types(server.rules):
        where = expression(pattern).removeprefix("~")
        yield from block(f"location ~ {quoted(where)}", own_type(kind))


def own_types(rules: Iterable[Rule]) -> list[tuple[str, str]]:
    """(pattern, type) of the rules that name a type."""
    given = ((rule.pattern, *pair) for rule in rules for pair in rule.headers)
    return [(pattern, v) for pattern, name, v in given if v and name.lower() == KIND.lower()]


def own_type(kind: str) -> Iterator[str]:
    """Lines for files of one type; nginx compresses by types that are named without encoding."""
    plain, _, encoding = kind.partition("; charset=")
    yield "types { }"
    yield f"default_type {quoted(plain)};"
    yield f"charset {encoding or 'off'};"
    if encoding and plain != "text/html":
        yield f"charset_types {quoted(plain)};"


def redirect(found: Redirect, dollar: str) -> Iterator[str]:
    """The location of an old address; one that ends in `*` is that of all below it."""
    new, old = found.new.replace("$", dollar), unquote(found.old)
    if found.old.endswith("*"):
        where = "~ " + quoted(f"^{re.escape(old[:-1])}(.*)$")
        new = new.replace(":splat", "$1")
    else:
        where = f"= {quoted(old)}"
    return block(f"location {where}", [f"return {found.status} {quoted(new)};"])


def media_types(suffixes: Iterable[str]) -> dict[str, list[str]]:
    """The endings of files by their type."""
    found = defaultdict(list)
    for suffix in sorted(suffixes):
        if re.fullmatch(r"\.[\w-]+", suffix, re.ASCII):
            found[media_type(suffix)].append(suffix[1:])
    return found


def about_files(server: Server) -> Iterator[str]:
    """Types, compression, what is asked for by folder, and what is not there."""
    kinds = media_types(server.suffixes)
    yield from block("types", (f"{kind} {' '.join(ends)};" for kind, ends in kinds.items()))
    yield "default_type application/octet-stream;"
    text = [
        kind for kind in kinds if is_text(kind) and kind != "text/html"
    ]  # which is meant always
    yield "charset utf-8;"
    yield f"charset_types {' '.join(k for k in text if not k.endswith('json')) or 'text/plain'};"
    yield "gzip on;"
    yield "gzip_vary on;"
    named = [kind.split(";")[0] for _, kind in own_types(server.rules)]
    packed = dict.fromkeys(
        kind for kind in (*text, *named) if is_text(kind) and kind != "text/html"
    )
    yield f"gzip_types {' '.join(packed) or 'text/plain'};"
    yield "index index.html;"
    yield "autoindex off;"
    yield "absolute_redirect off;"
    yield "server_tokens off;"
    yield f"error_page 404 {server.base}/404.html;"
    yield f"error_page 403 =404 {server.base}/404.html;"


def configuration(server: Server) -> str:
    """The whole file."""
    start, dollar = server.variable, f"${{{server.variable[1:]}dollar}}"
    # With a folder nginx means its page; rules and readers call it by the folder.
    rows = [("default", "$uri"), (r"~^(.*/)index\.html$", "$1")]
    lines = [*value_map("$uri", f"{start}address", rows)]
    inside = [f"listen {place};" for place in server.listen]
    inside += [f"server_name {server.host};", *about_files(server)]
    headers = (pair for pair in by_header(server.rules).items() if pair[0].lower() != KIND.lower())
    for number, (name, rules) in enumerate(headers):
        variable = f"{start}header_{number}"
        lines += header_maps(variable, layers(rules), server, dollar)
        inside.append(f"add_header {name} {variable} always;")
    for found in server.redirects:
        if not found.old.endswith("*"):
            inside += redirect(found, dollar)
    if server.base and server.base not in [found.old for found in server.redirects]:
        inside += block(f"location = {server.base}", [f"return 301 {server.base}/;"])
    inside += block(f"location {server.base}/", places(server, dollar))
    lines += block("server", inside)
    if any(dollar in line for line in lines):  # nginx has no other way to write one
        lines = [*block(f"geo {start}dollar", ['default "$";']), *lines]
    return ABOUT.format(address=server.address) + "\n".join(lines) + "\n"


def read_output(folder: Path, root: str, listen: Sequence[str]) -> tuple[Server, list[int]]:
    """The server of a built site, and the lines of `_redirects` that are left out."""
    try:
        home = read_page("index.html", (folder / "index.html").read_bytes())
        rules = read_rules((folder / "_headers").read_text(encoding="utf-8"))
        lines = (folder / "_redirects").read_text(encoding="utf-8")
    except (FileNotFoundError, NotADirectoryError) as error:
        raise SiteError(f"{error.filename} is missing; build the site first") from None
    redirects, unusable = read_redirects(lines)
    suffixes = {path.suffix for path in folder.rglob("*") if path.is_file()}
    address = next(iter(home.canonical), "").rstrip("/")
    return Server(address, root, listen, rules, redirects, suffixes), unusable


def main(arguments: list[str] | None = None) -> int:
    """The command; returns its exit status."""
    parser = argparse.ArgumentParser(prog="python -m tools.nginx", description=__doc__)
    parser.add_argument("--output", type=Path, default=Path("output"), help="default: output/")
    parser.add_argument("--root", help="where nginx finds the files; default: that folder")
    parser.add_argument("--listen", action="append", help="default: 80, on all addresses")
    options = parser.parse_args(arguments)
    root = options.root or str(options.output.resolve())
    try:
        server, unusable = read_output(options.output, root, options.listen or ["80", "[::]:80"])
    except SiteError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    for number in unusable:
        sys.stderr.write(
            f"{options.output}/_redirects:{number}: only `/old /new 301` is known here, "
            "with * at the end; this line is left out\n"
        )
    sys.stdout.write(configuration(server))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
