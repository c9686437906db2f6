"""By which names a preview answers."""

import pytest

from newsroom.diagnostics.errors import UserError
from newsroom.preview.hosts import resolve_binding


@pytest.mark.parametrize(
    ("host", "header", "answered"),
    [
        ("127.0.0.1", "localhost:8000", True),
        ("127.0.0.1", "127.0.0.1:8000", True),
        ("127.0.0.1", "[::1]:8000", True),
        ("127.0.0.1", "LocalHost:8000", True),
        ("127.0.0.1", " 127.0.0.1:8000 ", True),
        ("localhost", "localhost:8000", True),
        ("127.0.0.1", "", False),
        ("127.0.0.1", "evil.example", False),
        ("127.0.0.1", "evil.example:8000", False),
        ("127.0.0.1", "localhost", False),
        ("127.0.0.1", "localhost:1", False),
        ("127.0.0.1", "localhost.evil.example:8000", False),
        ("127.0.0.1", "evil.example:8000@localhost:8000", False),
        ("127.0.0.1", "127.0.0.1.nip.io:8000", False),
        ("127.0.0.1", "127.0.0.2:8000", False),
        ("127.0.0.1", f"{'.'.join('0000')}:8000", False),
        ("127.0.0.1", "localhost:8000/", False),
        ("127.0.0.1", "localhost.:8000", False),
        ("127.0.0.1", "[::ffff:127.0.0.1]:8000", False),
        ("192.168.1.5", "192.168.1.5:8000", True),
        ("192.168.1.5", "localhost:8000", False),
        ("192.168.1.5", "192.168.1.6:8000", False),
        (".".join("0000"), "192.168.1.5:8000", True),
        (".".join("0000"), "localhost:8000", True),
        (".".join("0000"), "mac.local:8000", True),
        (".".join("0000"), "evil.example:8000", False),
        (".".join("0000"), "192.168.1.5.evil.example:8000", False),
        ("::", "[fe80::1]:8000", True),
    ],
)
def test_a_host_is_answered_that_is_a_name_of_the_server(
    monkeypatch: pytest.MonkeyPatch, host: str, header: str, answered: bool
) -> None:
    monkeypatch.setattr("socket.gethostname", lambda: "Mac")
    assert resolve_binding(host).answers([header], 8000) is answered


@pytest.mark.parametrize(
    "headers", [[], ["localhost:8000", "evil.example"], ["localhost:8000"] * 2]
)
def test_one_host_header_is_needed(headers: list[str]) -> None:
    assert not resolve_binding("127.0.0.1").answers(headers, 8000)


@pytest.mark.parametrize(
    ("port", "header", "answered"),
    [(80, "localhost", True), (80, "localhost:80", True), (8000, "localhost", False)],
)
def test_a_host_without_a_port_has_that_of_http(port: int, header: str, answered: bool) -> None:
    assert resolve_binding("127.0.0.1").answers([header], port) is answered


@pytest.mark.parametrize(
    ("host", "urls"),
    [
        ("127.0.0.1", ["http://127.0.0.1:8000/"]),
        ("::1", ["http://[::1]:8000/"]),
        ("192.168.1.5", ["http://192.168.1.5:8000/"]),
        (".".join("0000"), ["http://127.0.0.1:8000/", "http://192.168.1.7:8000/"]),
    ],
)
def test_the_urls_are_for_this_computer_and_then_for_others(
    monkeypatch: pytest.MonkeyPatch, host: str, urls: list[str]
) -> None:
    monkeypatch.setattr("newsroom.preview.hosts.network_address", lambda: "192.168.1.7")
    assert resolve_binding(host).urls(8000) == urls


@pytest.mark.parametrize("host", ["", "no-such-host.invalid", "a b", "1.2.3.4.5"])
def test_a_host_that_is_none_is_an_error(host: str) -> None:
    with pytest.raises(UserError):
        resolve_binding(host)
