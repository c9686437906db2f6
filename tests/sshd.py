"""An ssh server on loopback that lets in who has the key made for it."""

import getpass
import os
import shlex
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.loopback import free_port, listens, wait_for
from tests.needs import require_program

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


@dataclass(frozen=True)
class Sshd:
    """Who and where, for rsync, and the ssh command that has the key."""

    login: str
    shell: str


@contextmanager
def running_sshd(folder: Path) -> Iterator[Sshd]:
    """The server, while the block runs."""
    server = require_program(["sshd", "/usr/sbin/sshd"], "openssh-server")
    require_program(["ssh"], "openssh-client")
    for name in ("host", "user"):
        make = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(folder / name)]
        subprocess.run(make, check=True)
    port = free_port()
    (folder / "settings").write_text(SETTINGS.format(port=port, folder=folder))
    if os.geteuid() == 0:
        SEPARATION.mkdir(exist_ok=True)
    process = subprocess.Popen([server, "-D", "-e", "-f", str(folder / "settings")], stderr=-3)
    try:
        assert wait_for(lambda: listens(port)), "sshd did not start"
        trust = f"-o UserKnownHostsFile={folder}/known -o StrictHostKeyChecking=accept-new"
        key = shlex.quote(str(folder / "user"))
        shell = f"ssh -p {port} -i {key} -o IdentitiesOnly=yes -o BatchMode=yes -F none {trust}"
        yield Sshd(f"{getpass.getuser()}@127.0.0.1", shell)
    finally:
        process.terminate()
        process.wait()
