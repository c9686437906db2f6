"""`serve`: the site as it is saved, for as long as it is wanted."""

import os
import re
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from newsroom.commands.serve import is_own_host, start_server, watched_paths
from tests.conftest import AT_NOW, ROOT, MakeSite, call, lay_out
from tests.loopback import ANOTHER, PATIENCE, listens, wait_for


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site to change while it is shown."""
    return lay_out(tmp_path_factory.mktemp("served"), {})


@dataclass(frozen=True)
class Server:
    """The running command, the line with the address, and the file with what else it says."""

    process: subprocess.Popen[bytes]
    line: str
    printed: Path

    @property
    def url(self) -> str:
        """Where it serves."""
        return str(re.findall(r"http://[\d.:]+/", self.line)[0])


@contextmanager
def serving(site: Path, printed: Path) -> Iterator[Server]:
    """The command, started in a project."""
    environment = AT_NOW | {"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin"}
    command = [sys.executable, "-m", "newsroom", "serve", "--port", "0"]
    with printed.open("w") as stderr:
        process = subprocess.Popen(
            command, cwd=site, env=environment, stdout=subprocess.PIPE, stderr=stderr
        )
    try:
        assert process.stdout is not None
        lines = (line.decode() for line in process.stdout)
        line = next((line for line in lines if "http://" in line), None)
        assert line is not None, printed.read_text(encoding="utf-8")
        yield Server(process, line, printed)
    finally:
        process.kill()
        process.communicate()


@pytest.fixture(scope="module")
def server(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The command, started once for all tests."""
    with serving(site, tmp_path_factory.mktemp("said") / "stderr") as result:
        yield result


def fetch(url: str) -> tuple[int, str]:
    """Status and text of an address."""
    try:
        with urllib.request.urlopen(url, timeout=PATIENCE) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read().decode()


def save(site: Path, old: str, new: str) -> None:
    """Change a post, as an editor does."""
    post = site / "content" / "posts" / "first.md"
    post.write_text(post.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


def test_the_url_it_says_shows_the_site(server: Server) -> None:
    status, text = fetch(server.url)
    assert status == 200
    assert "The first post" in text


@pytest.mark.parametrize(
    ("pattern", "kind"),
    [
        ("", "text/html"),
        (r"theme/css/site\.\w+\.css", "text/css"),
        (r"theme/fonts/newsreader\.\w+\.woff2", "font/woff2"),
        ("feeds/all.atom.xml", "application/xml"),
        (r"theme/favicon\.\w+\.svg", "image/svg+xml"),
    ],
)
def test_a_file_has_the_type_of_its_kind(server: Server, pattern: str, kind: str) -> None:
    result = re.search(pattern, fetch(server.url)[1])
    assert result
    with urllib.request.urlopen(f"{server.url}{result[0]}", timeout=PATIENCE) as answer:
        assert answer.headers.get_content_type() == kind
        assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    "path", ["gone/", "gone.html", "../pelicanconf.py", "%2e%2e/%2e%2e/etc/passwd"]
)
def test_what_is_not_there_is_404_with_the_page_of_the_site(server: Server, path: str) -> None:
    status, text = fetch(f"{server.url}{path}")
    assert status == 404
    assert "Page not found" in text


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """The port of a server of a folder with a few files, and with links out of it."""
    top = tmp_path_factory.mktemp("plain")
    folder = top / "site"
    for name in ("site/index.html", "site/a/index.html", "site/empty/x.txt", "secret.txt"):
        (top / name).parent.mkdir(parents=True, exist_ok=True)
        (top / name).write_text(f"this is {name}", encoding="utf-8")
    (top / "outside").mkdir()
    (top / "outside" / "index.html").touch()
    (folder / "file").symlink_to(top / "secret.txt")
    (folder / "folder").symlink_to(top / "outside")
    (folder / "root").symlink_to("/")
    (folder / "loop").symlink_to("loop")
    (folder / "inside").symlink_to("a/index.html")
    os.mkfifo(folder / "pipe")
    server = start_server(folder, 0)
    yield server.server_port
    server.shutdown()
    server.server_close()


def ask(port: int, target: str, *lines: str, method: str = "GET") -> tuple[int, str]:
    """Status and text of a request as it is written, with these header lines."""
    request = "\r\n".join([f"{method} {target} HTTP/1.1", *lines, "Connection: close", "", ""])
    with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE) as connection:
        connection.sendall(request.encode("latin-1"))
        with connection.makefile("rb") as answer:
            head, _, body = answer.read().partition(b"\r\n\r\n")
    return int(head.split()[1]), body.decode()


@pytest.mark.parametrize(
    "host", ["localhost:{}", "127.0.0.1:{}", "[::1]:{}", "LocalHost:{}", " 127.0.0.1:{} "]
)
def test_this_machine_is_answered(plain: int, host: str) -> None:
    assert ask(plain, "/", f"Host: {host.format(plain)}") == (200, "this is site/index.html")


@pytest.mark.parametrize(
    "hosts",
    [
        [],
        [""],
        ["evil.example"],
        ["evil.example:{}"],
        ["localhost"],
        ["localhost:1"],
        ["localhost:{}", "evil.example"],
        ["localhost:{}", "localhost:{}"],
        ["localhost.evil.example:{}"],
        ["evil.example:{}@localhost:{}"],
        ["127.0.0.1.nip.io:{}"],
        ["127.0.0.2:{}"],
        [".".join("0000") + ":{}"],
        ["localhost:{}/"],
        ["localhost.:{}"],
        ["[::ffff:127.0.0.1]:{}"],
    ],
)
@pytest.mark.parametrize("target", ["/", "/missing", "/%00"])
def test_another_host_is_not_answered(plain: int, hosts: list[str], target: str) -> None:
    lines = [f"Host: {host.format(plain, plain)}" for host in hosts]
    status, text = ask(plain, target, *lines)
    assert status == 421
    assert f"this server answers only as localhost:{plain} or 127.0.0.1:{plain}" in text
    assert "this is" not in text


@pytest.mark.parametrize(
    ("port", "host", "own"),
    [(80, "localhost", True), (80, "localhost:80", True), (8000, "localhost", False)],
)
def test_a_host_without_a_port_has_that_of_http(port: int, host: str, own: bool) -> None:
    assert is_own_host([host], port) == own


@pytest.mark.parametrize(
    "target",
    [
        "/%00", "/a%00b.png", "/a/%00/", "/%", "/%zz", "/%f", "/%ff", "/a%C3", "/%0a", "/%7f",
        "/..%5c..%5csecret.txt", "/\\secret.txt", "index.html", "*", "http://evil.example/",
        "http://localhost/",
    ],
)  # fmt: skip
def test_a_malformed_path_is_a_bad_request(plain: int, target: str) -> None:
    for method in ("GET", "HEAD"):
        status, text = ask(plain, target, f"Host: localhost:{plain}", method=method)
        assert (status, "this is" in text) == (400, False)


@pytest.mark.parametrize(
    "target",
    [
        "/empty/", "/empty", "/folder/", "/folder", "/file", "/root/", "/root/etc/passwd", "/loop",
        "/pipe", "/../secret.txt", "/%2e%2e/secret.txt", "/..%2fsecret.txt", "/a/../../secret.txt",
        "/%2e%2e%2fsecret.txt", "/./%2E%2E/./secret.txt", "/missing", "/index.html/",
        "/%252e%252e/secret.txt", f"/{'a' * 300}", f"/{'a/' * 3000}",
    ],
)  # fmt: skip
def test_what_is_no_page_or_file_of_the_folder_is_missing(plain: int, target: str) -> None:
    status, text = ask(plain, target, f"Host: localhost:{plain}")
    assert (status, "this is" in text, "secret" in text) == (404, False, False)


@pytest.mark.parametrize(
    ("target", "status"),
    [("/a/", 200), ("/a", 301), ("/a?x=%00", 301), ("/inside", 200), ("/empty/x.txt", 200),
     ("/?x=%zz", 200), ("//a/", 200)],
)  # fmt: skip
def test_a_page_or_a_file_is_answered(plain: int, target: str, status: int) -> None:
    assert ask(plain, target, f"Host: localhost:{plain}")[0] == status


def test_other_machines_cannot_reach_it(tmp_path: Path) -> None:
    server = start_server(tmp_path, 0)
    try:
        assert server.server_address[0] == "127.0.0.1"
    finally:
        server.shutdown()
        server.server_close()


def test_a_saved_post_is_shown(server: Server, site: Path) -> None:
    save(site, "The first paragraph", "The altered paragraph")
    assert wait_for(lambda: "The altered" in fetch(f"{server.url}2025/01/first/")[1])


def test_an_error_is_reported_and_the_last_good_page_stays(server: Server, site: Path) -> None:
    url = f"{server.url}2025/01/first/"
    save(site, "category: News", "category: Nonsense")
    assert wait_for(lambda: "content/posts/first.md:5: " in server.printed.read_text("utf-8"))
    assert "/category/news/" in fetch(url)[1]
    save(site, "category: Nonsense", "category: Practice")
    assert wait_for(lambda: "/category/practice/" in fetch(url)[1])


def test_a_new_post_is_shown_even_as_a_draft(server: Server, site: Path) -> None:
    head = "---\ntitle: Fresh\ndate: 2025-01-01\nauthors: [Ada Writer]\ncategory: News\n"
    post = site / "content" / "posts" / "fresh.md"
    post.write_text(f"{head}status: draft\n---\n\nText.\n", encoding="utf-8")
    url = f"{server.url}2025/01/fresh/"
    assert wait_for(lambda: "only this preview shows it" in fetch(url)[1])


def test_nothing_is_written_to_output(server: Server, site: Path) -> None:
    assert fetch(server.url)[0] == 200
    assert not (site / "output").exists()


def test_only_this_machine_can_ask(server: Server) -> None:
    port = urlsplit(server.url).port
    assert port
    assert (listens(port), listens(port, ANOTHER)) == (True, False)


def test_the_server_is_bound_to_loopback(tmp_path: Path) -> None:
    server = start_server(tmp_path, 0)
    try:
        assert ip_address(str(server.server_address[0])).is_loopback
    finally:
        server.shutdown()
        server.server_close()


def test_ctrl_c_ends_it_at_once_and_well(server: Server) -> None:
    server.process.send_signal(signal.SIGINT)
    assert server.process.wait(timeout=5) == 0
    with pytest.raises(urllib.error.URLError):
        urllib.request.urlopen(server.url, timeout=1)


def test_ctrl_c_during_a_build_ends_it_well_too(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(folder: Path) -> bool:
        raise KeyboardInterrupt(folder)

    monkeypatch.setattr("newsroom.commands.serve.rebuild", interrupted)
    assert call("serve", "--port", "0") == 0


def test_a_port_in_use_is_reported(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as occupied:
        occupied.bind(("127.0.0.1", 0))
        occupied.listen()
        port = occupied.getsockname()[1]
        assert call("serve", "--port", str(port)) == 1
    printed = capsys.readouterr().err
    assert re.fullmatch(
        rf"cannot use port {port}: .+; choose another, such as --port \d+\n", printed
    )


@pytest.mark.parametrize("port", ["99999", "65536", "-1", "web", "8000.5", "", "²", "9" * 5000])
def test_an_invalid_port_is_a_usage_error(port: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert call("serve", f"--port={port}") == 2
    assert "Invalid value for '--port'" in capsys.readouterr().err


def test_without_a_project_it_does_not_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert call("serve", "--port", "0") == 1
    assert capsys.readouterr().err.startswith("pelicanconf.py not found")


def test_modules_beside_the_settings_are_watched(make_site: MakeSite) -> None:
    make_site({"glossary.py": ""})
    settings = ["pelicanconf.py", "publishconf.py"]
    assert watched_paths() == ["content", "theme", "glossary.py", *settings]


def test_an_error_in_the_first_build_is_shown_as_the_page(tmp_path: Path) -> None:
    site = lay_out(tmp_path, {"content/posts/wrong.md": "no <head>"})
    with serving(site, tmp_path / "said") as result:
        assert "errors are fixed" in result.line
        status, text = fetch(result.url)
        assert (status, "content/posts/wrong.md:1: error: " in text) == (404, True)
        (site / "content/posts/wrong.md").unlink()

        def expected() -> bool:
            save(site, "The first", "The first")  # again, for it may not have watched yet
            return "The first post" in fetch(result.url)[1]

        assert wait_for(expected)


@pytest.mark.parametrize("target", ["/", "."])
def test_a_link_that_cannot_be_entered_is_reported_and_what_is_saved_then_is_shown(
    tmp_path: Path, target: str
) -> None:
    site = lay_out(tmp_path, {})
    (site / "content" / "posts" / "link").symlink_to(target)
    with serving(site, tmp_path / "said") as result:
        assert re.search("content/posts/link(:1)?: error: ", fetch(result.url)[1])
        (site / "content" / "posts" / "link").unlink()

        def expected() -> bool:
            save(site, "The first", "The first")  # again, for it may not have watched yet
            return "The first post" in fetch(result.url)[1]

        assert wait_for(expected)
