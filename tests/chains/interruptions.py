"""Builds that are killed, stopped, out of disk space, or read sources that change meanwhile.

A build runs in a forked process. There `sys.setprofile` counts the events at which the disk may
change: calls that write, and calls and returns of functions of our own that keep and write files.
What happens at an event with a number happens at the same point of each run.
"""

import errno
import os
import signal
import sys
import tempfile
import warnings
from collections.abc import Callable
from pathlib import Path
from types import FrameType

from tests.chains.post_edits import pick
from tests.chains.project import Project, build_project

WRITING = frozenset(
    "open write close rename replace link unlink remove mkdir rmdir scandir chmod utime copyfile "
    "copy2 copystat sendfile execute executemany executescript commit fsync".split()
)
ROOMS = tuple(f"{os.sep}newsroom{os.sep}{room}{os.sep}" for room in ("cache", "files", "build"))
STOPPED = 130
KILLED = -signal.SIGKILL
GROWTH = 1.12  # between the numbers of events of one draw and the next

Action = Callable[[], None]


def event_number(which: int, how: int) -> int:
    """The number of an event: the first ones in small steps, later ones in large steps."""
    return round(GROWTH ** ((which * 31 + how) % 68))


def act_at(number: int, action: Action) -> None:
    """Call a function at the event with this number, counted from now on in this process."""
    left = number

    def count_event(frame: FrameType, event: str, argument: object) -> None:
        nonlocal left
        if event == "c_call":
            is_writing = getattr(argument, "__name__", "") in WRITING
        else:
            is_writing = event in {"call", "return"} and any(
                room in frame.f_code.co_filename for room in ROOMS
            )
        if is_writing:
            left -= 1
            if left == 0:
                sys.setprofile(None)
                action()

    sys.setprofile(count_event)


def build_in_fork(project: Project, number: int, action: Action) -> tuple[int, str]:
    """Build in a forked process, in which a function is called at an event.

    Gives the exit status, -9 for a killed process, and what it printed to standard error.
    """
    with tempfile.TemporaryFile() as log:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)  # of a fork beside other threads
            child = os.fork()
        if child == 0:
            status = 70
            try:
                act_at(number, action)
                result = build_project(project.folder, project.conditions)
                sys.setprofile(None)
                os.write(log.fileno(), result.printed.encode())
                status = result.status
            finally:
                os._exit(status)
        _, wait_status = os.waitpid(child, 0)
        log.seek(0)
        return os.waitstatus_to_exitcode(wait_status), log.read().decode()


def kill() -> None:
    """End this process as `kill -9` does."""
    os.kill(os.getpid(), signal.SIGKILL)


def stop() -> None:
    """Do what Ctrl+C does."""
    raise KeyboardInterrupt


def fill_disk() -> None:
    """Fail as a write to a full disk does."""
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def vanish(file: Path) -> Action:
    """A function that removes a source."""

    def remove() -> None:
        file.unlink(missing_ok=True)

    return remove


def rewrite(file: Path) -> Action:
    """A function that replaces the last digit or full stop of a source."""

    def replace() -> None:
        data = file.read_bytes()
        at = max(data.rfind(character) for character in b".1234567890")
        file.write_bytes(data[:at] + (b"1" if data[at : at + 1] != b"1" else b"2") + data[at + 1 :])

    return replace


def appear(file: Path) -> Action:
    """A function that copies a source."""

    def copy() -> None:
        file.with_stem(f"{file.stem}-copied").write_bytes(file.read_bytes())

    return copy


Interruption = Callable[[Project, int, int], tuple[str, int, str]]


def killed(project: Project, which: int, how: int) -> tuple[str, int, str]:
    """Kill a build; gives what was done, the exit status and what was printed."""
    number = event_number(which, how)
    return f"a build killed at event {number}", *build_in_fork(project, number, kill)


def stopped(project: Project, which: int, how: int) -> tuple[str, int, str]:
    """Stop a build as Ctrl+C does."""
    number = event_number(which, how)
    return f"a build stopped at event {number}", *build_in_fork(project, number, stop)


def disk_full(project: Project, which: int, how: int) -> tuple[str, int, str]:
    """Let a write of a build fail."""
    number = event_number(which, how)
    return f"a full disk at event {number}", *build_in_fork(project, number, fill_disk)


def sources_change(project: Project, which: int, how: int) -> tuple[str, int, str]:
    """Change, copy or remove a source during a build."""
    number = event_number(which, how)
    files = [*project.posts(), *sorted((project.content / "static").rglob("*.csv"))]
    file, way = pick(files, how), pick((rewrite, rewrite, appear, vanish), which + how)
    text = f"{project.name(file)} during a build, at event {number}: {way.__name__}"
    return text, *build_in_fork(project, number, way(file))


INTERRUPTIONS: dict[str, Interruption] = {
    "killed": killed,
    "stopped": stopped,
    "disk_full": disk_full,
    "sources_change": sources_change,
}
