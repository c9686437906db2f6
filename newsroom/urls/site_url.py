"""The URL of the site as programs write it: its host in ASCII, its path percent-encoded.

`https://münchen.example/ब्लॉग` is `https://xn--mnchen-3ya.example/%E0%A4%AC…`.
"""

import re
import unicodedata
from ipaddress import ip_address
from urllib.parse import quote, unquote, urlsplit

from newsroom.urls.hosts import InvalidUrlError, encode_host

JOINERS = "\u200c\u200d"  # which change the form of the letters beside them
INVALID_PORT = "the port must be a number from 1 to 65535"


def normalize_site_url(url: str) -> str:
    """Return the URL of a site in ASCII, without a slash at its end.

    Raises `InvalidUrlError`, whose text says why the URL is invalid, "" where that is plain.
    """
    if re.search(r"\s", url):
        raise InvalidUrlError("it has whitespace")
    try:
        parts = urlsplit(url)
        port = -1 if parts.netloc.endswith(":") else parts.port
    except ValueError as error:
        raise InvalidUrlError(INVALID_PORT if "Port" in str(error) else "") from None
    if parts.scheme not in ("http", "https") or not parts.hostname or set("?#") & {*url}:
        raise InvalidUrlError
    if "@" in parts.netloc:
        raise InvalidUrlError("everybody could read the login in it")
    if port is not None and port < 1:
        raise InvalidUrlError(INVALID_PORT)
    host = _site_host(parts.hostname)
    return f"{parts.scheme}://{host}{f':{port}' if port else ''}{_encode_path(parts.path)}"


def _site_host(hostname: str) -> str:
    """Return the host of a site in ASCII; its parts have no hyphens at their ends (RFC 1123)."""
    host = encode_host(f"[{hostname}]" if ":" in hostname else hostname)
    labels = host.split(".")
    if "" in labels:
        raise InvalidUrlError("the host has an empty part; remove a dot")
    if invalid := next((label for label in labels if label.strip("-") != label), None):
        raise InvalidUrlError(f'"{invalid}" is invalid in a host; remove the hyphen at its end')
    return host


def _encode_path(path: str) -> str:
    """Return a path of letters, digits and `-._~`, percent-encoded and without a slash at its end.

    Raises `InvalidUrlError` for other characters.
    """
    path = path.rstrip("/")
    if not path:
        return ""
    if re.search("%(?![0-9A-Fa-f]{2})", path):
        raise InvalidUrlError("write %25 for a % in its path")
    for part in map(unquote, path.split("/")[1:]):
        if part in ("", ".", ".."):
            raise InvalidUrlError("each part of its path needs a name")
        for character in part:
            if (
                character not in f"-._~{JOINERS}"
                and unicodedata.category(character)[0] not in "LMN"
            ):
                raise InvalidUrlError(
                    f'"{character}" is invalid in its path; use letters, digits and hyphens'
                )
    return quote(unquote(path), safe="/~")


def is_example_url(url: str) -> bool:
    """Return whether a URL is one that nobody has (RFC 2606), copied from documentation."""
    return bool(re.match(r"https?://([\w.-]+\.)?example\.(org|com|net)([:/]|$)", url))


def is_local_url(url: str) -> bool:
    """Return whether the host of a URL is this machine, or an IP address, which may change."""
    host = urlsplit(url).hostname or ""
    try:
        ip_address(host)
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")
    return True
