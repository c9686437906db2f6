"""What went wrong with one file, from the error that reading it raised."""

from bisect import bisect_left
from collections.abc import Callable
from contextlib import suppress

from newsroom.content.time_limit import TimeLimitError, time_limit
from newsroom.diagnostics.rendering import plural

LOCATING = 1  # seconds of computing to find the line of an error


def describe(error: Exception, seconds: int) -> str:
    """The sentence for an error; `seconds` is the limit on processor time that was in force."""
    if isinstance(error, TimeLimitError):
        return (
            f"parsing this file takes more than {plural(seconds, 'second')} of processor time; "
            'simplify it, or raise TIME_LIMIT["seconds"] in pelicanconf.py'
        )
    if isinstance(error, RecursionError):
        return "lists, quotations or tags are nested too deeply (RecursionError); nest fewer"
    if isinstance(error, UnicodeDecodeError):
        return "the file is not in UTF-8; save it again in that encoding"
    if isinstance(error, OSError):
        return f"this file cannot be read ({error.strerror or error})"
    kind, reason = type(error).__name__, " ".join(str(error).split())
    return f"cannot parse this part ({kind}{f': {reason}' if reason else ''}); rewrite it"


def line_of_bytes(error: UnicodeDecodeError) -> int:
    """The line, from 1, of the first byte that is not in the encoding."""
    return error.object.count(b"\n", 0, error.start) + 1


def failing_line(text: str, attempt: Callable[[str], object]) -> int:
    """The line, from 0, at which the shortest part of a text begins that alone raises an error.

    0 where no part does, or where it takes too long to find it.
    """
    lines = text.split("\n")

    def fails(start: int, end: int) -> bool:
        try:
            attempt("\n".join(lines[start:end]))
        except (MemoryError, TimeLimitError):
            raise
        except Exception:  # noqa: BLE001  # this is the question
            return True
        return False

    with suppress(TimeLimitError), time_limit(LOCATING):
        end = bisect_left(range(len(lines)), True, key=lambda last: fails(0, last + 1)) + 1
        start = bisect_left(range(end), True, key=lambda first: not fails(first, end)) - 1
        return max(start, 0)
    return 0
