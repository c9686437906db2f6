"""One run of the preview: saves lead to builds, and builds to events in the open pages.

Three threads report to one queue: what is saved, what the worker answers, and that it has ended.
So nothing that is saved during a build is lost, and a plugin that never ends can be mended.
"""

import sys
import threading
from collections.abc import Iterable
from importlib.util import cache_from_source
from pathlib import Path, PurePosixPath
from queue import SimpleQueue

import click

from newsroom.diagnostics.errors import UserError
from newsroom.preview.messages import BuildRequest, ErrorLine, PreviewResult, Reply
from newsroom.preview.saves import saves
from newsroom.preview.state import PreviewState
from newsroom.preview.worker_process import WorkerEnd, WorkerProcess, WorkerReply

Message = frozenset[str] | WorkerReply | WorkerEnd | UserError
DATA = ("content", "theme")  # folders without modules


def needs_new_worker(paths: Iterable[str]) -> bool:
    """Return whether a process must be started again, since Python imports a module once.

    A folder stands for the modules in it.
    """
    return any(
        PurePosixPath(path).suffix in (".py", "") and PurePosixPath(path).parts[0] not in DATA
        for path in paths
    )


def remove_bytecode(paths: Iterable[str]) -> None:
    """Remove the bytecode of modules, which Python takes for that of a version as old and as long.

    It compares times by the second.
    """
    for path in paths:
        if path.endswith(".py"):
            Path(cache_from_source(path)).unlink(missing_ok=True)


class PreviewSession:
    """Builds below `folder` on every save and tells the open pages, by `state`."""

    def __init__(self, folder: Path, state: PreviewState) -> None:
        self.folder, self.state = folder, state
        self.inbox: SimpleQueue[Message] = SimpleQueue()
        self.stop = threading.Event()
        self.worker: WorkerProcess | None = None
        self.pending: set[str] | None = None  # saved since the last build began; None for no save
        self.is_building = False
        self.printed: tuple[str, tuple[ErrorLine, ...]] = ("", ())

    def run(self) -> None:
        """Build on every save until an exception; raise `UserError` where saves are not seen."""
        watcher = threading.Thread(target=self.report_saves, daemon=True)
        watcher.start()
        try:
            while True:
                self.handle(self.inbox.get())
        finally:
            self.stop.set()
            self.state.close()
            if self.worker:
                self.worker.stop()
            watcher.join(1)

    def report_saves(self) -> None:
        """Put each save into the inbox; the first one, empty, says that none is missed from now."""
        try:
            for paths in saves(Path(), self.stop):
                self.inbox.put(paths)
        except UserError as error:
            self.inbox.put(error)

    def handle(self, message: Message) -> None:
        """Do what a message asks for, and start a build when one is due and none runs."""
        match message:
            case UserError():
                raise message
            case WorkerReply(worker, reply) if worker is self.worker:
                self.show(reply)
            case WorkerEnd(worker, status) if worker is self.worker:
                self.show_end(status)
            case frozenset():
                self.add_saves(message)
        if self.pending is not None and not self.is_building:
            self.start_build()

    def add_saves(self, paths: frozenset[str]) -> None:
        """Have what is saved built, by a new process if a module was saved, even during a build."""
        self.pending = {*(self.pending or ()), *paths}
        if self.worker and needs_new_worker(paths):
            self.worker.stop()
            self.worker, self.is_building = None, False
            remove_bytecode(paths)

    def start_build(self) -> None:
        """Ask the worker for a build, a new one for a build of everything if there is none."""
        saved = sorted(self.pending or ()) if self.worker else ()
        self.worker = self.worker or WorkerProcess(self.folder, self.inbox.put)
        self.worker.request(BuildRequest(tuple(saved), self.state.viewed_urls()))
        self.pending, self.is_building = None, True

    def show(self, reply: Reply) -> None:
        """Tell the open pages, and the terminal, what the worker has done."""
        if isinstance(reply, PreviewResult):
            self.is_building = False
            if reply.ok:
                self.state.show_site(reply.problems)
            else:
                self.state.show_problems(reply.problems)
            self.print_result(reply)
        else:
            self.state.change()

    def show_end(self, status: int) -> None:
        """Start another worker at the next save, since one that ends during a build does so again.

        One that ends between two builds is started at the next one, and nobody notices.
        """
        self.worker = None
        if self.is_building:
            end = f"was ended by signal {-status}" if status < 0 else f"ended with status {status}"
            message = f"the process that builds {end}; it starts again when you save a file"
            self.show(PreviewResult(False, (ErrorLine("", message),)))

    def print_result(self, result: PreviewResult) -> None:
        """Print what a build has printed, and its errors, unless they are those of the last one."""
        printed = result.printed, result.problems
        if printed != self.printed:
            sys.stderr.write(result.printed)
            for problem in result.problems:
                location = f"{problem.location}: " if problem.location else ""
                sys.stderr.write(f"{location}error: {problem.text}\n")
            sys.stderr.flush()
            self.printed = printed
        if result.ok:
            click.echo(f"built in {result.seconds:.2f} s")
