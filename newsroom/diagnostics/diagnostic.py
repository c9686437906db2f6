"""One thing that is wrong with a site, or worth knowing of it."""

from dataclasses import dataclass
from typing import Literal

from newsroom.diagnostics.codes import CODES

Severity = Literal["error", "warning", "note"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "note")


@dataclass(frozen=True, order=True)
class Diagnostic:
    """A message about a line of a file, with the code of its kind.

    `path` is relative to the project, "" for what is in no file. `line` counts from 1; 0 stands for
    the whole file. `code` is one of `CODES`, whose severity is the default. `message` says what is
    wrong in the present tense, without a full stop, `advice` what to do, "" for nothing.

    >>> str(Diagnostic("a.md", 3, "front-matter/unknown-key", 'unknown key "sumary"', "remove it"))
    'a.md:3: error: unknown key "sumary"; remove it [front-matter/unknown-key]'
    """

    path: str
    line: int
    code: str
    message: str
    advice: str = ""
    severity: Severity = ""  # type: ignore[assignment]  # that of the code

    def __post_init__(self) -> None:
        if not self.severity:
            object.__setattr__(self, "severity", CODES[self.code].severity)

    def __str__(self) -> str:
        return f"{self.location}{self.severity}: {self.text} [{self.code}]"

    @property
    def location(self) -> str:
        """`path:line: `, as far as there are any."""
        location = f"{self.path}:{self.line}" if self.line else self.path
        return f"{location}: " if location else ""

    @property
    def text(self) -> str:
        """The message, with the advice after a semicolon."""
        return f"{self.message}; {self.advice}" if self.advice else self.message
