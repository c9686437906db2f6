"""Finds the file of a URL in the folder of a built site."""

import posixpath
import re
from dataclasses import dataclass
from html import escape
from pathlib import Path
from urllib.parse import unquote

from newsroom.preview.messages import ErrorLine

INVALID_ESCAPE = re.compile("%(?![0-9A-Fa-f]{2})")  # RFC 3986, section 2.1
FORBIDDEN = re.compile(r"[\x00-\x1f\x7f\\]")  # control characters, and the separator of Windows
NOT_BUILT = """<!doctype html>
<html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark"><title>{title}</title></head>
<body><h1>{title}</h1>{problems}<p>{advice}</p></body></html>
"""


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


@dataclass(frozen=True)
class SiteFolder:
    """The site in a folder, whose files a build replaces at any time."""

    folder: Path

    def find(self, url: str) -> Path | None:
        """Return the file at a path such as `/a/` or `/a/b.png`; None where there is none."""
        file = self.locate(url)
        if url.endswith("/"):
            file /= "index.html"
        return file if self.has(file) else None

    def needs_slash(self, url: str) -> bool:
        """Return whether a path is that of a page, but for the slash at its end."""
        return not url.endswith("/") and self.find(f"{url}/") is not None

    def page(self, url: str) -> tuple[int, str]:
        """Return the status and the HTML for the path of a page, which may be a missing one."""
        for status, name in ((200, url), (404, "/404.html")):
            if (file := self.find(name)) and file.suffix == ".html":
                return status, read_html(file)
        return 404, "<!doctype html><title>Not found</title><h1>Not found</h1>\n"

    def locate(self, url: str) -> Path:
        """Return the path that a file of a URL has, never above the folder."""
        path = posixpath.normpath(unquote(url, errors="surrogateescape"))
        return self.folder.joinpath(*(part for part in path.split("/") if part not in ("", "..")))

    def has(self, file: Path) -> bool:
        """Return whether a path is a file of the folder, with links resolved."""
        try:
            return file.is_file() and file.resolve().is_relative_to(self.folder.resolve())
        except (OSError, RuntimeError, ValueError):  # a name that is too long, a circle of links
            return False


def read_html(file: Path) -> str:
    """Return the text of a file, with bytes that are not UTF-8 as surrogates."""
    return file.read_text("utf-8", "surrogateescape")


def unbuilt_page(problems: tuple[ErrorLine, ...]) -> str:
    """Return the page for any URL before the site was built, with the errors that prevent it."""
    if not problems:
        advice = "This page shows it as soon as it is there."
        return NOT_BUILT.format(title="The site is being built", problems="", advice=advice)
    rows = (f"{p.location}: {p.text}" if p.location else p.text for p in problems)
    return NOT_BUILT.format(
        title="The site cannot be built yet",
        problems=f"<pre>{escape(chr(10).join(rows))}</pre>",
        advice="Correct this and save the file; this page then shows the site.",
    )
