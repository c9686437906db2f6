"""The address of the site as programs write it: its host in Punycode, its path encoded.

`https://münchen.example/ब्लॉग` is `https://xn--mnchen-3ya.example/%E0%A4%AC…`.
"""

import re
import unicodedata
from ipaddress import ip_address
from urllib.parse import quote, unquote, urlsplit

LABEL = re.compile(r"[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?")
DOTS = re.compile("[.。]")
JOINERS = "\u200c\u200d"  # which make other letters of those beside them
PORT = "its port has to be a number from 1 to 65535"


class InvalidUrlError(ValueError):
    """What is no address of a site; its text says why, where that is not plain."""


def site_address(written: str) -> str:
    """The address without a last slash; raises `InvalidUrlError`."""
    if re.search(r"\s", written):
        raise InvalidUrlError("a blank stands in it")
    try:
        parts = urlsplit(written)
        port = -1 if parts.netloc.endswith(":") else parts.port
    except ValueError as error:
        raise InvalidUrlError(PORT if "Port" in str(error) else "") from None
    if parts.scheme not in ("http", "https") or not parts.hostname or set("?#") & {*written}:
        raise InvalidUrlError
    if "@" in parts.netloc:
        raise InvalidUrlError("nobody may read a login in it")
    if port is not None and port < 1:
        raise InvalidUrlError(PORT)
    host = f"[{parts.hostname}]" if ":" in parts.hostname else ascii_host(parts.hostname)
    return f"{parts.scheme}://{host}{f':{port}' if port else ''}{encoded(parts.path.rstrip('/'))}"


def ascii_host(host: str) -> str:
    """A host as the name system has it, its letters as browsers write them."""
    labels = DOTS.split(unicodedata.normalize("NFKC", host).lower())
    found = [label if label.isascii() else punycode(label) for label in labels]
    if wrong := next((label for label in found if not LABEL.fullmatch(label)), None):
        raise InvalidUrlError(f'"{wrong}" can be no part of a host')
    if "" in found:
        raise InvalidUrlError("two dots stand side by side in its host, or one at an end")
    return ".".join(found)


def punycode(label: str) -> str:
    """A part of a host in ASCII; one with signs stays as it is."""
    if not all(c in JOINERS or c == "-" or unicodedata.category(c)[0] in "LMN" for c in label):
        return label
    return f"xn--{label.encode('punycode').decode()}"


def encoded(path: str) -> str:
    """A path of letters, digits and `-._~`, all others than those of ASCII encoded."""
    if not path:
        return ""
    if re.search("%(?![0-9A-Fa-f]{2})", path):
        raise InvalidUrlError("a % in it starts no encoded sign")
    for part in map(unquote, path.split("/")[1:]):
        if part in ("", ".", ".."):
            raise InvalidUrlError("each part of its path needs a name")
        for sign in part:
            if sign not in f"-._~{JOINERS}" and unicodedata.category(sign)[0] not in "LMN":
                raise InvalidUrlError(
                    f'"{sign}" stands in its path; use letters, digits and dashes'
                )
    return quote(unquote(path), safe="/~")


def of_an_example(address: str) -> bool:
    """Whether an address is one of those that no one has (RFC 2606), copied from somewhere."""
    return bool(re.match(r"https?://([\w.-]+\.)?example\.(org|com|net)([:/]|$)", address))


def nobody_else_finds(address: str) -> bool:
    """Whether only this machine, or a number that may change, is at an address."""
    host = urlsplit(address).hostname or ""
    try:
        ip_address(host)
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")
    return True
