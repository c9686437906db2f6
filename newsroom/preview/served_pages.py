"""Pages as the preview serves them: with its script, which no built file has.

The policy of a page (CSP Level 3) then allows this script and its style sheet by a nonce, and the
connection to its own site; all else stays as the policy has it.
"""

import re
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from html import escape, unescape
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

RESERVED = "/-preview/"
SCRIPT, STYLE, EVENTS = (f"{RESERVED}{name}" for name in ("preview.js", "overlay.css", "events"))
TAG = re.compile(r"<(?P<name>meta|link)\b[^<>]*>", re.IGNORECASE)
ATTRIBUTE = re.compile(
    r"""(?<![a-zA-Z-])([a-zA-Z-]+)\s*=\s*(?:"([^"<>]*)"|'([^'<>]*)'|([^\s"'<>]+))"""
)
SHOWN_FILE = re.compile(r"""\b(?:src|poster|srcset)\s*=\s*["']?([^\s"'<>]+)""", re.IGNORECASE)
UNSAFE = "'unsafe-inline'"  # has no effect beside a nonce


@dataclass(frozen=True)
class Fingerprint:
    """What a browser shows: `content` changes when it must load the page again.

    `styles` are the URLs of the style sheets, which can be exchanged without that.
    """

    content: str
    styles: tuple[str, ...] = ()


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
    for file in shown_files(html, folder, url):
        status = file.stat()
        digest.update(file_digest(file, status.st_ino, status.st_mtime_ns, status.st_size))
    return Fingerprint(digest.hexdigest(), tuple(styles))


def shown_files(html: str, folder: Path, url: str) -> Iterator[Path]:
    """Yield the files of a folder that a page at the path `url` shows, such as images."""
    for source in dict.fromkeys(SHOWN_FILE.findall(html)):
        try:
            parts = urlsplit(urljoin(url, unescape(source)))
            path = folder / unquote(parts.path).lstrip("/")
            if not parts.netloc and ".." not in path.parts and path.is_file():
                yield path
        except (OSError, ValueError):
            continue


@lru_cache(maxsize=1000)
def file_digest(file: Path, inode: int, modified: int, size: int) -> bytes:
    """Return a digest of a file, kept for as long as it is the same by the other arguments."""
    del inode, modified, size
    return blake2b(file.read_bytes(), digest_size=12).digest()


def add_script(html: str, fingerprint: Fingerprint) -> str:
    """Return a page with the script of the preview, which gets the fingerprint of the page."""
    nonce = secrets.token_urlsafe(16)

    def allow(match: re.Match[str]) -> str:
        values = attributes_of(match[0])
        if values.get("http-equiv", "").lower() != "content-security-policy":
            return match[0]
        content = escape(allow_script(values.get("content", ""), nonce))
        return f'<meta http-equiv="Content-Security-Policy" content="{content}">'

    values = {"page": fingerprint.content, "styles": " ".join(fingerprint.styles), "nonce": nonce}
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
