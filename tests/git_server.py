"""A git server on loopback that asks for a name and a password, and watches the processes."""

import base64
import http.server
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.loopback import serving


class GitServer(http.server.ThreadingHTTPServer):
    """Serves the repositories of a folder by `git http-backend` to who knows name and password."""

    daemon_threads = True

    def __init__(self, folder: Path, name: str, password: str) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.folder, self.name = folder, name
        self.wanted = "Basic " + base64.b64encode(f"{name}:{password}".encode()).decode()
        self.command_lines: set[str] = set()
        self.refused = 0

    @property
    def host(self) -> str:
        """The host and port."""
        return f"127.0.0.1:{self.server_port}"


def command_lines() -> Iterator[str]:
    """The arguments of each process of this machine, as every user may read them."""
    for file in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            yield file.read_bytes().replace(b"\0", b" ").decode(errors="replace")
        except OSError:
            continue


class Handler(http.server.BaseHTTPRequestHandler):
    """One request of git; while it waits, all that it has started is running."""

    server: GitServer

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Stay quiet."""

    def do_GET(self) -> None:
        """Look at the processes, then let git answer."""
        self.server.command_lines.update(line for line in command_lines() if "git" in line)
        if self.headers.get("Authorization") != self.server.wanted:
            self.server.refused += 1
            self.send_response(401)
            self.send_header("WWW-Authenticate", 'Basic realm="git"')
            self.end_headers()
            return
        status, headers, data = self.ask_git()
        self.send_response(status)
        for row in headers:
            self.send_header(*row.split(": ", 1))
        self.end_headers()
        self.wfile.write(data)

    do_POST = do_GET

    def ask_git(self) -> tuple[int, list[str], bytes]:
        """The answer of `git http-backend`: status, headers and body."""
        path, _, query = self.path.partition("?")
        about = {
            "GIT_PROJECT_ROOT": str(self.server.folder),
            "GIT_HTTP_EXPORT_ALL": "1",
            "REMOTE_USER": self.server.name,
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "REQUEST_METHOD": self.command,
            "CONTENT_TYPE": self.headers.get("Content-Type", ""),
            "CONTENT_LENGTH": self.headers.get("Content-Length", ""),
            "HTTP_CONTENT_ENCODING": self.headers.get("Content-Encoding", ""),
            "GIT_PROTOCOL": self.headers.get("Git-Protocol", ""),
        }
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        done = subprocess.run(
            ["git", "http-backend"],
            input=body,
            env={**os.environ, **about},
            capture_output=True,
            check=True,
        )
        head, _, data = done.stdout.partition(b"\r\n\r\n")
        rows = head.decode().splitlines()
        status = next((int(row.split()[1]) for row in rows if row.startswith("Status:")), 200)
        return status, [row for row in rows if not row.startswith("Status:")], data


@contextmanager
def running_git_server(folder: Path, name: str, password: str) -> Iterator[GitServer]:
    """The server, while the block runs."""
    with serving(server := GitServer(folder, name, password)):
        yield server
