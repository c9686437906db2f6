"""What every target can do, and how it runs the programs of others."""

import os
import re
import subprocess
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Protocol

from newsroom.deploy.plan import Changes
from newsroom.diagnostics.errors import UserError
from newsroom.output.manifest import name_files
from newsroom.urls.credentials import logins, without_logins

SECRET = re.compile(r"KEY|TOKEN|SECRET|PASSW|CREDENTIAL", re.IGNORECASE)
SHORTEST_SECRET = 6  # characters; less would hide words that happen to be the same
ADDRESS = re.compile("URL|PROXY|ENDPOINT", re.IGNORECASE)
# Nobody may be there to type a password, and a host that does not answer is told.
SSH = "ssh -o BatchMode=yes -o ConnectTimeout=15"


class Target(Protocol):
    """A place for the site."""

    @property
    def place(self) -> str:
        """The place, as sentences and `.deployed/` name it."""

    @property
    def lock(self) -> Path:
        """A file whose lock says that a deployment there is running."""

    def mark(self, data: bytes, digest: str) -> str:
        """What this place would tell of a file with this SHA-256, to compare files unsent."""

    def look(self) -> None:
        """Ask what is there, where that is waiting: files here are read and hashed meanwhile."""

    def compare(self, marks: Mapping[str, str]) -> Changes:
        """What would change; writes nothing, and raises `UserError` for a place not ours."""

    def send(self, changes: Changes) -> None:
        """Change it; raises `UserError` where that fails, and is finished by another run."""


def refuse_others(
    place: str, foreign: Sequence[str], ours_too: Collection[str], *, new: bool
) -> None:
    """Raise `UserError` for files of others where we never were, or where our own would stand."""
    in_the_way = foreign if new else [path for path in foreign if path in set(ours_too)]
    if in_the_way:
        raise UserError(
            f"{place} contains {name_files(in_the_way)} that no deployment put there; "
            "use another destination"
        )


def refuse_project(path: Path, output: Path) -> None:
    """Raise `UserError` for a folder in the built one, and for one that holds this project."""
    place = path.resolve()
    if place.is_relative_to(output.resolve()) or Path.cwd().is_relative_to(place):
        raise UserError(f"{path} is this project or in its output; name another folder")


def scrub(text: str, environment: Mapping[str, str] = os.environ) -> str:
    """The text without the secrets of the environment and without logins in addresses."""
    text = without_logins(text)
    found = {secret for secret in secrets(environment) if len(secret) >= SHORTEST_SECRET}
    for secret in sorted(found, key=len, reverse=True):
        text = text.replace(secret, "…")
    return text


def secrets(environment: Mapping[str, str]) -> Iterator[str]:
    """The values of secret variables, and the logins in addresses, one without a scheme too."""
    for name, value in environment.items():
        if SECRET.search(name):
            yield value
        yield from logins(value)
        if ADDRESS.search(name):
            yield from logins(f"http://{value}")


def command(
    *words: str | Path,
    what: str,
    data: bytes | None = None,
    environment: Mapping[str, str] | None = None,
    fine: Sequence[int] = (0,),
) -> bytes:
    """What a program prints; raises `UserError` with what it complains of.

    `what` starts that sentence. The program may ask nothing: nobody may be there to answer.
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
        raise UserError(f"{what}: the program {words[0]} is not on this machine") from None
    if done.returncode not in fine:
        raise UserError(f"{what}: {complaint(done.stderr or done.stdout, str(words[0]))}")
    return done.stdout


def complaint(said: bytes, program: str) -> str:
    """The line of a program's last words that tells the cause, as far as words can be trusted."""
    lines = [line.strip() for line in said.decode(errors="replace").splitlines() if line.strip()]
    for words in TELLING:
        if found := next((line for line in lines if words.search(line)), ""):
            return found.rstrip(".")
    return lines[0].rstrip(".") if lines else f"{program} failed and said nothing"


TELLING = [  # causes, then what only says that there was one
    re.compile("reject|refused|denied|resolve|timed out|unreachable|verification|fatal", re.I),
    re.compile(r"\b(error|failed|not|no|cannot)\b", re.I),
]
