"""A terminal for tests: runs a command on it and answers what it asks."""

import os
import pty
import re
import select
import subprocess
import sys
import time
from collections.abc import Iterable
from pathlib import Path

from tests.conftest import ROOT

PATIENCE = 60  # seconds; a command on a busy machine takes some to start
SILENCE = 5  # seconds; on a busy machine a command that stops takes some to end
CONTROL = re.compile(r"\x1b\[[?\d;]*[a-zA-Z]")
# Makes it the terminal that Ctrl+C is typed on, then runs `python -m newsroom …`.
START = """import fcntl, runpy, sys, termios
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
runpy.run_module("newsroom", run_name="__main__", alter_sys=True)"""
INTERRUPT, END = "\x03", "\x04"  # Ctrl+C and Ctrl+D


def talk(
    *command: str, folder: Path, answers: Iterable[tuple[str, str]], **environment: str
) -> tuple[int, str]:
    """Exit status of `python -m newsroom …` and all that stood on the screen.

    Each answer is (what is waited for, what is then typed).
    """
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-c", START, *command],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), "TERM": "xterm", **environment},
        stdin=theirs, stdout=theirs, stderr=theirs,
        start_new_session=True,
    )  # fmt: skip
    os.close(theirs)
    screen, typed = "", ""
    for wanted, typed in answers:
        screen += read(ours, wanted)
        os.write(ours, typed.encode())
    screen += read(ours, None, again=typed if typed == INTERRUPT else "")
    os.close(ours)
    return process.wait(PATIENCE), CONTROL.sub("", screen).replace("\r\n", "\n")


def read(terminal: int, wanted: str | None, again: str = "") -> str:
    """What comes until `wanted` stands there; all of it for None.

    `again` is typed after each silence: Ctrl+C between a prompt and the wait for its answer is not
    heard. Where it is, another one would kill Python at its end.
    """
    result, end = "", time.monotonic() + PATIENCE
    while wanted is None or wanted not in result:
        assert time.monotonic() < end, f"{wanted!r} did not come; there is {result!r}"
        ready, _, _ = select.select([terminal], [], [], SILENCE)
        if not ready:
            os.write(terminal, again.encode())
            continue
        try:
            data = os.read(terminal, 4096)
        except OSError:  # how Linux tells that the other side is closed
            data = b""
        if not data:
            assert wanted is None, f"{wanted!r} did not come; there is {result!r}"
            break
        result += data.decode(errors="replace")
    return result
