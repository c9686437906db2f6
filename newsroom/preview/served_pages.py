"""Pages as the preview serves them: with its script, which no built file has.

The policy of a page (CSP Level 3) then allows this script and its style sheet by a nonce, and the
connection to its own site; all else stays as the policy has it.
"""

import json
import re
import secrets
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import blake2b
from html import escape, unescape
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

RESERVED = "/-preview/"
SCRIPT, EVENTS = f"{RESERVED}preview.js", f"{RESERVED}events"
TAG = re.compile(r"<(?P<name>meta|link)\b[^<>]*>", re.IGNORECASE)
ATTRIBUTE = re.compile(
    r"""(?<![a-zA-Z-])([a-zA-Z-]+)\s*=\s*(?:"([^"<>]*)"|'([^'<>]*)'|([^\s"'<>]+))"""
)
SHOWN_FILE = re.compile(r"""\b(?:src|poster|srcset)\s*=\s*["']?([^\s"'<>]+)""", re.IGNORECASE)
UNSAFE = "'unsafe-inline'"  # has no effect beside a nonce


@dataclass(frozen=True)
class Fingerprint:
    """What a browser shows: `content` changes with the page and with the files that it shows.

    `styles` are the URLs of the style sheets, which are not part of that. `files` are the paths of
    those files in the folder, with digests, "" for a missing one.
    """

    content: str
    styles: tuple[str, ...] = ()
    files: Mapping[str, str] = field(default_factory=dict)


def attributes_of(tag: str) -> dict[str, str]:
    """Return the attributes of a start tag by name, in lower case."""
    return {
        name.lower(): unescape(double or single or bare)
        for name, double, single, bare in ATTRIBUTE.findall(tag)
    }


def is_stylesheet(tag: str) -> bool:
    """Return whether a start tag is that of a link to a style sheet."""
    return "stylesheet" in attributes_of(tag).get("rel", "").lower().split()


def take_fingerprint(html: str, folder: Path, url: str) -> Fingerprint:
    """Return the fingerprint of a page of a folder, at the path `url`, and of what it shows."""
    styles: list[str] = []

    def remove_stylesheet(match: re.Match[str]) -> str:
        if match["name"].lower() == "link" and is_stylesheet(match[0]):
            styles.append(attributes_of(match[0]).get("href", ""))
            return "<link>"
        return match[0]

    text = TAG.sub(remove_stylesheet, html)
    digest = blake2b(text.encode(errors="surrogateescape"), digest_size=12)
    files = {}
    for path in shown_paths(html, url):
        with suppress(OSError, ValueError):
            files[path] = digest_now(folder / path)
            digest.update(files[path].encode())
    return Fingerprint(digest.hexdigest(), tuple(styles), files)


def shown_paths(html: str, url: str) -> Iterator[str]:
    """Yield the paths of files of the site that a page at the path `url` shows, such as images."""
    for source in dict.fromkeys(SHOWN_FILE.findall(html)):
        with suppress(ValueError):
            parts = urlsplit(urljoin(url, unescape(source)))
            path = unquote(parts.path).lstrip("/")
            if not (parts.scheme or parts.netloc or ".." in path.split("/")):
                yield path


def digest_now(file: Path) -> str:
    """Return a digest of a file, "" if it is missing; raise `OSError` or `ValueError`."""
    if not file.is_file():
        return ""
    status = file.stat()
    return file_digest(file, status.st_ino, status.st_mtime_ns, status.st_size)


@lru_cache(maxsize=1000)
def file_digest(file: Path, inode: int, modified: int, size: int) -> str:
    """Return a digest of a file, kept for as long as it is the same by the other arguments."""
    del inode, modified, size
    return blake2b(file.read_bytes(), digest_size=12).hexdigest()


def add_script(html: str, fingerprint: Fingerprint) -> str:
    """Return a page with the script of the preview, which gets the fingerprint of the page."""
    nonce = secrets.token_urlsafe(16)

    def allow(match: re.Match[str]) -> str:
        values = attributes_of(match[0])
        if values.get("http-equiv", "").lower() != "content-security-policy":
            return match[0]
        content = escape(allow_script(values.get("content", ""), nonce))
        return f'<meta http-equiv="Content-Security-Policy" content="{content}">'

    values = {
        "page": fingerprint.content,
        "styles": " ".join(fingerprint.styles),
        "files": json.dumps(fingerprint.files),
        "nonce": nonce,
    }
    data = " ".join(f'data-{name}="{escape(value)}"' for name, value in values.items())
    script = f'<script src="{SCRIPT}" nonce="{nonce}" {data}></script>\n'
    return f"{TAG.sub(allow, html)}{script}"


def allow_script(policy: str, nonce: str) -> str:
    """Return a policy that allows the script, style sheet and events of the preview as well."""
    directives: dict[str, list[str]] = {}
    for directive in policy.split(";"):
        if words := directive.split():
            directives.setdefault(words[0].lower(), words[1:])
    needs = {"script-src": f"'nonce-{nonce}'", "style-src": f"'nonce-{nonce}'"}
    for kind, source in {**needs, "connect-src": "'self'"}.items():
        name = f"{kind}-elem" if f"{kind}-elem" in directives else kind
        sources = directives.get(name, directives.get("default-src"))
        if sources is None:  # all is allowed
            continue
        allowed = "'self'" if UNSAFE in sources else source
        directives[name] = [*(word for word in sources if word not in ("'none'", allowed)), allowed]
    return "; ".join(" ".join([name, *words]) for name, words in directives.items())
