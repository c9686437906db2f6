"""The process that builds, seen from the preview: started, asked, and ended with all it started."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from newsroom.preview.messages import BuildRequest, Reply, read_reply, write_request
from newsroom.preview.output import COPIES, SITE

PATIENCE = 5  # seconds in which a process ends by itself


@dataclass(frozen=True)
class WorkerReply:
    """What a worker has answered."""

    worker: "WorkerProcess"
    reply: Reply


@dataclass(frozen=True)
class WorkerEnd:
    """A worker has ended with this exit status, below 0 for a signal."""

    worker: "WorkerProcess"
    status: int


class WorkerProcess:
    """A process that builds the site of the current folder.

    It is in a session of its own, so that Ctrl+C reaches the preview alone, which then ends it and
    whatever it has started.
    """

    def __init__(self, folder: Path, say: Callable[[WorkerReply | WorkerEnd], None]) -> None:
        """Start the process, which builds below `folder`; `say` gets what it answers."""
        paths = [str(folder / name) for name in (SITE, COPIES)]
        self.process = subprocess.Popen(
            [sys.executable, "-m", "newsroom.preview.worker", *paths],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
            start_new_session=True,
        )
        threading.Thread(target=self.read_replies, args=(say,), daemon=True).start()

    def read_replies(self, say: Callable[[WorkerReply | WorkerEnd], None]) -> None:
        """Pass on each reply, and at last the end of the process."""
        with suppress(ValueError, OSError):  # a line that is cut off by the end
            for line in self.process.stdout or ():
                say(WorkerReply(self, read_reply(line)))
        say(WorkerEnd(self, self.process.wait()))

    def request(self, request: BuildRequest) -> None:
        """Ask for a build; where the process has ended, that is what it answers."""
        if stdin := self.process.stdin:
            with suppress(OSError):
                stdin.write(write_request(request))
                stdin.flush()

    def stop(self) -> None:
        """End the process at once, and all that it has started."""
        self.send_signal(signal.SIGTERM)
        try:
            self.process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        if hasattr(signal, "SIGKILL"):
            self.send_signal(signal.SIGKILL)  # what it has started and does not end

    def send_signal(self, number: int) -> None:
        """Send a signal to the process and to all that it has started."""
        with suppress(OSError):
            if hasattr(os, "killpg"):
                os.killpg(self.process.pid, number)
            else:
                self.process.terminate()
