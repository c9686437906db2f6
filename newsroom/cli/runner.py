"""How a command ends, as far as click does not decide it.

The exit status is 0 for success, 1 for an error that a person can fix, 2 for a wrong option and for
a fault of the program, and 130 after Ctrl+C, as in shells.
"""

import os
import signal
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from io import TextIOWrapper
from pathlib import Path
from typing import IO, Any

import click

from newsroom.config.load_errors import diagnose_load_error
from newsroom.diagnostics.errors import UserError

FAULT = 2
INTERRUPTED = 130


class CommandError(click.ClickException):
    """The end of a command: a message, printed without a prefix, and an exit status."""

    def __init__(self, message: str, exit_code: int = 1) -> None:
        super().__init__(message)
        self.exit_code = exit_code  # type: ignore[misc]  # click reads it from the instance

    def show(self, file: IO[Any] | None = None) -> None:
        """Print the message to standard error."""
        with suppress(OSError):
            click.echo(self.message, file=file, err=file is None)


@contextmanager
def reported_errors(consequence: object = "", *, failure: int = 1) -> Iterator[None]:
    """Raise a `CommandError` for what a person did or the system refused inside of the context.

    `consequence` says, as text, what an early end leaves behind, such as "nothing was built"; it is
    read when the command ends. `failure` is the exit status of an error.
    """
    try:
        yield
    except UserError as error:
        raise CommandError(str(error), failure) from error
    except BrokenPipeError:
        discard_output()
        raise click.exceptions.Exit(failure) from None
    except OSError as error:
        discard_output()
        path = f"{error.filename}: " if error.filename else ""
        reason = f"{path}{error.strerror or error}"
        raise CommandError(with_consequence(reason, consequence), failure) from error
    except (KeyboardInterrupt, click.Abort) as error:
        at_end_of_input = isinstance(error.__context__, EOFError)
        if sys.stderr.isatty():
            click.echo(err=True)  # ends the line on which the terminal shows ^C
        status = failure if at_end_of_input else INTERRUPTED
        raise CommandError(with_consequence("stopped", consequence), status) from error


def with_consequence(message: str, consequence: object) -> str:
    """`stopped; nothing was built`; the message alone without a consequence."""
    return f"{message}; {text}" if (text := str(consequence)) else message


def report_fault(error: Exception) -> int:
    """Print an error that nothing has handled, and return the exit status.

    One raised by a line of the settings is reported with that line, any other with a traceback.
    """
    if diagnostic := diagnose_load_error(error):
        click.echo(diagnostic, err=True)
        return 1
    traceback.print_exception(error)
    return FAULT


def stop_on_signals() -> None:
    """Have SIGTERM and SIGHUP end a command as Ctrl+C does, so that it removes temporary files.

    A signal that is ignored, as under `nohup`, stays ignored.
    """
    for name in ("SIGTERM", "SIGHUP"):  # Windows has no SIGHUP
        number = getattr(signal, name, None)
        if number and signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, signal.default_int_handler)


def discard_output() -> None:
    """Send the rest of standard output nowhere: Python would report at exit that it is closed."""
    with suppress(OSError):  # a test has replaced it
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def prepare_streams() -> None:
    """Open the standard streams that a shell has closed, lest a file gets their number.

    Standard output writes characters that its encoding lacks as escapes.
    """
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open(mode, encoding="utf-8"))  # noqa: SIM115
    if isinstance(sys.stdout, TextIOWrapper) and sys.stdout.errors == "strict":
        sys.stdout.reconfigure(errors="backslashreplace")
