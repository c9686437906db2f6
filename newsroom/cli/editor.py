"""The writer's editor: the program that VISUAL or EDITOR names."""

import shlex
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

from newsroom.diagnostics.errors import UserError


def editor_command(environment: Mapping[str, str]) -> list[str]:
    """Return the editor and its arguments; raise `UserError` if there is none to run."""
    name = next((n for n in ("VISUAL", "EDITOR") if environment.get(n, "").strip()), "")
    if not name:
        raise UserError("missing EDITOR; name a program, as in: export EDITOR=nano")
    try:
        words = shlex.split(environment[name])
    except ValueError as error:
        raise UserError(f"invalid {name}: {error}; name a program") from None
    if not words or not shutil.which(words[0]):
        raise UserError(f'{name} "{environment[name]}" not found; name a program')
    return words


def open_in_editor(words: list[str], file: Path) -> int:
    """Run the editor until it is closed and return its exit status."""
    process = subprocess.Popen([*words, str(file)])
    while True:
        try:
            return process.wait()
        except KeyboardInterrupt:
            continue  # Ctrl+C in an editor is meant for the editor
