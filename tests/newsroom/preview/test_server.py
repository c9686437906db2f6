"""The server of the preview: whom it answers, what it sends, and what it says of changes."""

import json
import os
import re
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from newsroom.diagnostics.errors import UserError
from newsroom.preview.hosts import resolve_binding
from newsroom.preview.messages import ErrorLine
from newsroom.preview.server import PreviewServer, start_server
from newsroom.preview.state import PreviewState
from tests.loopback import ANOTHER, PATIENCE, listens, wait_for

PAGE = '<!doctype html>\n<link rel="stylesheet" href="/a.css"><p>this is {}</p><img src="/a/b.svg">'
LOCAL = resolve_binding("127.0.0.1")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a few files, and with links out of it."""
    folder = tmp_path / "site"
    for name in ("site/index.html", "site/a/index.html", "site/404.html"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(PAGE.format(name), encoding="utf-8")
    for name in ("site/empty/x.txt", "site/a/b.svg", "secret.txt", "outside/index.html"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(f"this is {name}", encoding="utf-8")
    (folder / "file").symlink_to(tmp_path / "secret.txt")
    (folder / "folder").symlink_to(tmp_path / "outside")
    (folder / "root").symlink_to("/")
    (folder / "loop").symlink_to("loop")
    (folder / "inside").symlink_to("empty/x.txt")
    os.mkfifo(folder / "pipe")
    return folder


@pytest.fixture
def server(folder: Path) -> Iterator[PreviewServer]:
    """A server of the folder, which counts as built."""
    state = PreviewState()
    state.show_site(())
    server = start_server(folder, LOCAL, 0, state)
    yield server
    state.close()
    server.shutdown()
    server.server_close()


def ask(port: int, target: str, *lines: str, method: str = "GET") -> tuple[int, str, str]:
    """Status, head and text of a request as it is written, with these header lines."""
    request = "\r\n".join([f"{method} {target} HTTP/1.1", *lines, "Connection: close", "", ""])
    with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE) as connection:
        connection.sendall(request.encode("latin-1"))
        with connection.makefile("rb") as answer:
            head, _, body = answer.read().partition(b"\r\n\r\n")
    return int(head.split()[1]), head.decode(), body.decode()


def get(server: PreviewServer, target: str, method: str = "GET") -> tuple[int, str, str]:
    """The same for a browser on this computer."""
    return ask(server.server_port, target, f"Host: localhost:{server.server_port}", method=method)


@pytest.mark.parametrize(
    "hosts",
    [[], [""], ["evil.example:{}"], ["localhost"], ["localhost:1"], ["localhost:{}"] * 2],
)
@pytest.mark.parametrize("target", ["/", "/missing", "/%00", "/-preview/events?path=/"])
def test_another_host_is_not_answered(server: PreviewServer, hosts: list[str], target: str) -> None:
    port = server.server_port
    status, _, text = ask(port, target, *(f"Host: {host.format(port)}" for host in hosts))
    assert status == 421
    assert f"this server answers only as localhost:{port} or 127.0.0.1:{port}" in text
    assert "this is" not in text


@pytest.mark.parametrize(
    "target",
    [
        "/%00", "/a%00b.png", "/a/%00/", "/%", "/%zz", "/%f", "/%ff", "/a%C3", "/%0a", "/%7f",
        "/..%5c..%5csecret.txt", "/\\secret.txt", "index.html", "*", "http://evil.example/",
        "http://localhost/",
    ],
)  # fmt: skip
def test_a_malformed_path_is_a_bad_request(server: PreviewServer, target: str) -> None:
    for method in ("GET", "HEAD"):
        status, _, text = get(server, target, method)
        assert (status, "this is" in text) == (400, False)


@pytest.mark.parametrize(
    "target",
    [
        "/empty/", "/empty", "/folder/", "/folder", "/file", "/root/", "/root/etc/passwd", "/loop",
        "/pipe", "/../secret.txt", "/%2e%2e/secret.txt", "/..%2fsecret.txt", "/a/../../secret.txt",
        "/%2e%2e%2fsecret.txt", "/./%2E%2E/./secret.txt", "/missing", "/index.html/",
        "/%252e%252e/secret.txt", f"/{'a' * 300}", f"/{'a/' * 3000}", "/-preview/",
        "/-preview/x.js",
    ],
)  # fmt: skip
def test_what_is_not_in_the_folder_is_404_with_its_page(server: PreviewServer, target: str) -> None:
    status, _, text = get(server, target)
    assert (status, "this is site/404.html" in text, "secret" in text) == (404, True, False)


@pytest.mark.parametrize(
    ("target", "status"),
    [("/a/", 200), ("/a", 301), ("/a?x=%00", 301), ("/inside", 200), ("/empty/x.txt", 200),
     ("/?x=%zz", 200), ("//a/", 200), ("/a/index.html", 200), ("/-preview/preview.js", 200),
     ("/-preview/overlay.css", 200), ("/-preview/exchange.js", 200)],
)  # fmt: skip
def test_a_page_or_a_file_is_answered(server: PreviewServer, target: str, status: int) -> None:
    for method in ("GET", "HEAD"):
        answer = get(server, target, method)
        assert (answer[0], bool(answer[2])) == (status, method == "GET" and status == 200)


@pytest.mark.parametrize(
    ("header", "status", "content_range", "text"),
    [
        ("bytes=5-6", 206, "bytes 5-6/20", "is"),
        ("bytes=99-", 416, "bytes */20", ""),
        ("bytes=x", 200, "", "this is site/a/b.svg"),
    ],
)
def test_a_part_of_a_file_is_answered(
    server: PreviewServer, header: str, status: int, content_range: str, text: str
) -> None:
    lines = (f"Host: localhost:{server.server_port}", f"Range: {header}")
    answer = ask(server.server_port, "/a/b.svg", *lines)
    assert (answer[0], answer[2]) == (status, text)
    assert (f"\r\nContent-Range: {content_range}\r\n" in answer[1]) is bool(content_range)


def test_a_folder_keeps_its_host_and_query(server: PreviewServer) -> None:
    assert "\r\nLocation: /a/?x=1\r\n" in get(server, "//a?x=1")[1]


def test_only_pages_have_the_script_and_no_file_of_the_site(
    server: PreviewServer, folder: Path
) -> None:
    assert "/-preview/preview.js" in get(server, "/")[2]
    assert get(server, "/a/b.svg")[2] == "this is site/a/b.svg"
    assert "/-preview/" not in (folder / "index.html").read_text(encoding="utf-8")


def test_before_the_first_build_every_page_says_so(folder: Path) -> None:
    state = PreviewState()
    server = start_server(folder, LOCAL, 0, state)
    try:
        assert get(server, "/a/")[0] == 503
        assert "The site is being built" in get(server, "/a/")[2]
        state.show_problems((ErrorLine("content/a.md:3", "a < b"),))
        assert "<pre>content/a.md:3: a &lt; b</pre>" in get(server, "/a/")[2]
    finally:
        server.shutdown()
        server.server_close()


def test_a_connection_is_used_again(server: PreviewServer) -> None:
    request = f"GET /a/b.svg HTTP/1.1\r\nHost: localhost:{server.server_port}\r\n\r\n".encode()
    with (
        socket.create_connection(("127.0.0.1", server.server_port), timeout=PATIENCE) as browser,
        browser.makefile("rb") as answers,
    ):
        for _ in range(2):
            browser.sendall(request)
            assert answers.readline().startswith(b"HTTP/1.1 200")
            while (line := answers.readline()) != b"\r\n":
                length = int(line.split()[1]) if line.startswith(b"Content-Length") else 0
                if length:
                    size = length
            assert answers.read(size) == b"this is site/a/b.svg"


def test_a_browser_that_goes_away_causes_no_message(
    server: PreviewServer, folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (folder / "film.mp4").write_bytes(b"0" * 20_000_000)
    for target in ("/film.mp4", "/-preview/events?path=/&page=&styles=", "/"):
        request = f"GET {target} HTTP/1.1\r\nHost: localhost:{server.server_port}\r\n\r\n"
        connection = socket.create_connection(("127.0.0.1", server.server_port))
        connection.sendall(request.encode())
        connection.recv(10)
        # RST instead of FIN: what a browser that is closed sends while data is under way
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
        connection.close()
    server.state.change()
    assert wait_for(lambda: server.state.viewed_urls() == ())
    assert get(server, "/")[0] == 200
    assert capfd.readouterr() == ("", "")


class Listener:
    """A browser that reads the events of a page, as the page itself asks for them."""

    def __init__(self, server: PreviewServer, path: str) -> None:
        html = get(server, path)[2]
        page, styles = (
            re.findall(rf'data-{name}="([^"]*)"', html)[0] for name in ("page", "styles")
        )
        port = server.server_port
        self.connection = socket.create_connection(("127.0.0.1", port), timeout=PATIENCE)
        target = f"/-preview/events?path={path}&page={page}&styles={styles}"
        self.connection.sendall(f"GET {target} HTTP/1.1\r\nHost: localhost:{port}\r\n\r\n".encode())
        self.answer = self.connection.makefile("rb")

    def next(self) -> tuple[str, object]:
        """Name and data of the next event."""
        while not (line := self.answer.readline()).startswith(b"event: "):
            assert line
        data = self.answer.readline().removeprefix(b"data: ")
        return line.split()[1].decode(), json.loads(data)

    def close(self) -> None:
        """Go away."""
        self.answer.close()
        self.connection.close()


@pytest.fixture
def listener(server: PreviewServer) -> Iterator[Listener]:
    """A browser that shows the page /a/."""
    listener = Listener(server, "/a/")
    assert listener.next() == ("errors", [])
    yield listener
    listener.close()


def test_the_pages_that_browsers_show_are_known(server: PreviewServer, listener: Listener) -> None:
    assert server.state.viewed_urls() == ("/a/",)
    listener.close()

    def is_gone() -> bool:
        server.state.change()  # the system refuses the second thing that is sent
        return server.state.viewed_urls() == ()

    assert wait_for(is_gone)


@pytest.mark.parametrize(
    ("change", "event"),
    [
        ("a/index.html|this is|this was", ("page", None)),
        ("a/index.html|/a.css|/b.css", ("css", ["/b.css"])),
        ("a/b.svg|this is|this was", ("page", None)),  # an image of the page
    ],
)
def test_a_page_that_has_changed_is_an_event(
    listener: Listener, server: PreviewServer, folder: Path, change: str, event: tuple[str, object]
) -> None:
    name, old, new = change.split("|")
    path = folder / name
    path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")
    server.state.show_site(())
    assert listener.next() == event


def test_errors_are_events_and_another_page_is_none(
    server: PreviewServer, folder: Path, listener: Listener
) -> None:
    (folder / "index.html").write_text("another", "utf-8")
    server.state.show_site((ErrorLine("content/a.md:3", "wrong"),))
    assert listener.next() == ("errors", [{"location": "content/a.md:3", "text": "wrong"}])
    server.state.show_site(())
    assert listener.next() == ("errors", [])


def test_a_page_that_changed_before_the_browser_listens_is_an_event(
    server: PreviewServer, folder: Path
) -> None:
    html = get(server, "/")[2]
    (folder / "index.html").write_text("new", "utf-8")
    page = re.findall(r'data-page="(\w+)"', html)[0]
    server.state.close()  # so that the answer ends after the first events
    assert get(server, f"/-preview/events?path=/&page={page}&styles=/a.css")[2] != ""


def test_only_this_computer_can_ask(server: PreviewServer) -> None:
    port = server.server_port
    assert (listens(port), listens(port, ANOTHER)) == (True, False)


def test_a_port_in_use_and_an_ip_of_another_computer_are_errors(folder: Path) -> None:
    with socket.socket() as occupied:
        occupied.bind(("127.0.0.1", 0))
        occupied.listen()
        port = occupied.getsockname()[1]
        with pytest.raises(UserError, match=rf"cannot use port {port}: .+; choose another"):
            start_server(folder, LOCAL, port, PreviewState())
    with pytest.raises(UserError, match="is not an IP address of this computer"):
        start_server(folder, resolve_binding("192.0.2.1"), 0, PreviewState())
