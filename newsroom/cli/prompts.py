"""Asks a writer at a terminal: a line of text, or names out of a list, completed with Tab.

Nothing is asked where nobody can answer: see `attended`. Ctrl+C raises KeyboardInterrupt and the
end of the input EOFError, as `input` does; a command's `run` tells of both.
"""

import sys
from collections.abc import Callable, Sequence

from newsroom.diagnostics.errors import UserError
from newsroom.diagnostics.suggestions import did_you_mean

try:
    import readline
except ImportError:  # Windows has none; names can be given by number there
    readline = None  # type: ignore[assignment]

Choose = Callable[[str], Sequence[str]]


class AnswerError(ValueError):
    """An answer that cannot be used; its text is the sentence to tell."""


def attended() -> bool:
    """Whether a person is at the other end: both sides are a terminal."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def ask(question: str, check: Choose, known: Sequence[str] = ()) -> Sequence[str]:
    """What `check` makes of the answer; asks again, and says why, until it makes something.

    Tab completes the names that are known.
    """
    completing(known)
    while True:
        try:
            return check(input(f"{question}: "))
        except AnswerError as error:
            sys.stdout.write(f"  {error}\n")


def confirm(question: str, *, yes: bool) -> None:
    """Ask whether to go on; raise `UserError` for any other answer than yes.

    `yes` answers for a script, where there is nobody to ask.
    """
    if yes:
        return
    if not attended():
        raise UserError(f"{question}; to confirm it, run this with --yes (YES=1 for make)")
    answer = input(f"{question}. Go on? [y/N] ")
    if answer.strip().casefold() not in ("y", "yes"):
        raise UserError("nothing was sent")


def choose(question: str, names: Sequence[str], *, several: bool = False) -> tuple[str, ...]:
    """One of some names, or several; the first where the answer is empty."""
    for number, name in enumerate(names, start=1):
        sys.stdout.write(f"  {number}  {name}\n")
    how = "numbers or names, commas between" if several else "number or name"
    found = ask(
        f"{question} ({how}; Enter for {names[0]})",
        lambda answer: chosen(answer, names, several=several),
        names,
    )
    return tuple(found)


def chosen(answer: str, names: Sequence[str], *, several: bool) -> tuple[str, ...]:
    """The names that an answer means, each once: by number, or by their first letters."""
    if not answer.strip():
        return tuple(names[:1])
    whole = next((name for name in names if name.casefold() == answer.strip().casefold()), "")
    parts = [part.strip() for part in answer.split(",")] if several and not whole else [answer]
    return tuple(dict.fromkeys(meant(part.strip(), names) for part in parts if part.strip()))


def meant(part: str, names: Sequence[str]) -> str:
    """The one name that a part of an answer means; raises `AnswerError`."""
    if part.isdecimal() and 1 <= int(part) <= len(names):
        return names[int(part) - 1]
    exact = [name for name in names if name.casefold() == part.casefold()]
    found = exact or [name for name in names if name.casefold().startswith(part.casefold())]
    if len(found) > 1:
        raise AnswerError(f'"{part}" may be {" or ".join(found)}')
    if not found:
        raise AnswerError(f'"{part}" is not in the list{did_you_mean(part, names)}')
    return found[0]


def completions(typed: str, names: Sequence[str]) -> list[str]:
    """The names that the words after the last comma may become."""
    start = typed.casefold().lstrip()
    return [name for name in names if name.casefold().startswith(start)]


def completing(names: Sequence[str]) -> None:
    """Let Tab complete these names from now on, and no names of files; where the editor can."""
    if readline is None:
        return
    readline.set_completer_delims(",")  # a name may have blanks

    def complete(typed: str, state: int) -> str | None:
        found = completions(typed, names)
        blank = " " if typed.startswith(" ") else ""
        return f"{blank}{found[state]}" if state < len(found) else None

    readline.set_completer(complete)  # with none it completes names of files
    libedit = "libedit" in (readline.__doc__ or "")  # what macOS has in its place
    readline.parse_and_bind("bind ^I rl_complete" if libedit else "tab: complete")
