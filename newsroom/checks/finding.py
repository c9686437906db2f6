"""One thing to tell a writer: how grave it is, where it is, and a sentence."""

from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning", "note"]


@dataclass(frozen=True, order=True)
class Finding:
    """Sorted by file, then line; 0 where lines say nothing, and "" for what is in no file."""

    file: str
    line: int
    sentence: str
    severity: Severity = "error"
    check: str = ""

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        return f"{place}: {self.sentence}" if place else self.sentence


def error(file: str, sentence: str, line: int = 0) -> Finding:
    """A mistake: the command fails."""
    return Finding(file, line, sentence)


def warning(file: str, sentence: str, line: int = 0) -> Finding:
    """What a writer may want otherwise."""
    return Finding(file, line, sentence, "warning")


def note(file: str, sentence: str, line: int = 0) -> Finding:
    """What is good to know."""
    return Finding(file, line, sentence, "note")
