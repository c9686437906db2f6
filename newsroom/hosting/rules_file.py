"""A file of rules in the form that a host reads, and what the host leaves out."""

from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Problem:
    """What a host does not read: the line of the built file, and a sentence on it."""

    line: int
    sentence: str


@dataclass(frozen=True)
class Form:
    """The text to send instead of the built file."""

    text: str
    problems: tuple[Problem, ...] = ()
