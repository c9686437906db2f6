"""Opens a file in the writer's editor: the program that VISUAL or EDITOR names."""

import shlex
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

from newsroom.diagnostics.errors import UserError


def editor(environment: Mapping[str, str]) -> list[str]:
    """The words of the command; raises `UserError` where there is none to run."""
    name = next((n for n in ("VISUAL", "EDITOR") if environment.get(n, "").strip()), "")
    if not name:
        raise UserError("no editor is set; name one, as in: export EDITOR=nano")
    try:
        words = shlex.split(environment[name])
    except ValueError as error:
        raise UserError(f"{name} cannot be read ({error}); name a program in it") from None
    if not words or not shutil.which(words[0]):
        raise UserError(f'{name} names "{environment[name]}", which is no program here')
    return words


def edit(words: list[str], file: Path) -> int:
    """Run the editor until it is closed; gives its exit status."""
    process = subprocess.Popen([*words, str(file)])
    while True:
        try:
            return process.wait()
        except KeyboardInterrupt:
            continue  # Ctrl+C in an editor is meant for the editor
