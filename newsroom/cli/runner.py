"""Runs a command: what a person does is answered in a sentence, never with a traceback.

Ctrl+C gives the exit status 130, as shells have it; an output that nobody reads any more is no
mistake. A mistake of our own shows its traceback and gives 2, for 1 may be an answer.
"""

import os
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from io import TextIOWrapper
from pathlib import Path
from types import TracebackType

from newsroom.config.load_errors import mistake
from newsroom.diagnostics.errors import UserError

STOPPED = 130
BROKEN = 2


def run(act: Callable[[], int], *, failed: int = 1, undone: object = "") -> int:
    """The exit status of a command, `failed` where it could not do what it is for.

    `undone` says, as text, what an end before its time leaves: "nothing was built".
    """
    occupy()
    try:
        status = act()
        say("")
    except UserError as error:
        return told(str(error), failed)
    except BrokenPipeError:
        silence()
        return failed
    except OSError as error:
        silence()
        place = f"{error.filename}: " if error.filename else ""
        return told(f"{place}{error.strerror or error}{after(undone)}", failed)
    except (KeyboardInterrupt, EOFError) as error:
        status = STOPPED if isinstance(error, KeyboardInterrupt) else failed
        return told(f"stopped{after(undone)}", status, own_line=True)
    return status


def after(undone: object) -> str:
    """The second half of a sentence; what can change while a command runs is read at its end."""
    return f"; {undone}" if str(undone) else ""


def stop_on_signals() -> None:
    """Have a command that is asked to end remove its temporary files, as it does on Ctrl+C.

    A signal that is ignored, as `nohup` wants it, stays ignored.
    """
    for name in ("SIGTERM", "SIGHUP"):  # Windows has no SIGHUP
        number = getattr(signal, name, None)
        if number and signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, signal.default_int_handler)


def say(text: str) -> None:
    """Print at once. Who has closed the other end wants no more, and what is done stays done."""
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        silence()
    except OSError as error:
        silence()
        raise UserError(f"the output cannot be written ({error.strerror})") from None


def told(sentence: str, status: int, *, own_line: bool = False) -> int:
    """Say why a command ends; gives its exit status. After `^C` that takes a line of its own."""
    with suppress(OSError):
        start = "\n" if own_line and sys.stderr.isatty() else ""
        sys.stderr.write(f"{start}{sentence}\n")
        sys.stderr.flush()
    return status


def silence() -> None:
    """Let what is still to print go nowhere: Python would complain of it at its end."""
    with suppress(OSError):  # where a test reads along
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def occupy() -> None:
    """Put something where a shell has closed a line to us, lest a file be opened in its place.

    What a terminal cannot show is written in ASCII.
    """
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open(mode, encoding="utf-8"))  # noqa: SIM115
    if isinstance(sys.stdout, TextIOWrapper) and sys.stdout.errors == "strict":
        sys.stdout.reconfigure(errors="backslashreplace")


def uncaught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """The end of a command by what `run` did not see, such as Ctrl+C while modules are loaded."""
    occupy()
    if isinstance(error, KeyboardInterrupt):
        raise SystemExit(told("stopped", STOPPED, own_line=True))
    if sentence := mistake(error):
        raise SystemExit(told(sentence, 1))
    sys.__excepthook__(kind, error, trace)
    raise SystemExit(BROKEN)
