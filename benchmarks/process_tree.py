"""Runs a program and measures it together with all processes that it starts.

The program starts in a session and a process group of its own. CPU is user and system time, exactly
as the kernel counts it, of the program and of its descendants, even of those that outlive their
parent. Memory is the proportional set size (PSS: a page that several processes share counts once),
sampled; where Linux's /proc is missing it is the largest resident set of one process.
"""

import contextlib
import ctypes
import os
import resource
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

PROC = Path("/proc")
SET_CHILD_SUBREAPER = 36  # prctl(2)
INTERVAL = 0.01  # seconds between samples of the memory at least,
DUTY = 20  # and so many times as long as a sample takes: 5 % of a processor at most
GRACE = 5.0  # seconds that processes may outlive the program, or take to end
ENDING = (signal.SIGINT, signal.SIGTERM, signal.SIGKILL)
TAIL = 3000  # bytes of the output of a program that failed


class ToolError(Exception):
    """A tool failed or is missing; the message says which, and ends in what it printed."""


@dataclass(frozen=True)
class Run:
    """The cost of one run: seconds of wall time and of CPU, and megabytes at the peak."""

    wall: float
    cpu: float | None = None
    peak: float | None = None


class ProcessTree:
    """A program that has started, and its descendants."""

    def __init__(
        self,
        command: Sequence[str],
        folder: Path,
        environment: Mapping[str, str],
        log: BinaryIO,
    ) -> None:
        self.name = " ".join(Path(word).name for word in command[:3])
        self._log = log
        self.start = time.perf_counter()
        self._process = subprocess.Popen(
            command,
            cwd=folder,
            env=os.environ | environment,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
        self.id = self._process.pid

    def measure(self, limit: float) -> Run:
        """Wait for the end and return the cost.

        Raises `ToolError` if the program fails, or takes longer than `limit` seconds.
        """
        cpu, largest, wall = 0.0, 0, 0.0
        sampler = Sampler(self.id, self.start + limit)
        sampler.start()
        try:
            for pid, status, usage in self._reaped():
                cpu += usage.ru_utime + usage.ru_stime
                largest = max(largest, usage.ru_maxrss)
                if pid == self.id:
                    wall = time.perf_counter() - self.start
                    self._process.returncode = os.waitstatus_to_exitcode(status)
                    sampler.deadline = time.perf_counter() + GRACE
        finally:
            sampler.stop()
        if wall >= limit:
            raise ToolError(f"{self.name}: took longer than {limit:.0f} s\n{self.output()}")
        if self._process.returncode:
            raise ToolError(f"{self.name}: status {self._process.returncode}\n{self.output()}")
        unit = 1 if sys.platform == "darwin" else 1024  # bytes on macOS, KiB elsewhere
        return Run(wall, cpu, (sampler.peak or largest * unit) / 1e6)

    def _reaped(self) -> Iterator[tuple[int, int, resource.struct_rusage]]:
        """Yield id, status and usage of each process of the group that ends and is our child."""
        while True:
            try:
                yield os.wait4(-self.id, 0)
            except ChildProcessError:
                return

    def is_running(self) -> bool:
        """Return whether the program has not ended yet."""
        return self._process.poll() is None

    def output(self) -> str:
        """Return the end of what the program has printed so far."""
        # Read at a position: the program writes at that of the file, which `seek` would move.
        start = max(0, os.fstat(self._log.fileno()).st_size - TAIL)
        return os.pread(self._log.fileno(), TAIL, start).decode(errors="replace")

    def end(self) -> None:
        """End all processes: as by Ctrl+C first, and those that go on by force."""
        for number in ENDING:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self.id, number)
            if self._has_ended(time.perf_counter() + GRACE):
                break

    def _has_ended(self, deadline: float) -> bool:
        while time.perf_counter() < deadline:
            self._process.poll()
            try:
                if os.waitpid(-self.id, os.WNOHANG)[0] == 0:
                    time.sleep(INTERVAL)
            except ChildProcessError:
                return True
        return False


class Sampler(threading.Thread):
    """Samples the memory of a session, and kills its process group at a deadline."""

    def __init__(self, session: int, deadline: float) -> None:
        super().__init__(daemon=True)
        self.session, self.deadline = session, deadline
        self.peak = 0  # bytes
        self._others: set[str] = set()
        self._stopped = threading.Event()

    def run(self) -> None:
        """Sample until `stop` is called."""
        pause = 0.0
        while not self._stopped.wait(pause):
            start = time.perf_counter()
            if start > self.deadline:
                with contextlib.suppress(ProcessLookupError, PermissionError):
                    os.killpg(self.session, signal.SIGKILL)
            self.peak = max(self.peak, memory_of(self.session, self._others))
            pause = max(INTERVAL, DUTY * (time.perf_counter() - start))

    def stop(self) -> None:
        """Return when the thread has ended."""
        self._stopped.set()
        self.join()


def memory_of(session: int, others: set[str]) -> int:
    """Return the bytes of memory of the processes of a session, as `processes` finds them."""
    return sum(proportional_size(pid) for pid in processes(session, others))


def processes(session: int, others: set[str]) -> list[str]:
    """Return the ids of the processes of a session, as in proc(5); none without /proc.

    `others` gets the ids of all others, which are not looked at a second time.
    """
    ids = []
    for folder in PROC.iterdir() if PROC.is_dir() else ():
        if folder.name in others or not folder.name.isdecimal():
            continue
        with contextlib.suppress(OSError, IndexError):  # a process that has ended since
            text = (folder / "stat").read_text(encoding="utf-8", errors="replace")
            if int(text.rpartition(")")[2].split()[3]) == session:
                ids.append(folder.name)
            else:
                others.add(folder.name)
    return ids


def proportional_size(pid: str) -> int:
    """Return the proportional set size of a process in bytes, 0 if it has ended."""
    with contextlib.suppress(OSError):
        for line in (PROC / pid / "smaps_rollup").read_text(encoding="utf-8").splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    return 0


def adopt_orphans() -> None:
    """Make processes whose parent has ended children of this one, so that they are counted."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(SET_CHILD_SUBREAPER, 1, 0, 0, 0)


@contextlib.contextmanager
def started(
    command: Sequence[str], folder: Path, environment: Mapping[str, str]
) -> Iterator[ProcessTree]:
    """Start a program in a folder; it has ended when the block ends, however it does."""
    with tempfile.TemporaryFile() as log:
        try:
            tree = ProcessTree(command, folder, environment, log)
        except OSError as error:
            raise ToolError(f"{command[0]}: {error.strerror}") from None
        try:
            yield tree
        finally:
            tree.end()
