"""Reads `/_headers` as the servers that know it do, and is such a server.

Every rule that matches a path counts.
"""

import functools
import http.server
import os
import re
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import unquote, urlsplit

from newsroom.files.media_types import content_type
from tests.loopback import serving

Rules = list[tuple[str, list[tuple[str, str]]]]


def read_headers(text: str) -> Rules:
    """(pattern, headers) in order."""
    rules: Rules = []
    for line in filter(str.strip, text.splitlines()):
        if line.startswith("/"):
            rules.append((line.strip(), []))
        else:
            name, value = line.split(":", 1)
            rules[-1][1].append((name.strip(), value.strip()))
    return rules


def headers_for(path: str, rules: Rules) -> dict[str, list[str]]:
    """The values of each header of a file; `*` stands for anything."""
    values_by_name: dict[str, list[str]] = defaultdict(list)
    for pattern, headers in rules:
        if re.fullmatch(re.escape(unquote(pattern)).replace(r"\*", ".*"), path):
            for name, value in headers:
                values_by_name[name].append(value)
    return dict(values_by_name)


class HeaderHandler(http.server.SimpleHTTPRequestHandler):
    """Serves a folder with the headers of every `_headers` in it or in a folder of it."""

    rules: Rules = []  # noqa: RUF012  # filled by `serving_with_headers`

    def guess_type(self, path: str | os.PathLike[str]) -> str:
        """The type of a file: that of the rules, else from our own table."""
        url = unquote(urlsplit(self.path).path)
        return headers_for(url, self.rules).get("Content-Type", [content_type(os.fspath(path))])[-1]

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Print nothing."""

    def end_headers(self) -> None:
        """Add what the rules say; the type is the server's own guess."""
        self.send_header("Cache-Control", "no-store")
        path = unquote(urlsplit(self.path).path)
        for name, values in headers_for(path, self.rules).items():
            if name not in ("Content-Type", "Cache-Control"):
                self.send_header(name, ", ".join(values))
        super().end_headers()


@contextmanager
def serving_with_headers(root: Path) -> Iterator[str]:
    """Serve `root` on loopback, while the block runs; gives the origin."""
    files = [*root.glob("_headers"), *root.glob("*/_headers")]
    rules = [rule for file in files for rule in read_headers(file.read_text(encoding="utf-8"))]
    handler = type("OfThisFolder", (HeaderHandler,), {"rules": rules})
    server = http.server.ThreadingHTTPServer(
        ("127.0.0.1", 0), functools.partial(handler, directory=str(root))
    )
    with serving(server):
        yield f"http://127.0.0.1:{server.server_port}"
