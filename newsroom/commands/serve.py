"""`serve`: show the site on this computer and rebuild it on every save.

It is built into a temporary folder. While it has never been built without errors, each URL shows a
page with the errors.
"""

import contextlib
import functools
import http.server
import os
import re
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator, Sequence
from html import escape
from http import HTTPStatus
from io import BytesIO
from pathlib import Path
from typing import BinaryIO
from urllib.parse import unquote

import click
from watchfiles import watch

from newsroom.build.settings_file import refuse_elsewhere
from newsroom.content.source_files import unusable_files
from newsroom.diagnostics.errors import UserError
from newsroom.files.media_types import content_type
from newsroom.files.scratch import scratch_folder

HTTP_PORT = 80  # what a Host header without a port means
HOST = re.compile(r"(?:localhost|127\.0\.0\.1|\[::1\])(?::(?P<port>[0-9]{1,5}))?", re.IGNORECASE)
WRONG_ESCAPE = re.compile("%(?![0-9A-Fa-f]{2})")  # RFC 3986, section 2.1
UNFIT = re.compile(r"[\x00-\x1f\x7f\\]")  # control characters, and the separator of Windows
PREVIEW = "blog-preview-"  # folders among the temporary files of the system
MISTAKE = """<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Not built yet</title><h1>The site cannot be built yet</h1><pre>{report}</pre>
<p>Put it right, save the file, and load this page again.</p></html>
"""
WATCHED = ("content", "theme", "plugins", "pelicanconf.py")


class Handler(http.server.SimpleHTTPRequestHandler):
    """Serves the built folder to this machine, with the site's own page for what is not there."""

    def guess_type(self, path: str | os.PathLike[str]) -> str:
        """Return the media type from our own table; text is UTF-8."""
        return content_type(os.fspath(path))

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Stay quiet: what matters is what the build says."""

    def end_headers(self) -> None:
        """Let the browser ask again each time, for the page may have changed."""
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def send_head(self) -> BytesIO | BinaryIO | None:
        """The file of the request, with its headers sent; None where an error was sent instead."""
        port = int(self.connection.getsockname()[1])
        if not is_own_host(self.headers.get_all("Host", []), port):
            sentence = f"this server answers only as localhost:{port} or 127.0.0.1:{port}"
            self.send_error(HTTPStatus.MISDIRECTED_REQUEST, explain=sentence)
            return None
        if not is_path(self.path):
            self.send_error(HTTPStatus.BAD_REQUEST, explain="the path of this URL is malformed")
            return None
        if not self.is_inside(Path(self.translate_path(self.path))):
            self.send_error(HTTPStatus.NOT_FOUND)
            return None
        return super().send_head()

    def is_inside(self, file: Path) -> bool:
        """Whether a path is a page or a file of the folder, without a link that leads out of it."""
        try:
            page = file / "index.html" if file.is_dir() else file
            inside = page.resolve().is_relative_to(Path(self.directory).resolve())
            return inside and page.is_file()
        except (OSError, RuntimeError):  # a name that is too long, or a circle of links
            return False

    def list_directory(self, path: str | os.PathLike[str]) -> None:
        """Answer 404 for a folder without a page."""
        self.send_error(HTTPStatus.NOT_FOUND)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Answer 404 with 404.html, or with what keeps the site from being built."""
        folder = Path(self.directory)
        page = next((p for p in (folder / "404.html", report_of(folder)) if p.is_file()), None)
        if code != HTTPStatus.NOT_FOUND or page is None:
            super().send_error(code, message, explain)
            return
        body = page.read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)


def is_own_host(headers: Sequence[str], port: int) -> bool:
    """Whether the Host header, of which there has to be one, names this server on loopback.

    A page of another site, whose name leads to 127.0.0.1 (DNS rebinding), could read drafts.
    """
    match = HOST.fullmatch(headers[0].strip()) if len(headers) == 1 else None
    return match is not None and int(match["port"] or HTTP_PORT) == port


def is_path(target: str) -> bool:
    """Whether the target of a request is a path (RFC 9112, section 3.2.1) that a file can have."""
    path = re.split("[?#]", target, maxsplit=1)[0]
    if not path.startswith("/") or WRONG_ESCAPE.search(path):
        return False
    try:
        plain = unquote(path, errors="strict")
    except UnicodeDecodeError:
        return False
    return not UNFIT.search(plain)


def saves() -> Iterator[None]:
    """Something for each time that a file of the project is saved."""
    folders: list[str] = []
    while folders != (folders := watched()):  # again once a link has come or gone
        for _ in watch(*folders, recursive=folders == watched(everything=True)):
            yield
            if watched() != folders:
                break


def watched(*, everything: bool = False) -> list[str]:
    """What to watch, with all that is below it, links included, unless a link cannot be entered.

    It may lead to `/`, or in a circle: then every real folder, by itself.
    """
    there = [path for path in WATCHED if Path(path).exists()]
    content = Path("content")
    if everything or not any(path.is_dir() for path, _ in unusable_files(content, ())):
        return there
    below = [folder for path in there for folder, _, _ in os.walk(path)]
    return [*below, *(path for path in there if Path(path).is_file())]


def rebuild(folder: Path) -> bool:
    """Build a preview in a process of its own, for Pelican keeps memory of what it has read."""
    command = [sys.executable, "-m", "newsroom", "build", "--preview", "--output", str(folder)]
    done = subprocess.run(command, check=False, stderr=subprocess.PIPE, encoding="utf-8")
    sys.stderr.write(done.stderr)
    sys.stderr.flush()
    if done.returncode:
        page = MISTAKE.format(report=escape(done.stderr))
        report_of(folder).write_text(page, encoding="utf-8")
    return done.returncode == 0


def report_of(folder: Path) -> Path:
    """The page with what was wrong with the last build that failed."""
    return folder.with_name("mistake.html")


def serve(folder: Path, port: int) -> http.server.ThreadingHTTPServer:
    """A server of `folder` on loopback, running in a thread; port 0 takes a free one."""
    handler = functools.partial(Handler, directory=str(folder))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", port), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


def show(port: int) -> int:
    """Serve, build on every save; ends with Ctrl+C, which is how it is meant to end."""
    with scratch_folder(Path(tempfile.gettempdir()), PREVIEW) as scratch:
        folder = scratch / "site"
        try:
            server = serve(folder, port)
        except OSError as error:
            other = 8001 if port == 8000 else 8000
            why = f"port {port} cannot be used ({error.strerror})"
            raise UserError(f"{why}; choose another, such as --port {other}") from None
        address = f"http://127.0.0.1:{server.server_port}/"
        with contextlib.suppress(KeyboardInterrupt):
            if rebuild(folder):
                click.echo(f"serving {address}; rebuilds on every save, Ctrl+C stops")
            else:
                click.echo(f"{address} shows the site once the errors are fixed, Ctrl+C stops")
            for _ in saves():
                rebuild(folder)
    return 0


def run(port: int) -> int:
    """Serve until Ctrl+C and return the exit status."""
    refuse_elsewhere()
    return show(port)
