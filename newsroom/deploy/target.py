"""What every target of a deployment can do, and how it runs other programs."""

import os
import re
import subprocess
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Protocol

from newsroom.deploy.plan import Changes
from newsroom.diagnostics.errors import UserError
from newsroom.output.manifest import name_files

# Nobody may be there to type a password, and a host that does not answer is an error soon.
SSH = "ssh -o BatchMode=yes -o ConnectTimeout=15"


class Target(Protocol):
    """A way to deploy a site to one destination."""

    @property
    def destination(self) -> str:
        """The destination, as messages and `.deployed/` name it."""

    @property
    def lock(self) -> Path:
        """A file that is locked while a deployment to the destination is running."""

    def checksum(self, data: bytes, digest: str) -> str:
        """Return the checksum by which the destination knows a file, given its SHA-256."""

    def inspect(self) -> None:
        """Read the state of the destination, where that takes time; files are hashed meanwhile."""

    def compare(self, checksums: Mapping[str, str]) -> Changes:
        """Return what would change; raise `UserError` for the destination of another site."""

    def transfer(self, changes: Changes) -> None:
        """Make the changes; raise `UserError` where that fails. Another run finishes them."""


def refuse_foreign_files(
    destination: str, foreign: Sequence[str], wanted: Collection[str], *, is_new: bool
) -> None:
    """Raise `UserError` for foreign files at a new destination, or under the names of our own."""
    conflicts = foreign if is_new else [path for path in foreign if path in set(wanted)]
    if conflicts:
        raise UserError(
            f"{destination} contains {name_files(conflicts)} that no deployment put there; "
            "use another destination"
        )


def refuse_project(path: Path, output: Path) -> None:
    """Raise `UserError` for a folder in the built one, and for one that contains this project."""
    folder = path.resolve()
    if folder.is_relative_to(output.resolve()) or Path.cwd().is_relative_to(folder):
        raise UserError(f"{path} is this project or in its output; use another folder")


def run_program(
    *words: str | Path,
    context: str,
    data: bytes | None = None,
    environment: Mapping[str, str] | None = None,
    accepted: Sequence[int] = (0,),
) -> bytes:
    """Return what a program prints; raise `UserError` with its error message.

    `context` starts the text of the error, `accepted` are statuses of success. The program
    cannot ask questions: nobody may be there to answer.
    """
    try:
        done = subprocess.run(
            [os.fspath(word) for word in words],
            input=data,
            stdin=subprocess.DEVNULL if data is None else None,
            capture_output=True,
            env={**os.environ, **(environment or {})},
            check=False,
        )
    except FileNotFoundError:
        raise UserError(f"{context}: program {words[0]} not found; install it") from None
    if done.returncode not in accepted:
        raise UserError(f"{context}: {error_line(done.stderr or done.stdout, str(words[0]))}")
    return done.stdout


def error_line(output: bytes, program: str) -> str:
    """Return the line of a program's output that names the cause of an error, if any does."""
    lines = [line.strip() for line in output.decode(errors="replace").splitlines() if line.strip()]
    for cause in CAUSES:
        if match := next((line for line in lines if cause.search(line)), ""):
            return match.rstrip(".")
    return lines[0].rstrip(".") if lines else f"{program} failed without a message"


CAUSES = [  # causes, then what only says that there was an error
    re.compile("reject|refused|denied|resolve|timed out|unreachable|verification|fatal", re.I),
    re.compile(r"\b(error|failed|not|no|cannot)\b", re.I),
]
