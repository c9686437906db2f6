"""Calls a function for many items in several processes, each a copy (fork) of this one.

A copy has all that its parent has in memory, so that nothing but results is sent. Where a process
cannot be copied, as on Windows, or where that is unsafe, as on macOS, this process does all.
"""

import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Generic, TypeVar

from newsroom.parallel.collection import collection

T = TypeVar("T")
R = TypeVar("R")
CAN_FORK = hasattr(os, "fork") and sys.platform != "darwin"
BATCH = 8  # results that are sent at once


def processors() -> int:
    """Return the number of processors that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def map_in_processes(
    function: Callable[[T], R], items: Sequence[T], *, least: int, processes: int = 0
) -> Iterator[tuple[int, R]]:
    """Yield the position of each item and what the function returns for it, in any order.

    With fewer than `least` items, this process calls the function. Results must be picklable. An
    item for which the function fails in a copy is done again here, so that an exception is raised
    with its traceback. `processes` is by default the number of processors.
    """
    with collection():
        yield from _results(function, items, least, processes)


def _results(
    function: Callable[[T], R], items: Sequence[T], least: int, processes: int
) -> Iterator[tuple[int, R]]:
    count = min(processes or processors(), len(items))
    if count < 2 or len(items) < least or not CAN_FORK:
        yield from ((position, function(item)) for position, item in enumerate(items))
        return
    workers = _start(function, items, count)
    try:
        waiting = [*workers]
        while waiting:
            ready = wait([worker.results for worker in waiting])
            for worker in [worker for worker in waiting if worker.results in ready]:
                message = worker.receive()
                if message is None:
                    waiting.remove(worker)
                elif isinstance(message, int):
                    yield message, function(items[message])
                else:
                    yield from message
    finally:
        for worker in workers:
            worker.results.close()  # so that a process which is not done ends at its next result
            worker.process.join()


@dataclass(frozen=True)
class _Worker(Generic[R]):
    process: BaseProcess
    results: Connection

    def receive(self) -> list[tuple[int, R]] | int | None:
        """Return results, the position of an item that failed, or None at the end.

        Raises `RuntimeError` where the process was killed.
        """
        try:
            message: list[tuple[int, R]] | int | None = self.results.recv()
        except (EOFError, OSError):  # the latter where it was killed while it sent
            self.process.join()
            code = self.process.exitcode
            raise RuntimeError(f"a process was killed (exit code {code})") from None
        return message


def _start(function: Callable[[T], R], items: Sequence[T], count: int) -> list[_Worker[R]]:
    context = get_context("fork")
    pipes = [context.Pipe(duplex=False) for _ in range(count)]
    readers = [reader for reader, _ in pipes]
    sys.stdout.flush()  # or copies would print what is in the buffer again
    sys.stderr.flush()
    workers: list[_Worker[R]] = []
    for number, (reader, writer) in enumerate(pipes):
        positions = range(number, len(items), count)
        arguments = (function, items, positions, writer, readers)
        process = context.Process(target=_work, args=arguments, daemon=True)
        process.start()
        writer.close()
        workers.append(_Worker(process, reader))
    return workers


def _work(
    function: Callable[[T], R],
    items: Sequence[T],
    positions: Sequence[int],
    results: Connection,
    readers: Sequence[Connection],
) -> None:
    """Send the results for some items in batches, the position of each that failed, then None."""
    for reader in readers:
        reader.close()  # or a killed parent would not be noticed
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    batch: list[tuple[int, R]] = []
    with suppress(BrokenPipeError):  # the parent is gone, or needs no more
        for position in positions:
            try:
                batch.append((position, function(items[position])))
            except Exception:  # noqa: BLE001  # whatever it is, the parent raises it
                results.send(position)
            if len(batch) == BATCH:
                results.send(batch)
                batch = []
        results.send(batch)
        results.send(None)
