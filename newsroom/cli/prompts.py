"""What a writer is asked at a terminal; click asks it."""

import sys
from collections.abc import Callable, Sequence

import click

from newsroom.diagnostics.errors import UserError


def is_interactive() -> bool:
    """Return whether standard input and output are a terminal, so that a person can answer."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def prompt_line(question: str, parse: Callable[[str], str]) -> str:
    """Ask until `parse` accepts the answer, which may be empty, and return what it returns.

    The message of a `UserError` that `parse` raises is printed before the next question.
    """

    def convert(answer: str) -> str:
        try:
            return parse(answer)
        except UserError as error:
            raise click.UsageError(str(error)) from None

    return click.prompt(question, default="", show_default=False, value_proc=convert)


def prompt_choice(question: str, names: Sequence[str]) -> str:
    """Ask for one of some names, in any case; Enter takes the first."""
    choice = click.Choice(names, case_sensitive=False)
    return str(click.prompt(question, type=choice, default=names[0]))


def prompt_choices(question: str, names: Sequence[str]) -> tuple[str, ...]:
    """Ask for one or more of some names, separated by commas; Enter takes the first."""
    choice = click.Choice(names, case_sensitive=False)

    def convert(answer: str) -> tuple[str, ...]:
        if answer.strip().casefold() in map(str.casefold, names):  # a name with a comma
            parts = [answer]
        else:
            parts = [part for part in answer.split(",") if part.strip()]
        return tuple(dict.fromkeys(str(choice(part.strip())) for part in parts))

    text = f"{question}, separated by commas ({', '.join(names)})"
    return click.prompt(text, default=names[0], value_proc=convert)


def confirm(question: str, *, yes: bool) -> None:
    """Ask whether to continue; raise `UserError` unless the answer is yes or `yes` is true."""
    if yes:
        return
    if not is_interactive():
        raise UserError(f"{question}; add --yes to confirm")
    if not click.confirm(f"{question}. Continue?"):
        raise UserError("nothing was sent")
