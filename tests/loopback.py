"""Servers of our own on loopback, and the wait for what a process does in its own time."""

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from socketserver import BaseServer

PATIENCE = 60  # seconds; a busy machine takes some
# Not the IP address that our servers are bound to; one that is bound to all of them answers here.
ANOTHER = "127.0.0.2"


@contextmanager
def serving(server: BaseServer) -> Iterator[None]:
    """Let a server answer in a thread of its own, while the block runs."""
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    try:
        yield
    finally:
        server.shutdown()
        server.server_close()


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port: int = probe.getsockname()[1]
        return port


def listens(port: int, host: str = "127.0.0.1") -> bool:
    """Whether something answers at a port."""
    try:
        socket.create_connection((host, port), timeout=1).close()
    except OSError:
        return False
    return True


def wait_for(good: Callable[[], bool]) -> bool:
    """Whether it becomes good before patience is at its end."""
    end = time.monotonic() + PATIENCE
    while not good() and time.monotonic() < end:
        time.sleep(0.05)
    return good()
