"""The diagnostics of one build, collected while files are read and reported all at once."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from newsroom.diagnostics.codes import CODES
from newsroom.diagnostics.diagnostic import Diagnostic, Severity
from newsroom.diagnostics.errors import UserError
from newsroom.diagnostics.rendering import count
from newsroom.diagnostics.repeated import merge_repeated


class DiagnosticsError(UserError):
    """Diagnostics that stop a command; its text has their lines, and a summary.

    An error of many files has one line: see `merge_repeated`.
    """

    def __init__(self, diagnostics: Iterable[Diagnostic], summary: str = "") -> None:
        self.diagnostics = tuple(sorted(diagnostics))
        lines = map(str, merge_repeated(self.diagnostics))
        super().__init__("\n".join(filter(None, (*lines, summary))))


@dataclass
class Report:
    """Diagnostics, and the files that a build withholds.

    `severities` are those that the settings give to codes. `withheld` maps a file to the datetime
    from which it is public; None for a draft, which has none. `news_until` maps a file to the
    datetime at which it leaves the news sitemap. `parsed` are the files that no cache had. In a
    `lenient` report an error stops the build only if no setting can make it a warning.
    """

    severities: Mapping[str, Severity] = field(default_factory=dict)
    diagnostics: set[Diagnostic] = field(default_factory=set)
    withheld: dict[str, datetime | None] = field(default_factory=dict)
    news_until: dict[str, datetime | None] = field(default_factory=dict)
    lenient: bool = False
    parsed: list[str] = field(default_factory=list)

    def add(self, *diagnostics: Diagnostic, draft: bool = False) -> None:
        """Add diagnostics, each with the severity that the settings give to its code.

        An error in a draft is a warning: it must not keep other posts from readers.
        """
        for diagnostic in regraded(diagnostics, self.severities):
            lenient = draft and diagnostic.severity == "error"
            self.diagnostics.add(replace(diagnostic, severity="warning") if lenient else diagnostic)

    def withhold(self, file: str, due: datetime | None) -> None:
        """Record a file that is not published now."""
        self.withheld[file] = due

    def of(self, severity: Severity) -> set[Diagnostic]:
        """Return the diagnostics of one severity."""
        return {d for d in self.diagnostics if d.severity == severity}

    @property
    def errors(self) -> set[Diagnostic]:
        """The diagnostics that stop the build, unless the report is lenient."""
        return self.of("error")

    @property
    def blocking(self) -> set[Diagnostic]:
        """The errors that stop this build: all of them, or those without which none can be made."""
        return {d for d in self.errors if CODES[d.code].lock or not self.lenient}

    @property
    def warnings(self) -> set[Diagnostic]:
        """The diagnostics that are printed and stop nothing."""
        return self.of("warning")

    def error(self) -> DiagnosticsError:
        """Return all errors as one, sorted by file and line, with their number at the end."""
        return DiagnosticsError(self.errors, f"{count(self.errors, 'error')}; nothing was built")


def regraded(
    diagnostics: Iterable[Diagnostic], severities: Mapping[str, Severity]
) -> Iterable[Diagnostic]:
    """Yield the diagnostics with the severities that the settings give to their codes."""
    for diagnostic in diagnostics:
        severity = severities.get(diagnostic.code, diagnostic.severity)
        yield replace(diagnostic, severity=severity)
