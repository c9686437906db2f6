"""An ssh server on loopback that lets in who has the key made for it."""

import getpass
import os
import shlex
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.needs import needed

SETTINGS = """Port {port}
ListenAddress 127.0.0.1
HostKey {folder}/host
AuthorizedKeysFile {folder}/user.pub
PidFile none
StrictModes no
UsePAM no
PasswordAuthentication no
KbdInteractiveAuthentication no
"""
SEPARATION = Path("/run/sshd")  # where Debian's sshd, as root, puts its unprivileged half
SECONDS = 10  # for the server to start


@dataclass(frozen=True)
class Sshd:
    """Who and where, for rsync, and the ssh command that has the key."""

    login: str
    shell: str


@contextmanager
def running_sshd(folder: Path) -> Iterator[Sshd]:
    """The server, while the block runs."""
    server = needed(["sshd", "/usr/sbin/sshd"], "openssh-server")
    needed(["ssh"], "openssh-client")
    for name in ("host", "user"):
        make = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(folder / name)]
        subprocess.run(make, check=True)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    (folder / "settings").write_text(SETTINGS.format(port=port, folder=folder))
    if os.geteuid() == 0:
        SEPARATION.mkdir(exist_ok=True)
    process = subprocess.Popen([server, "-D", "-e", "-f", str(folder / "settings")], stderr=-3)
    try:
        wait(port)
        trust = f"-o UserKnownHostsFile={folder}/known -o StrictHostKeyChecking=accept-new"
        key = shlex.quote(str(folder / "user"))
        shell = f"ssh -p {port} -i {key} -o IdentitiesOnly=yes -o BatchMode=yes -F none {trust}"
        yield Sshd(f"{getpass.getuser()}@127.0.0.1", shell)
    finally:
        process.terminate()
        process.wait()


def wait(port: int) -> None:
    """Until the server answers."""
    for _ in range(SECONDS * 50):
        try:
            socket.create_connection(("127.0.0.1", port)).close()
        except OSError:
            time.sleep(0.02)
        else:
            return
    raise TimeoutError("sshd did not start")
