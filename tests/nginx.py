"""An nginx of our own on loopback: an ordinary process in a folder of its own."""

import os
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.conftest import run
from tests.needs import needed

WHOLE = """daemon off;
worker_processes 1;
pid {folder}/nginx.pid;
error_log {folder}/error.log warn;
{user}
events {{ }}
http {{
    access_log off;
    {scratch}
    include {folder}/site.conf;
}}
"""
SCRATCH = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def nginx(site: Path, output: Path, folder: Path) -> Iterator[str]:
    """Serve the site built in `output` of the project `site`; gives the origin."""
    program = needed(("nginx", "/usr/sbin/nginx"), "nginx")
    place = f"127.0.0.1:{free_port()}"
    done = run("tools.nginx", "--output", str(output), "--listen", place, folder=site)
    assert done.returncode == 0, done.stderr
    folder.mkdir(exist_ok=True)
    (folder / "site.conf").write_text(done.stdout, encoding="utf-8")
    root = os.geteuid() == 0  # the folders of tests are closed to the user that nginx would become
    scratch = "\n    ".join(f"{name}_temp_path {folder}/{name};" for name in SCRATCH)
    whole = WHOLE.format(folder=folder, user="user root;" if root else "", scratch=scratch)
    (folder / "nginx.conf").write_text(whole, encoding="utf-8")
    command = [
        program,
        "-e",
        f"{folder}/error.log",
        "-p",
        str(folder),
        "-c",
        f"{folder}/nginx.conf",
    ]
    test = subprocess.run([*command, "-t"], capture_output=True, encoding="utf-8", check=False)
    assert test.returncode == 0, test.stderr
    assert "[warn]" not in test.stderr
    process = subprocess.Popen(command)
    try:
        wait_for(place, process)
        yield f"http://{place}"
    finally:
        process.terminate()
        process.wait(20)


def wait_for(place: str, process: "subprocess.Popen[bytes]") -> None:
    """Return when something listens there."""
    host, port = place.split(":")
    for _ in range(200):
        assert process.poll() is None
        try:
            socket.create_connection((host, int(port)), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise AssertionError(place)
