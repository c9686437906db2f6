"""Diagnostics for one file, from the error that reading it raised."""

from bisect import bisect_left
from collections.abc import Callable
from contextlib import suppress

from newsroom.content.time_limit import TimeLimitError, time_limit
from newsroom.diagnostics.diagnostic import Diagnostic
from newsroom.diagnostics.rendering import plural

LOCATING = 1  # seconds of computing to find the line of an error


def diagnose_error(error: Exception, file: str, line: int, seconds: int) -> Diagnostic:
    """Return the diagnostic for an error that a file raised.

    `seconds` is the limit on processor time that was in force. The line of bytes that are not
    UTF-8 goes before `line`.
    """
    if isinstance(error, TimeLimitError):
        message = f"parsing this file takes more than {plural(seconds, 'second')} of processor time"
        advice = 'simplify it, or raise TIME_LIMIT["seconds"] in pelicanconf.py'
        return Diagnostic(file, line, "file/too-slow", message, advice)
    if isinstance(error, RecursionError):
        message = "lists, quotations or tags are nested too deeply (RecursionError)"
        return Diagnostic(file, line, "file/invalid", message, "nest fewer")
    if isinstance(error, UnicodeDecodeError):
        message, advice = "the file is not UTF-8", "save it in that encoding"
        return Diagnostic(file, line_of_bytes(error), "file/not-utf-8", message, advice)
    if isinstance(error, OSError):
        message = f"cannot read this file: {(error.strerror or str(error)).lower()}"
        return Diagnostic(file, line, "file/unreadable", message)
    kind, reason = type(error).__name__, " ".join(str(error).split())
    message = f"cannot parse this part ({kind}{f': {reason}' if reason else ''})"
    return Diagnostic(file, line, "file/invalid", message, "rewrite it")


def line_of_bytes(error: UnicodeDecodeError) -> int:
    """Return the line, from 1, of the first byte that is not in the encoding."""
    return error.object.count(b"\n", 0, error.start) + 1


def failing_line(text: str, attempt: Callable[[str], object]) -> int:
    """Return the line, from 0, at which the shortest part of a text that raises an error begins.

    It is 0 where no part does so by itself, or where it takes too long to find.
    """
    lines = text.split("\n")

    def fails(start: int, end: int) -> bool:
        try:
            attempt("\n".join(lines[start:end]))
        except (MemoryError, TimeLimitError):
            raise
        except Exception:  # noqa: BLE001  # a library may raise anything; the line is found by it
            return True
        return False

    with suppress(TimeLimitError), time_limit(LOCATING):
        end = bisect_left(range(len(lines)), True, key=lambda last: fails(0, last + 1)) + 1
        start = bisect_left(range(end), True, key=lambda first: not fails(first, end)) - 1
        return max(start, 0)
    return 0
