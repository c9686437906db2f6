"""Commands in forks of this process: as alone as in one of their own, without its imports again."""

import os
import signal
import subprocess
import sys
import tempfile
import traceback
import warnings
from collections.abc import Callable, Mapping
from pathlib import Path

from newsroom.cache.code_version import ENGINE
from newsroom.commands.application import main

FAULT = 70  # of the code here, not of a command
# What no project brings along: libraries, the engine, its plugins and the tests.
FOLDERS = (sys.prefix, sys.base_prefix, ENGINE, ENGINE.parent / "plugins", Path(__file__).parent)
SHARED = tuple(f"{folder}{os.sep}" for folder in FOLDERS)


def forget_projects() -> None:
    """Remove the modules of projects and of their plugins, such as `pelicanconf`, from Python."""
    for name, module in [*sys.modules.items()]:
        file = getattr(module, "__file__", None)
        if file and not file.startswith(SHARED):
            del sys.modules[name]


def run_in_fork(
    command: tuple[str, ...], folder: Path, environment: Mapping[str, str]
) -> subprocess.CompletedProcess[str]:
    """Run a command in a folder in a forked process, which has this environment alone."""

    def call() -> int:
        os.chdir(folder)
        os.environ.clear()
        os.environ.update(environment)
        sys.path.insert(0, str(folder))
        forget_projects()
        return main(command)

    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)  # of a fork beside other threads
            child = os.fork()
        if child == 0:
            os._exit(call_on_streams(call, out.fileno(), err.fileno()))
        status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        texts = []
        for file in (out, err):
            file.seek(0)
            texts.append(file.read().decode())
    return subprocess.CompletedProcess(command, status, *texts)


def call_on_streams(function: Callable[[], int], out: int, err: int) -> int:
    """Call a function whose standard streams are files; gives the exit status."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        for number, file in ((1, out), (2, err)):
            os.dup2(file, number)
        sys.stdout = os.fdopen(1, "w", encoding="utf-8", closefd=False)
        sys.stderr = os.fdopen(2, "w", encoding="utf-8", closefd=False, buffering=1)
        try:
            return function()
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
    except BaseException:  # noqa: BLE001  # nothing of this process may go on as the tests
        traceback.print_exc()
        return FAULT
