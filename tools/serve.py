"""Show the site on this machine: `python -m tools.serve [--port 8000]`.

Drafts and scheduled posts are shown too, and marked. Saving a file builds the site again; a
mistake is printed, and the last good version stays. Nothing is written to output/.
"""

import argparse
import contextlib
import functools
import http.server
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from http import HTTPStatus
from pathlib import Path

from watchfiles import watch

WATCHED = ("content", "theme", "plugins", "pelicanconf.py")


class Handler(http.server.SimpleHTTPRequestHandler):
    """Serves the built folder, with the site's own page for what is not there."""

    extensions_map = {  # noqa: RUF012  # the name that http.server reads
        **http.server.SimpleHTTPRequestHandler.extensions_map,
        ".woff2": "font/woff2",
        ".xml": "application/xml",
    }

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Stay quiet: what matters is what the build says."""

    def end_headers(self) -> None:
        """Let the browser ask anew each time, for the page may have changed."""
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Answer 404 with 404.html."""
        page = Path(self.directory) / "404.html"
        if code != HTTPStatus.NOT_FOUND or not page.is_file():
            super().send_error(code, message, explain)
            return
        body = page.read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)


def saves() -> Iterator[None]:
    """Something for each time that a file of the project is saved."""
    for _ in watch(*(path for path in WATCHED if Path(path).exists())):
        yield


def rebuild(folder: Path) -> bool:
    """Build a preview in a process of its own, for Pelican keeps memory of what it has read."""
    command = [sys.executable, "-m", "tools.build", "--preview", "--output", str(folder)]
    return subprocess.run(command, check=False).returncode == 0


def serve(folder: Path, port: int) -> http.server.ThreadingHTTPServer:
    """A server of `folder` on loopback, running in a thread; port 0 takes a free one."""
    handler = functools.partial(Handler, directory=str(folder))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", port), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


def main(arguments: list[str] | None = None) -> int:
    """The command; runs until it is interrupted."""
    parser = argparse.ArgumentParser(prog="python -m tools.serve", description=__doc__)
    parser.add_argument("--port", type=int, default=8000)
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="preview-") as scratch:
        folder = Path(scratch) / "site"
        try:
            server = serve(folder, options.port)
        except OSError as error:
            sys.stderr.write(f"port {options.port} cannot be used ({error.strerror}); try --port\n")
            return 1
        address = f"http://127.0.0.1:{server.server_port}/"
        with contextlib.suppress(KeyboardInterrupt):
            rebuild(folder)
            sys.stdout.write(f"reading at {address} – save a file to see it, Ctrl+C to stop\n")
            sys.stdout.flush()
            for _ in saves():
                rebuild(folder)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
