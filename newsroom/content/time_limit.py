"""Ends work that takes too much processor time, so that one file cannot block a build forever.

What counts is the time that this process computes, so a slow disk or a busy machine ends nothing.
The limit is a signal, which also ends a search of `re` that would not end by itself. Systems
without such timers (Windows) have a thread instead, which waits until a running search has ended.
"""

import _thread
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

SIGNAL: signal.Signals = getattr(signal, "SIGPROF", None) or signal.Signals["SIGBREAK"]
REPEAT = 0.5  # seconds between further signals, for libraries may discard the first error
SHORTEST = 0.001  # seconds; 0 would stop the timer

_deadlines: list[float] = []  # of the limits in force, in seconds of computing; outermost first


class TimeLimitError(Exception):
    """Raised inside a `time_limit` that is used up."""


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Raise `TimeLimitError` in the block once it has computed for so long; 0 sets no limit.

    Limits may be nested: the nearest one counts. Outside the main thread, which alone receives
    signals, the limit is not set.
    """
    if seconds <= 0 or threading.current_thread() is not threading.main_thread():
        yield
        return
    outside = len(_deadlines)
    signal.signal(SIGNAL, _expire)  # it stays: without a limit it does nothing
    _deadlines.append(_computed() + seconds)
    try:
        _arm()
        yield
    finally:
        try:
            _leave(outside)
        except TimeLimitError:  # just before the end; the next signal is far away
            _leave(outside)
            raise


def _leave(outside: int) -> None:
    """Drop all limits but those outside of the block, which are in force again."""
    del _deadlines[outside:]
    _arm()


def _computed() -> float:
    """Return the seconds for which this process has computed so far."""
    return time.process_time()


def _remaining() -> float:
    return max(min(_deadlines) - _computed(), SHORTEST)


def _expire(number: int, frame: FrameType | None) -> None:
    if _deadlines:
        raise TimeLimitError


def _arm() -> None:
    """Start the timer for the nearest deadline, or stop it where there is none."""
    if hasattr(signal, "setitimer"):
        remaining = _remaining() if _deadlines else 0
        signal.setitimer(signal.ITIMER_PROF, remaining, REPEAT if remaining else 0)
    elif len(_deadlines) == 1:
        threading.Thread(target=_watch, args=(_deadlines[0],), daemon=True).start()


def _watch(outermost: float) -> None:
    """Signal each deadline that has passed, until the outermost limit is left."""
    pause = threading.Event()
    while outermost in _deadlines:
        wait = min(REPEAT, _remaining())
        if wait <= SHORTEST:
            _thread.interrupt_main(SIGNAL)
            wait = REPEAT  # as the timer of other systems
        pause.wait(wait)
