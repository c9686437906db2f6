"""Exceptions that plugins raise, as diagnostics with the line of the plugin that raised them."""

import sysconfig
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from newsroom.diagnostics.diagnostic import Diagnostic
from newsroom.diagnostics.errors import UserError
from newsroom.diagnostics.report import DiagnosticsError

ENGINE = Path(__file__).resolve().parents[1]  # newsroom/
LIBRARIES = tuple(
    Path(sysconfig.get_path(name)).resolve() for name in ("stdlib", "purelib", "platlib")
)


@contextmanager
def reported_failures(what: str, passed: tuple[type[Exception], ...] = ()) -> Iterator[None]:
    """Raise `DiagnosticsError` for an exception inside of the context, with the line to look at.

    `what` says what fails, as in "the plugin plugins.check.links fails". Errors whose text is for
    people pass: a `UserError`, an `OSError`, and those `passed`.
    """
    for_people: tuple[type[Exception], ...] = (UserError, OSError, *passed)
    try:
        yield
    except for_people:
        raise
    except (Exception, SystemExit) as error:  # a plugin may raise anything
        if is_fatal_warning(error):
            raise
        raise DiagnosticsError([diagnose_failure(error, what)], "nothing was built") from error


def is_fatal_warning(error: BaseException) -> bool:
    """Return whether logging a warning raised an error, which says nothing that is not logged."""
    frames = traceback.extract_tb(error.__traceback__)
    return type(error) is RuntimeError and (frames[-1].name, Path(frames[-1].filename).name) == (
        "_log",
        "log.py",
    )


def diagnose_failure(error: BaseException, what: str) -> Diagnostic:
    """Return the diagnostic of an exception, at the last line of a plugin or a template, if any.

    The line of `newsroom` or of a library that raised it follows in the message.
    """
    reason = " ".join(f"{type(error).__name__}: {error}".split()).removesuffix(":")
    if isinstance(error, SyntaxError) and error.filename:
        path, line = error.filename, error.lineno or 0
        return Diagnostic(shown_path(path), line, "plugin/failed", f"{what}: {reason}")
    frames = traceback.extract_tb(error.__traceback__)
    frame = next((frame for frame in reversed(frames) if is_own(frame.filename)), None)
    if frame is not frames[-1]:
        reason += f" (raised at {shown_path(frames[-1].filename)}:{frames[-1].lineno})"
    location = (shown_path(frame.filename), frame.lineno or 0) if frame else ("", 0)
    return Diagnostic(*location, "plugin/failed", f"{what}: {reason}")


def is_own(file: str) -> bool:
    """Return whether a file is a plugin or a template: neither of the engine nor of a library."""
    path = Path(file).resolve()
    return path.is_file() and not any(path.is_relative_to(top) for top in (ENGINE, *LIBRARIES))


def shown_path(file: str) -> str:
    """Return a path from the current folder, where the file is below it."""
    path = Path(file)
    return path.relative_to(Path.cwd()).as_posix() if path.is_relative_to(Path.cwd()) else file
