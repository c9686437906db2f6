"""A line at the bottom of a terminal that shows what a long command does, and how far it is.

It appears once a command has taken a second, and is gone when it ends. Elsewhere than on a terminal
there is none: a log of lines that were overwritten cannot be read.
"""

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, TextIO

from newsroom.parallel.progress import Progress

if TYPE_CHECKING:
    from rich.progress import Progress as Bar

DELAY = 1.0  # seconds before the line appears
INTERVAL = 0.2  # seconds between two states of it at least
Clock = Callable[[], float]


@contextmanager
def shown_progress(clock: Clock = time.monotonic) -> Iterator[Progress]:
    """Yield what shows progress on a terminal that standard error is, and nothing elsewhere."""
    if "CI" in os.environ or not sys.stderr.isatty():
        yield Progress()
        return
    streams = sys.stdout, sys.stderr
    bar = ProgressBar(sys.stderr, clock)
    sys.stdout, sys.stderr = (InterruptingStream(stream, bar) for stream in streams)
    try:
        yield bar
    finally:
        sys.stdout, sys.stderr = streams
        bar.hide()


class ProgressBar(Progress):
    """Shows progress on a terminal, from a second after the start on."""

    def __init__(self, terminal: TextIO, clock: Clock) -> None:
        self.terminal, self.clock = terminal, clock
        self.process = os.getpid()
        self.due = clock() + DELAY
        self.is_within_line = False  # whether the last text did not end its line
        self.name, self.total, self.done = "", 0, 0
        self.bar: Bar | None = None

    def start_phase(self, name: str, total: int = 0) -> None:
        """Show that a phase starts."""
        self.name, self.total, self.done = name, total, 0
        if self.bar:
            self.due = self.clock()
        self.show()

    def advance(self) -> None:
        """Show that a step is done, a few times a second at most."""
        self.done += 1
        self.show()

    def show(self) -> None:
        """Write the line where it is due, unless this is the copy of a process."""
        if self.clock() < self.due or self.is_within_line or os.getpid() != self.process:
            return
        self.due = self.clock() + INTERVAL
        if self.bar is None:
            self.bar = start_bar(self.terminal, self.name)
        (task,) = self.bar.task_ids
        total = self.total or None
        self.bar.update(task, description=self.name, completed=self.done, total=total, refresh=True)

    def hide(self) -> None:
        """Remove the line; the next step shows it again."""
        if self.bar and os.getpid() == self.process:
            self.bar.stop()
            self.bar = None


def start_bar(terminal: TextIO, name: str) -> "Bar":
    """Return a line on a terminal that is written on request only, and removed at its end.

    A dumb terminal, which cannot overwrite a line, has none.
    """
    from rich.console import Console  # noqa: PLC0415  # most commands are done before it is needed
    from rich.progress import BarColumn, TaskProgressColumn, TextColumn  # noqa: PLC0415
    from rich.progress import Progress as Bar  # noqa: PLC0415

    console = Console(file=terminal)
    bar = Bar(
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        TaskProgressColumn(),
        console=console,
        auto_refresh=False,  # a thread would be copied into other processes
        transient=True,
        redirect_stdout=False,
        redirect_stderr=False,
        disable=console.is_dumb_terminal,
    )
    bar.add_task(name)
    bar.start()
    return bar


class InterruptingStream:
    """A stream that writes as another does, and removes the line of progress first."""

    def __init__(self, stream: TextIO, bar: ProgressBar) -> None:
        self._stream, self._bar = stream, bar

    def write(self, text: str) -> int:
        """Write a text to the stream below a line that it removes."""
        if self._stream.isatty() and text:
            self._bar.hide()
            self._bar.is_within_line = not text.endswith("\n")
        return self._stream.write(text)

    def __getattr__(self, name: str) -> object:
        """Return any other attribute of the stream."""
        return getattr(self._stream, name)
