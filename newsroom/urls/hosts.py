"""Hosts of URLs in ASCII, as browsers and the domain name system have them, and for people.

IDNA 2008 with the mapping of UTS 46, without its transitional processing: `straße.example` is
`xn--strae-oqa.example`, and not `strasse.example`, the domain of another owner. A host that this
module encodes, Chromium encodes to the same ASCII (table in `tests/hosts.py`; so for 40,000 random
hosts too). IDNA refuses symbols and emoji, which browsers accept; such a host works when it is
written in ASCII, `xn--i-7iq.example`.
"""

import re
import unicodedata
from ipaddress import AddressValueError, IPv4Address, IPv6Address
from urllib.parse import unquote

import idna

from newsroom.diagnostics.errors import UserError

LABEL = re.compile(r"[a-z0-9_-]{1,63}")  # a hyphen or underscore may be anywhere, as in browsers
NUMBER = re.compile(r"\d+|0x[0-9a-f]*")  # as the last part: an IP address (URL Standard, 3.5)
RIGHT_TO_LEFT = frozenset(["R", "AL", "AN"])  # directions that make a host bidirectional
PORT = re.compile(r":\d*$")
LONGEST_HOST = 253  # characters without a dot at the end (RFC 1035, section 2.3.4)


class InvalidUrlError(UserError):
    """A URL that browsers cannot read, or that cannot be used here; the text says why, if known."""


class InvalidHostError(InvalidUrlError):
    """A host that cannot be encoded; the text says which part of it is invalid."""


def encode_host(host: str) -> str:
    """Return a host in lower-case ASCII; raise `InvalidHostError` where it has no such form.

    Percent-encoded characters are decoded first (URL Standard, section 3.5). A dot at the end
    stays. An IP address of version 6 is in brackets.
    """
    decoded = unquote(host)
    try:
        if decoded.startswith("["):
            return f"[{_ipv6(decoded)}]"
        mapped = idna.uts46_remap(decoded, std3_rules=False)
        _check_directions(mapped)
    except idna.IDNAError:
        raise InvalidHostError(f'"{host}" is not a valid host') from None
    labels = [_encode_label(label) for label in mapped.removesuffix(".").split(".")]
    encoded = ".".join(labels)
    if len(encoded) > LONGEST_HOST:
        raise InvalidHostError(f"the host must not be longer than {LONGEST_HOST} characters")
    if NUMBER.fullmatch(labels[-1]) and not _is_ipv4(encoded):
        raise InvalidHostError(f'"{host}" is not a valid IP address')
    return encoded + ("." if mapped.endswith(".") else "")


def decode_host(host: str) -> str:
    """Return a host in its own letters, for people; parts that IDNA does not allow stay in ASCII.

    A host that cannot be encoded is returned as it is.
    """
    try:
        labels = encode_host(host).split(".")
    except InvalidHostError:
        return host
    return ".".join(map(_decode_label, labels))


def encode_netloc(netloc: str) -> str:
    """Return `login@host:port` with its host in ASCII; one in ASCII already stays as it is.

    Raises `InvalidHostError`.
    """
    if netloc.isascii():
        return netloc
    login, at, host = netloc.rpartition("@")
    name, colon, port = host.rpartition(":") if PORT.search(host) else (host, "", "")
    return f"{login}{at}{encode_host(name)}{colon}{port}"


def _check_directions(host: str) -> None:
    """Raise `IDNAError` where one part runs from right to left, and another could be misread.

    The rule of RFC 5893 is for all parts of such a host, `idna` checks the parts one by one.
    """
    if any(unicodedata.bidirectional(character) in RIGHT_TO_LEFT for character in host):
        for label in filter(None, host.split(".")):
            idna.check_bidi(label, check_ltr=True)


def _encode_label(label: str) -> str:
    """Return a part of a host in ASCII; an ASCII part stays, an invalid `xn--` part too."""
    if not label:
        raise InvalidHostError("the host has an empty part; remove a dot")
    if label.isascii():
        if not LABEL.fullmatch(label):
            why = "is longer than 63 characters" if len(label) > 63 else "is invalid in a host"
            raise InvalidHostError(f'"{label}" {why}')
        return label
    try:
        return idna.alabel(label).decode()
    except idna.IDNAError:
        raise InvalidHostError(
            f'"{label}" is invalid in a host; write it in ASCII (xn--…) if browsers open it'
        ) from None


def _decode_label(label: str) -> str:
    try:
        return idna.ulabel(label) if label.startswith("xn--") else label
    except idna.IDNAError:
        return label


def _ipv6(host: str) -> str:
    """Return the IP address in brackets, in lower case and otherwise as it is written."""
    try:
        IPv6Address(host[1:-1] if host.endswith("]") and "%" not in host else "")
    except AddressValueError:
        raise InvalidHostError(f'"{host}" is not a valid IP address') from None
    return host[1:-1].lower()


def _is_ipv4(host: str) -> bool:
    try:
        IPv4Address(host)
    except AddressValueError:
        return False
    return True
