"""An nginx of our own on loopback: an ordinary process in a folder of its own."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.conftest import run
from tests.loopback import free_port, listens, wait_for
from tests.needs import require_program

WHOLE = """daemon off;
worker_processes 1;
pid {folder}/nginx.pid;
error_log {folder}/error.log warn;
{user}
events {{ }}
http {{
    access_log off;
    variables_hash_max_size 4096;
    {scratch}
    include {folder}/site.conf;
}}
"""
SCRATCH = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")


@contextmanager
def nginx(site: Path, output: Path, folder: Path) -> Iterator[str]:
    """Serve the site built in `output` of the project `site`; gives the origin."""
    program = require_program(("nginx", "/usr/sbin/nginx"), "nginx")
    port = free_port()
    listen = f"127.0.0.1:{port}"
    done = run("nginx", "--output", str(output), "--listen", listen, folder=site)
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
    assert "[warn]" not in test.stderr, test.stderr
    process = subprocess.Popen(command)
    try:
        assert wait_for(lambda: process.poll() is not None or listens(port))
        assert process.poll() is None
        yield f"http://{listen}"
    finally:
        process.terminate()
        process.wait(20)
