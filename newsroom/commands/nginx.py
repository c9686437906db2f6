"""Print the configuration of nginx for the site.

It serves what `make deploy TO=folder` puts there, else output/ itself; --root names another folder.
nginx then does what `/_headers` and `/_redirects` ask of other servers: headers with every answer,
types, redirects that keep the query, the site's own page for what is not there. No folder is
listed. What asks browsers for https is sent over https only, to nginx itself or to a proxy before
it that says so (`X-Forwarded-Proto: https`).
"""

import os
import re
from collections.abc import Sequence
from pathlib import Path

import click

from newsroom.build.settings_file import read_settings_file, read_site_settings
from newsroom.checks.parse.page import read_page
from newsroom.diagnostics.errors import UserError
from newsroom.hosting.headers_file import parse_header_rules
from newsroom.hosting.nginx.config import render_configuration
from newsroom.hosting.nginx.server import Server
from newsroom.hosting.redirects_file import parse_simple_redirects

# A port, an address, both, or a socket: https://nginx.org/en/docs/http/ngx_http_core_module.html
PLACE = re.compile(r"(?:\[[\da-fA-F:.]+\]|[\w.*-]+)(?::\d{1,5})?|unix:/[^\s;{}]+")


def read_output(folder: Path, root: str, listen: Sequence[str]) -> tuple[Server, list[int]]:
    """The server of a built site, and the lines of `_redirects` that are left out."""
    try:
        home = read_page("index.html", (folder / "index.html").read_bytes())
        rules = parse_header_rules((folder / "_headers").read_text(encoding="utf-8"))
        lines = (folder / "_redirects").read_text(encoding="utf-8")
    except (FileNotFoundError, NotADirectoryError) as error:
        raise UserError(f"{error.filename} is missing; build the site first") from None
    redirects, unusable = parse_simple_redirects(lines)
    address = next(iter(home.canonical), "").rstrip("/")
    return Server(address, root, listen, rules, redirects), unusable


def deployed() -> Path | None:
    """Where `make deploy TO=folder` puts the site, None where the settings name no folder."""
    if not Path("pelicanconf.py").is_file():
        return None
    site = read_site_settings(read_settings_file("pelicanconf.py", Path("output")))
    path = site.deploy.folder.path
    return Path(path).expanduser().absolute() / "current" if path else None


def run(output: Path, root: str | None, listen: Sequence[str]) -> int:
    """Print the configuration for a built site and return the exit status."""
    folder = Path(root or deployed() or output).expanduser().absolute()
    places = listen or ["80", "[::]:80"]
    if wrong := next((place for place in places if not PLACE.fullmatch(place)), None):
        raise UserError(f'invalid --listen "{wrong}"; write a port, or as in 127.0.0.1:8080')
    server, unusable = read_output(output, os.path.normpath(folder), places)
    for number in unusable:
        click.echo(
            f"{output}/_redirects:{number}: warning: only `/old /new 301` with * at the end is "
            "supported; this line is left out",
            err=True,
        )
    click.echo(render_configuration(server), nl=False)
    return 0
