"""`nginx`: print the configuration of nginx for the built site.

It sends the headers of `/_headers` and the redirects of `/_redirects`, which keep the query, and
404.html for what is missing. No folder is listed.
"""

import os
import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import click

from newsroom.build.settings_file import read_settings_file, read_site_settings
from newsroom.checks.parse.page import read_page
from newsroom.diagnostics.diagnostic import Diagnostic
from newsroom.diagnostics.errors import UserError
from newsroom.hosting.headers_file import parse_header_rules
from newsroom.hosting.nginx.config import render_configuration
from newsroom.hosting.nginx.server import Server
from newsroom.hosting.redirects_file import parse_simple_redirects

# A port, a host, both, or a socket: https://nginx.org/en/docs/http/ngx_http_core_module.html
LISTEN = re.compile(r"(?:\[[\da-fA-F:.]+\]|[\w.*-]+)(?::\d{1,5})?|unix:/[^\s;{}]+")


def read_output(folder: Path, root: str, listen: Sequence[str]) -> tuple[Server, list[Diagnostic]]:
    """Return the server of a built site, and what of `_redirects` is left out."""
    try:
        home = read_page("index.html", (folder / "index.html").read_bytes())
        rules = parse_header_rules((folder / "_headers").read_text(encoding="utf-8"))
        lines = (folder / "_redirects").read_text(encoding="utf-8")
    except (FileNotFoundError, NotADirectoryError) as error:
        raise UserError(
            f"{error.filename} not found; run `python3 blog.py publish` first"
        ) from None
    redirects, diagnostics = parse_simple_redirects(lines)
    url = next(iter(home.canonical), "").rstrip("/")
    return Server(url, root, listen, rules, redirects), diagnostics


def deployed_folder() -> Path | None:
    """Return where `deploy folder` puts the site; None if the settings name no folder."""
    if not Path("pelicanconf.py").is_file():
        return None
    site = read_site_settings(read_settings_file("pelicanconf.py", Path("output")))
    path = site.deploy.folder.path
    return Path(path).expanduser().absolute() / "current" if path else None


def run(output: Path, root: str | None, listen: Sequence[str]) -> int:
    """Print the configuration for a built site and return the exit status."""
    folder = Path(root or deployed_folder() or output).expanduser().absolute()
    values = listen or ["80", "[::]:80"]
    if invalid := [value for value in values if not LISTEN.fullmatch(value)]:
        raise UserError(f'invalid --listen "{invalid[0]}"; write a port, or as in 127.0.0.1:8080')
    server, diagnostics = read_output(output, os.path.normpath(folder), values)
    for diagnostic in diagnostics:
        click.echo(replace(diagnostic, path=f"{output}/{diagnostic.path}"), err=True)
    click.echo(render_configuration(server), nl=False)
    return 0
