"""`serve`: show the site on this computer while it is written."""

import contextlib
import sys
import threading
import webbrowser
from pathlib import Path

import click

from newsroom.build.settings_file import require_project
from newsroom.cli.runner import stop_on_signals
from newsroom.preview.hosts import Binding, resolve_binding
from newsroom.preview.output import SITE, preview_folder
from newsroom.preview.server import start_server
from newsroom.preview.session import PreviewSession
from newsroom.preview.state import PreviewState


def serve_preview(binding: Binding, port: int, *, open_browser: bool) -> None:
    """Build, serve and rebuild on every save, until Ctrl+C; raise `UserError`."""
    state = PreviewState()
    with preview_folder(Path.cwd()) as folder:
        server = start_server(folder / SITE, binding, port, state)
        try:
            print_urls(binding, server.server_port)
            if open_browser:
                open_page(binding.urls(server.server_port)[0])
            PreviewSession(folder, state).run()
        finally:
            state.close()
            server.shutdown()
            server.server_close()


def print_urls(binding: Binding, port: int) -> None:
    """Print where the site is, and who can read it."""
    first, *others = binding.urls(port)
    click.echo(f"serving {first}; rebuilds on every save, Ctrl+C stops")
    for url in others:
        click.echo(f"on other devices in this network: {url}")
    if not binding.is_loopback:
        click.echo("everyone in this network can read it, drafts included", err=True)


def open_page(url: str) -> None:
    """Open a URL in the browser of this computer, in a thread: some browsers end when closed."""

    def show() -> None:
        if not webbrowser.open(url):
            sys.stderr.write(f"cannot open a browser; open {url} yourself\n")

    threading.Thread(target=show, daemon=True).start()


def run(port: int, host: str, *, open_browser: bool) -> int:
    """Serve until Ctrl+C and return the exit status."""
    require_project()
    stop_on_signals()
    with contextlib.suppress(KeyboardInterrupt):
        serve_preview(resolve_binding(host), port, open_browser=open_browser)
    return 0
