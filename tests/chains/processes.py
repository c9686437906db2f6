"""Builds in processes of their own: killed from outside, and under limits of the system."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from tests.chains.project import Conditions
from tests.conftest import ROOT

# Limits a process, then makes it `python -m newsroom …`.
LIMITED = """{limit}
import os, sys
os.execv(sys.executable, [sys.executable, "-m", "newsroom", *sys.argv[1:]])"""
# The modes of files hold for root too: prctl(2) takes CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH.
OBEY_MODES = """import ctypes, os
for capability in (1, 2) if os.getuid() == 0 else ():
    ctypes.CDLL(None).prctl(24, capability)"""
# No file may have more bytes, as on a full disk; `{size}` says how many.
LIMIT_FILES = """import resource
resource.setrlimit(resource.RLIMIT_FSIZE, ({size}, {size}))"""
PATIENCE = 60  # seconds; a build on a busy machine takes some


def environment(conditions: Conditions) -> dict[str, str]:
    """The environment of a build in a process of its own."""
    return {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "SOURCE_DATE_EPOCH": str(int(conditions.now.timestamp())),
        "SITEURL": conditions.site_url,
    }


def start_build(folder: Path, conditions: Conditions, limit: str = "") -> subprocess.Popen[str]:
    """Start a build in a session of its own, once the code `limit` has run in its process."""
    program = ("-c", LIMITED.format(limit=limit)) if limit else ("-m", "newsroom")
    return subprocess.Popen(
        [sys.executable, *program, *conditions.command],
        cwd=folder,
        env=environment(conditions),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        start_new_session=True,
    )


def finish(process: subprocess.Popen[str]) -> tuple[int, str]:
    """Wait for a process; gives its exit status and what it printed to standard error."""
    _, printed = process.communicate(timeout=PATIENCE)
    return process.returncode, printed


def kill_build(folder: Path, conditions: Conditions, seconds: float) -> bool:
    """Kill a build after some seconds (`kill -9`); return whether the processes it started end.

    Its own process alone is killed, as by a system that is out of memory.
    """
    process = start_build(folder, conditions)
    time.sleep(seconds)
    process.kill()
    process.communicate()
    return ends(process.pid)


def ends(group: int, seconds: float = 10) -> bool:
    """Return whether all processes of a group end within some seconds; others are killed."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.05)
    os.killpg(group, signal.SIGKILL)
    return False
