"""The state of a destination: under its own name, without its login, locked by one process."""

import errno
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from filelock import FileLock

from newsroom.deploy.state import hold_lock, records_of
from newsroom.diagnostics.errors import UserError
from tests.conftest import ROOT

HOLD = """
import sys
from pathlib import Path
from newsroom.deploy.state import hold_lock

with hold_lock(Path(sys.argv[1]), "/srv/x"):
    print("locked", flush=True)
    sys.stdin.read()
"""


def test_a_destination_has_one_folder_whatever_its_login() -> None:
    folders = [
        records_of("github", f"https://{login}example.org/x.git, branch b").folder.name
        for login in ("me:password@", "token@", "")
    ]
    assert folders == ["github-https-example.org-x.git-branch-b-ffad6e1d"] * 3


def test_destinations_that_look_alike_have_folders_of_their_own() -> None:
    destinations = (
        "/srv/a b",
        "/srv/a-b",
        "/srv/" + "a" * 300,
        "/srv/" + "a" * 301,
        "/srv/新",
        "/srv/闻",
    )
    names = {records_of("rsync", destination).folder.name for destination in destinations}
    assert len(names) == len(destinations)
    assert max(map(len, names)) < 60


def test_a_lock_excludes_other_processes_until_its_process_is_killed(tmp_path: Path) -> None:
    file = tmp_path / "state" / "lock"
    words = [sys.executable, "-c", HOLD, str(file)]
    with subprocess.Popen(words, cwd=ROOT, stdin=-1, stdout=-1) as holder:
        assert holder.stdout
        assert holder.stdout.readline() == b"locked\n"
        message = "another deployment to /srv/x is running; wait for it to end"
        with pytest.raises(UserError, match=message), hold_lock(file, "/srv/x"):
            pass
        holder.send_signal(signal.SIGKILL)
        holder.wait()
        with hold_lock(file, "/srv/x"):
            pass
    with hold_lock(file, "/srv/x"):
        assert file.is_file()


@pytest.mark.parametrize(("number", "fatal"), [(errno.ENOLCK, False), (errno.EIO, True)])
def test_a_file_system_without_locks_is_no_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, *, fatal: bool
) -> None:
    def fail(lock: FileLock) -> None:
        raise OSError(number, "no lock")

    monkeypatch.setattr(FileLock, "acquire", fail)
    entered = []
    try:
        with hold_lock(tmp_path / "lock", "/srv/x"):
            entered.append(True)
    except OSError as error:
        assert error.errno == number
    assert entered == ([] if fatal else [True])
