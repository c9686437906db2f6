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

from newsroom.build.settings_file import require_project
from newsroom.content.source_files import unusable_files
from newsroom.diagnostics.errors import UserError
from newsroom.files.media_types import content_type
from newsroom.files.scratch import scratch_folder

HTTP_PORT = 80  # what a Host header without a port means
HOST = re.compile(r"(?:localhost|127\.0\.0\.1|\[::1\])(?::(?P<port>[0-9]{1,5}))?", re.IGNORECASE)
INVALID_ESCAPE = re.compile("%(?![0-9A-Fa-f]{2})")  # RFC 3986, section 2.1
FORBIDDEN = re.compile(r"[\x00-\x1f\x7f\\]")  # control characters, and the separator of Windows
PREFIX = "blog-preview-"  # of folders among the temporary files of the system
ERROR_PAGE = """<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Not built yet</title><h1>The site cannot be built yet</h1><pre>{report}</pre>
<p>Correct this, save the file, and load this page again.</p></html>
"""
WATCHED = ("content", "theme", "plugins")


class PreviewHandler(http.server.SimpleHTTPRequestHandler):
    """Serves a built folder to this computer, with the 404 page of the site."""

    def guess_type(self, path: str | os.PathLike[str]) -> str:
        """Return the Content-Type of a file, from our own table."""
        return content_type(os.fspath(path))

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Print nothing: what matters is what the build prints."""

    def end_headers(self) -> None:
        """Forbid the browser to cache, for the page may have changed."""
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def send_head(self) -> BytesIO | BinaryIO | None:
        """Send the headers and return the file, or send an error and return None."""
        port = int(self.connection.getsockname()[1])
        if not is_own_host(self.headers.get_all("Host", []), port):
            reason = f"this server answers only as localhost:{port} or 127.0.0.1:{port}"
            self.send_error(HTTPStatus.MISDIRECTED_REQUEST, explain=reason)
            return None
        if not is_path(self.path):
            self.send_error(HTTPStatus.BAD_REQUEST, explain="the path of this URL is malformed")
            return None
        if not self.is_inside(Path(self.translate_path(self.path))):
            self.send_error(HTTPStatus.NOT_FOUND)
            return None
        return super().send_head()

    def is_inside(self, file: Path) -> bool:
        """Return whether a path is a page or a file inside of the folder, with links resolved."""
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
        """Answer 404 with 404.html, or with the errors of the first build."""
        folder = Path(self.directory)
        page = next((p for p in (folder / "404.html", error_page(folder)) if p.is_file()), None)
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
    """Return whether there is one Host header, and it names this server on loopback.

    A page of another site, whose name resolves to 127.0.0.1 (DNS rebinding), could read drafts.
    """
    match = HOST.fullmatch(headers[0].strip()) if len(headers) == 1 else None
    return match is not None and int(match["port"] or HTTP_PORT) == port


def is_path(target: str) -> bool:
    """Return whether the target of a request is a path that a file can have.

    RFC 9112, section 3.2.1, has the forms of targets.
    """
    path = re.split("[?#]", target, maxsplit=1)[0]
    if not path.startswith("/") or INVALID_ESCAPE.search(path):
        return False
    try:
        decoded = unquote(path, errors="strict")
    except UnicodeDecodeError:
        return False
    return not FORBIDDEN.search(decoded)


def saves() -> Iterator[None]:
    """Yield each time that a file of the project is saved."""
    folders: list[str] = []
    while folders != (folders := watched_paths()):  # again once a link has come or gone
        for _ in watch(*folders, recursive=folders == watched_paths(everything=True)):
            yield
            if watched_paths() != folders:
                break


def watched_paths(*, everything: bool = False) -> list[str]:
    """Return what to watch: folders, with all that is below them, and settings and modules.

    Where a link cannot be followed, because it has `/` or its own parent as its target, every real
    folder is listed by itself, unless `everything` is true.
    """
    modules = sorted(path.name for path in Path().glob("*.py"))
    paths = [*(path for path in WATCHED if Path(path).exists()), *modules]
    content = Path("content")
    if everything or not any(path.is_dir() for path, _ in unusable_files(content, ())):
        return paths
    below = [folder for path in paths for folder, _, _ in os.walk(path)]
    return [*below, *(path for path in paths if Path(path).is_file())]


def rebuild(folder: Path) -> bool:
    """Build a preview and return whether it succeeded.

    A process of its own builds it, because Python imports settings and plugins once.
    """
    command = [sys.executable, "-m", "newsroom", "build", "--preview", "--output", str(folder)]
    process = subprocess.run(command, check=False, stderr=subprocess.PIPE, encoding="utf-8")
    sys.stderr.write(process.stderr)
    sys.stderr.flush()
    if process.returncode:
        page = ERROR_PAGE.format(report=escape(process.stderr))
        error_page(folder).write_text(page, encoding="utf-8")
    return process.returncode == 0


def error_page(folder: Path) -> Path:
    """Return the path of the page with the errors of the last build that failed."""
    return folder.with_name("errors.html")


def start_server(folder: Path, port: int) -> http.server.ThreadingHTTPServer:
    """Return a server of `folder` on loopback that runs in a thread; port 0 takes a free one."""
    handler = functools.partial(PreviewHandler, directory=str(folder))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", port), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


def serve_preview(port: int) -> None:
    """Build, serve and rebuild on every save, until Ctrl+C."""
    with scratch_folder(Path(tempfile.gettempdir()), PREFIX) as scratch:
        folder = scratch / "site"
        try:
            server = start_server(folder, port)
        except OSError as error:
            advice = f"choose another, such as --port {8001 if port == 8000 else 8000}"
            raise UserError(f"cannot use port {port}: {error.strerror}; {advice}") from None
        url = f"http://127.0.0.1:{server.server_port}/"
        with contextlib.suppress(KeyboardInterrupt):
            if rebuild(folder):
                click.echo(f"serving {url}; rebuilds on every save, Ctrl+C stops")
            else:
                click.echo(f"{url} shows the site once the errors are fixed, Ctrl+C stops")
            for _ in saves():
                rebuild(folder)


def run(port: int) -> int:
    """Serve until Ctrl+C and return the exit status."""
    require_project()
    serve_preview(port)
    return 0
