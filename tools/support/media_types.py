"""The media type of a file by its name, the same on every machine."""

import mimetypes
import re

TYPES = {  # beyond those that Python knows everywhere
    ".avif": "image/avif",
    ".js": "text/javascript",
    ".map": "application/json",
    ".md": "text/markdown",
    ".mjs": "text/javascript",
    ".webmanifest": "application/manifest+json",
    ".webp": "image/webp",
    ".woff": "font/woff",
    ".woff2": "font/woff2",
    ".xml": "application/xml",
}
KNOWN = mimetypes.MimeTypes()  # not the tables of this machine, which differ
TEXT = re.compile(r"^text/|[/+](xml|json)$|^application/wasm$")


def media_type(suffix: str) -> str:
    """`text/css` for `.css`; bytes of no known type for any other."""
    guessed = KNOWN.guess_type(f"x{suffix}")[0]
    return TYPES.get(suffix) or guessed or "application/octet-stream"


def is_text(kind: str) -> bool:
    """Whether files of a type get much smaller when they are compressed."""
    return bool(TEXT.search(kind))
