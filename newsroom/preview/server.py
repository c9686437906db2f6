"""The server of the preview: the built site, and the script in its pages.

Pages get the script when they are sent; nothing of it is in built files. A stream of events
(server-sent events, HTML Living Standard, section 9.2) says when a page that is open is outdated.
"""

import errno
import json
import os
import socketserver
import sys
import threading
from contextlib import suppress
from dataclasses import asdict, dataclass
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from newsroom.diagnostics.errors import UserError
from newsroom.files.media_types import content_type
from newsroom.preview.byte_ranges import parse_range, pieces
from newsroom.preview.hosts import Binding
from newsroom.preview.served_pages import (
    EVENTS,
    RESERVED,
    Fingerprint,
    add_script,
    take_fingerprint,
)
from newsroom.preview.site_folder import SiteFolder, is_path, unbuilt_page
from newsroom.preview.state import PreviewState, State

BROWSER_FILES = {
    f"{RESERVED}{file.name}": file for file in Path(__file__).with_name("browser").iterdir()
}
IDLE = 60  # seconds for which an unused connection stays open
HEARTBEAT = 15  # seconds after which an event stream shows that it is still there
ATTEMPTS = 3  # at a file that a build replaces between two looks
RECONNECT = 1000  # milliseconds after which a browser connects again to a preview that has ended


class PreviewServer(ThreadingHTTPServer):
    """Serves the folder of a site, each request in a thread of its own."""

    daemon_threads = True
    request_queue_size = 64  # a browser opens several connections for each page

    def __init__(self, folder: Path, binding: Binding, port: int, state: PreviewState) -> None:
        """Listen at a port, 0 for a free one; raise `OSError`."""
        self.address_family = binding.family
        self.site, self.binding, self.state = SiteFolder(folder), binding, state
        super().__init__((binding.ip, port), PreviewHandler)

    def server_bind(self) -> None:
        """Bind the socket without looking up the name of the host, which can take seconds."""
        socketserver.TCPServer.server_bind(self)
        self.server_name, self.server_port = self.binding.ip, self.socket.getsockname()[1]

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of browsers that drop a connection, and one line of anything else."""
        error = sys.exception()
        if not isinstance(error, ConnectionError | TimeoutError):
            sys.stderr.write(f"the preview cannot answer: {type(error).__name__}: {error}\n")


class PreviewHandler(BaseHTTPRequestHandler):
    """Answers the requests of one connection."""

    protocol_version = "HTTP/1.1"  # a browser uses a connection again
    timeout = IDLE
    server: PreviewServer

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Print nothing: what matters is what the build prints."""

    def end_headers(self) -> None:
        """Forbid browsers to cache, for the page may have changed, and other sites to embed."""
        self.send_header("Cache-Control", "no-store")
        self.send_header("Cross-Origin-Resource-Policy", "same-origin")
        super().end_headers()

    def do_GET(self) -> None:  # the name that the library calls
        """Answer with a page, a file, the events or an error."""
        path = urlsplit(self.path).path if is_path(self.path) else ""
        port = int(self.connection.getsockname()[1])
        if not self.server.binding.answers(self.headers.get_all("Host", []), port):
            self.send_error(HTTPStatus.MISDIRECTED_REQUEST, explain=self.own_names(port))
        elif not path:
            self.send_error(HTTPStatus.BAD_REQUEST, explain="the path of this URL is malformed")
        elif path == EVENTS:
            self.send_events()
        elif path in BROWSER_FILES:
            self.send_file(BROWSER_FILES[path])
        else:
            self.send_from_site("/" + path.lstrip("/"))

    do_HEAD = do_GET  # the name that the library calls

    def own_names(self, port: int) -> str:
        """Return by which names this server answers, as a sentence."""
        names = sorted(name for name in self.server.binding.names if name != "[::1]")
        hosts = " or ".join(f"{name}:{port}" for name in reversed(names))
        return f"this server answers only as {hosts}"

    def send_from_site(self, path: str) -> None:
        """Send the file of the site at a path, or the page that there is instead."""
        site, state = self.server.site, self.server.state.current
        file = site.find(path) if state.is_built else None
        if file and file.suffix != ".html":
            self.send_file(file)
        elif state.is_built and site.needs_slash(path):
            query = urlsplit(self.path).query
            self.send_response(HTTPStatus.MOVED_PERMANENTLY)
            self.send_header("Location", f"{path}/{'?' * bool(query)}{query}")
            self.send_header("Content-Length", "0")
            self.end_headers()
        else:
            self.send_page(path, state)

    def send_page(self, path: str, state: State) -> None:
        """Send the page at a path with the script of the preview."""
        page = page_at(self.server.site, path, state)
        body = add_script(page.html, page.fingerprint).encode(errors="surrogateescape")
        self.send_response(page.status)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def send_file(self, path: Path) -> None:
        """Send a file as it is."""
        try:
            file = path.open("rb")
        except OSError:  # a build has just removed it
            self.send_error(HTTPStatus.NOT_FOUND)
            return
        with file:
            size = os.fstat(file.fileno()).st_size
            part = parse_range(self.headers.get("Range", ""), size)
            self.send_file_head(content_type(path), size, part)
            if self.command != "HEAD":
                file.seek(part.start if part else 0)
                for length in pieces(size if part is None else len(part)):
                    self.wfile.write(file.read(length))

    def send_file_head(self, kind: str, size: int, part: range | None) -> None:
        """Send the status and the headers of a file of this size, or of a part of it."""
        if part is None:
            self.send_response(HTTPStatus.OK)
        elif part:
            self.send_response(HTTPStatus.PARTIAL_CONTENT)
            self.send_header("Content-Range", f"bytes {part.start}-{part.stop - 1}/{size}")
        else:
            self.send_response(HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE)
            self.send_header("Content-Range", f"bytes */{size}")
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(size if part is None else len(part)))
        self.send_header("Accept-Ranges", "bytes")
        self.end_headers()

    def send_events(self) -> None:
        """Send an event whenever a page is outdated, or its errors are others, until it closes."""
        query = parse_qs(urlsplit(self.path).query, keep_blank_values=True)
        path, page, styles = (query.get(name, [""])[0] for name in ("path", "page", "styles"))
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream; charset=utf-8")
        self.send_header("Connection", "close")  # the stream ends with the connection
        self.end_headers()
        if self.command == "HEAD" or not is_path(path):
            return
        self.wfile.write(f"retry: {RECONNECT}\n\n".encode())
        self.server.state.add_view(path)
        try:
            self.follow_page(path, Fingerprint(page, tuple(styles.split())))
        finally:
            self.server.state.remove_view(path)

    def follow_page(self, path: str, last: Fingerprint) -> None:
        """Send events for the page at a path, each time that it is another than the `last` one.

        Says which errors there are at the start and whenever they change.
        """
        problems, state = None, self.server.state.current
        while not state.is_closed:
            current = page_at(self.server.site, path, state).fingerprint
            news = state.problems if state.is_built else ()  # else the page itself has them
            if problems != news:
                problems = news
                self.send_event("errors", [asdict(problem) for problem in problems])
            if current.content != last.content:
                self.send_event("page", None)
            elif current.styles != last.styles:
                self.send_event("css", list(current.styles))
            last, version = current, state.version
            while not state.is_closed and state.version == version:
                state = self.server.state.wait(version, HEARTBEAT)
                self.wfile.write(b": still here\n\n")

    def send_event(self, name: str, data: object) -> None:
        """Send an event with its data."""
        self.wfile.write(f"event: {name}\ndata: {json.dumps(data)}\n\n".encode())


@dataclass(frozen=True)
class ServedPage:
    """A page without the script of the preview, and its status in HTTP."""

    status: int
    html: str
    fingerprint: Fingerprint


def page_at(site: SiteFolder, path: str, state: State) -> ServedPage:
    """Return the page at a path, in a state of the preview."""
    if not state.is_built:
        html = unbuilt_page(state.problems)
        fingerprint = take_fingerprint(html, site.folder, path)
        return ServedPage(HTTPStatus.SERVICE_UNAVAILABLE, html, fingerprint)
    for _ in range(ATTEMPTS):
        with suppress(OSError):
            status, html = site.page("/" + path.lstrip("/"))
            return ServedPage(status, html, take_fingerprint(html, site.folder, path))
    return ServedPage(HTTPStatus.NOT_FOUND, "", Fingerprint(""))


def start_server(folder: Path, binding: Binding, port: int, state: PreviewState) -> PreviewServer:
    """Return a server of a folder that runs in a thread; raise `UserError` for a port in use."""
    try:
        server = PreviewServer(folder, binding, port, state)
    except OSError as error:
        if error.errno == errno.EADDRNOTAVAIL:
            raise UserError(f"{binding.ip} is not an IP address of this computer") from None
        advice = f"choose another, such as --port {8001 if port == 8000 else 8000}"
        raise UserError(f"cannot use port {port}: {error.strerror}; {advice}") from None
    threading.Thread(target=server.serve_forever, args=(0.1,), daemon=True).start()
    return server
