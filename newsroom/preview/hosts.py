"""By which names the preview answers: those of this computer alone, unless a person asks for more.

A page of another site could read drafts through a name of its own that resolves to this computer
(DNS rebinding); it cannot do so through an IP address, or through a name of this computer.
"""

import re
import socket
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from ipaddress import ip_address

from newsroom.diagnostics.errors import UserError

HTTP_PORT = 80  # what a Host header without a port means
HOST = re.compile(r"(?P<name>\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9._-]+)(?::(?P<port>[0-9]{1,5}))?")
LOOPBACK = frozenset(["localhost", "127.0.0.1", "[::1]"])
REMOTE = ("192.0.2.1", 9)  # RFC 5737: no packet is sent, the system only chooses an interface


@dataclass(frozen=True)
class Binding:
    """Where the server listens: at an IP of a `family`, and the `names` that it answers by.

    `any_address` means that it listens on all interfaces, and answers by every IP address.
    """

    ip: str
    family: socket.AddressFamily
    names: frozenset[str]
    any_address: bool = False

    @property
    def is_loopback(self) -> bool:
        """Whether no other computer can reach it."""
        return ip_address(self.ip).is_loopback

    def answers(self, headers: Sequence[str], port: int) -> bool:
        """Return whether there is one Host header, and it names this server at its port."""
        match = HOST.fullmatch(headers[0].strip()) if len(headers) == 1 else None
        if match is None or int(match["port"] or HTTP_PORT) != port:
            return False
        name = match["name"].lower()
        return name in self.names or (self.any_address and is_ip_address(name))

    def urls(self, port: int) -> list[str]:
        """Return the URLs of the front page: for this computer, then for others."""
        if self.is_loopback:
            return [f"http://{in_url(self.ip)}:{port}/"]
        if not self.any_address:
            return [f"http://{name}:{port}/" for name in sorted(self.names, key=is_ip_address)]
        names = filter(None, ("127.0.0.1", network_address()))
        return [f"http://{name}:{port}/" for name in names]


def resolve_binding(host: str) -> Binding:
    """Return where to listen for a name or an IP address; raise `UserError` for one not of ours."""
    if not host:  # which would be every interface
        raise UserError("--host is empty; write a name or an IP address")
    try:
        family, _, _, _, (first, *_) = socket.getaddrinfo(
            host, 0, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
    except (OSError, UnicodeError) as error:
        reason = getattr(error, "strerror", None) or error
        raise UserError(f'cannot find the host "{host}": {reason}') from None
    ip = str(first)
    if ip_address(ip).is_loopback:
        return Binding(ip, family, LOOPBACK)
    if ip_address(ip).is_unspecified:
        hostname = socket.gethostname().lower()
        names = LOOPBACK | {hostname, f"{hostname.removesuffix('.local')}.local"}
        return Binding(ip, family, names, any_address=True)
    names = frozenset([in_url(ip), *([] if is_ip_address(host) else [host.lower()])])
    return Binding(ip, family, names)


def is_ip_address(name: str) -> bool:
    """Return whether the host of a URL is an IP address."""
    with suppress(ValueError):
        ip_address(name.removeprefix("[").removesuffix("]"))
        return True
    return False


def in_url(ip: str) -> str:
    """Return an IP address as URLs have it."""
    return f"[{ip}]" if ":" in ip else ip


def network_address() -> str:
    """Return the IP address of this computer in its network, "" without one."""
    with suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.connect(REMOTE)
        return str(probe.getsockname()[0])
    return ""
