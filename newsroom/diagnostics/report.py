"""What is wrong with the content, collected while it is read and told all at once.

A `Finding` is one sentence with its place. Findings are gathered in a `Report`; the build stops
with a `SiteError` when the report holds a mistake, and only prints the warnings otherwise.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from difflib import get_close_matches


class SiteError(Exception):
    """Everything that stops the build, one sentence a line."""


@dataclass(frozen=True, order=True)
class Finding:
    """One thing that is wrong: file (from the project's root), line (from 1) and a sentence."""

    file: str
    line: int
    sentence: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.sentence}"


@dataclass
class Report:
    """The mistakes and warnings of one build, and the files it holds back.

    `held_back` maps a file to the moment it is due; None for a draft, which has none. `old_news`
    maps a file to the moment from which it is news no more.
    """

    mistakes: set[Finding] = field(default_factory=set)
    warnings: set[Finding] = field(default_factory=set)
    held_back: dict[str, datetime | None] = field(default_factory=dict)
    old_news: dict[str, datetime | None] = field(default_factory=dict)

    def refuse(self, file: str, line: int, sentence: str) -> None:
        """Add a mistake: it stops the build."""
        self.mistakes.add(Finding(file, line, sentence))

    def warn(self, file: str, line: int, sentence: str) -> None:
        """Add a warning: it is printed and stops nothing."""
        self.warnings.add(Finding(file, line, f"warning: {sentence}"))

    def hold_back(self, file: str, due: datetime | None) -> None:
        """Note a file that is not published now."""
        self.held_back[file] = due

    def error(self) -> SiteError:
        """The mistakes as one error, sorted by file and line, closed by their count."""
        files = {finding.file for finding in self.mistakes}
        count = f"{plural(len(self.mistakes), 'mistake')} in {plural(len(files), 'file')}"
        return SiteError(f"{lines(self.mistakes)}\n{count}; nothing was built.")


def lines(findings: Iterable[Finding]) -> str:
    """The findings sorted by file and line, one a line."""
    return "\n".join(map(str, sorted(findings)))


def plural(count: int, noun: str) -> str:
    """`1 mistake`, `2,000 mistakes`."""
    return f"{count} {noun}" if count == 1 else f"{count:,} {noun}s"


def nearest(name: str, known: Iterable[str], *, least: float = 0.6) -> str | None:
    """The known name most like `name`, whatever its case; None when nothing is near.

    `least` is how like a name has to be: 1 for one that differs in nothing else than case.
    """
    by_case: Mapping[str, str] = {candidate.casefold(): candidate for candidate in sorted(known)}
    match = get_close_matches(name.casefold(), by_case, n=1, cutoff=least)
    return by_case[match[0]] if match else None


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """`; did you mean "LLM"?`, or nothing when no known name is near."""
    match = nearest(name, known)
    return f'; did you mean "{match}"?' if match else ""
