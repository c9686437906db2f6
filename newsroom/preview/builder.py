"""Builds the preview again and again in one process, whatever state the posts are in.

A post with an error that stops a build is shown as it last was without, or else left out, so that
it keeps no other post from being shown. Everything that is wrong is in the result.
"""

import io
import time
import traceback
from collections.abc import Callable, Iterable
from contextlib import redirect_stderr, redirect_stdout, suppress
from dataclasses import dataclass, field
from pathlib import Path

from newsroom.build.resident_build import ResidentBuild
from newsroom.build.source_check import parse_error_line
from newsroom.content.source_files import PROFILES
from newsroom.diagnostics.codes import CODES
from newsroom.diagnostics.diagnostic import Diagnostic
from newsroom.diagnostics.errors import UserError
from newsroom.diagnostics.repeated import merge_repeated
from newsroom.diagnostics.report import DiagnosticsError
from newsroom.pipeline.failures import diagnose_failure
from newsroom.preview.good_sources import GoodSources
from newsroom.preview.messages import BuildRequest, ErrorLine, PreviewResult
from newsroom.site.leniency import Leniency

SETTINGS = "pelicanconf.py"
MOST_UNCHANGED = 10  # of more files the cause is elsewhere, such as in the settings


@dataclass
class SetAside:
    """What one build takes instead of files with errors, and the errors so far."""

    good: GoodSources
    suspects: frozenset[str] = frozenset()
    """Files that have changed since they were last built."""
    replacements: dict[str, bytes] = field(default_factory=dict)
    excluded: set[str] = field(default_factory=set)
    errors: set[Diagnostic] = field(default_factory=set)

    @property
    def paths(self) -> set[str]:
        """The files that the site does not have as they are."""
        return {*self.replacements, *self.excluded}

    def leniency(self) -> Leniency:
        """Return this for a build."""
        return Leniency(dict(self.replacements), frozenset(self.excluded))

    def add_errors(self, errors: Iterable[Diagnostic], *, blocked: bool) -> None:
        """Add the errors of an attempt; those that follow from what is set aside are left out."""
        if not self.paths:
            self.errors.update(errors)
        elif blocked:
            self.errors |= {error for error in errors if CODES[error.code].lock}

    def add_files(self, errors: Iterable[Diagnostic]) -> bool:
        """Set aside the files that cause errors which stop a build; return False if there are none.

        These are files that have changed. An error may blame one that has not, as when a post gets
        the slug of another one, or when the profile of an author is missing: then the `suspects`
        are set aside, and only if there are none, a few files that have not changed.
        """
        top = f"{self.good.content.name}/"
        paths = {e.path.removeprefix(top) for e in errors if CODES[e.code].lock}
        blamed = {*filter(self.is_file, paths - self.excluded)}
        blamed = {path for path in blamed if path.startswith(f"{PROFILES}/")} or blamed
        causes = {
            path for path in blamed - self.paths if self.good.read(path) != self.current(path)
        }
        causes = causes or {*filter(self.is_file, self.suspects - self.paths)}
        if not causes and len(blamed) <= MOST_UNCHANGED:
            causes = blamed
        for path in causes:
            self.add_file(path)
        return bool(causes)

    def add_file(self, path: str) -> None:
        """Replace a file by its last good version, or leave it out if that does not help."""
        good = self.good.read(path)
        if good is None or path in self.replacements or good == self.current(path):
            self.replacements.pop(path, None)
            self.excluded.add(path)
        else:
            self.replacements[path] = good

    def is_file(self, path: str) -> bool:
        """Return whether there is a file at a path."""
        return (self.good.content / path).is_file()

    def current(self, path: str) -> bytes:
        """Return the bytes that a file has now."""
        with suppress(OSError):
            return (self.good.content / path).read_bytes()
        return b""


class PreviewBuilder:
    """Builds the site of the current folder into `output`; `good` is a folder for copies."""

    def __init__(self, output: Path, good: Path) -> None:
        self.resident = ResidentBuild(SETTINGS, output)
        self.good = GoodSources(Path("content"), good)
        self.built: SetAside | None = None
        self.suspects: set[str] = set()

    def build(self, request: BuildRequest, show: Callable[[], None] | None = None) -> PreviewResult:
        """Build the site and return what is to be said about it; never raise.

        `show` is called when the pages of `request.viewed` are written, if that is before the rest.
        """
        top = f"{self.good.content.name}/"
        self.suspects |= {p.removeprefix(top) for p in request.saved if p.startswith(top)}
        started, printed = time.time_ns(), io.StringIO()
        with redirect_stdout(printed), redirect_stderr(printed):
            try:
                if show and self.show_first(request):
                    show()
                ok, errors = self.attempts(request, printed)
            except UserError as error:
                ok, errors = False, parse_errors(error)
            except Exception as error:  # noqa: BLE001  # of the engine: the next save may mend it
                traceback.print_exc()
                ok, errors = False, [diagnose_failure(error, "the build fails")]
        self.started = started
        problems = tuple(map(ErrorLine.of, merge_repeated(sorted(set(errors)))))
        return PreviewResult(ok, problems, printed.getvalue(), (time.time_ns() - started) / 1e9)

    def show_first(self, request: BuildRequest) -> bool:
        """Write the pages of what is saved, as the last site has them; return whether it could."""
        try:
            self.resident.show(request.saved, request.viewed)
        except Exception:  # noqa: BLE001  # the build will say what is wrong
            return False
        return True

    def attempts(
        self, request: BuildRequest, printed: io.StringIO
    ) -> tuple[bool, Iterable[Diagnostic]]:
        """Build, with files set aside until that succeeds; return whether it did, and the errors.

        Only what the last attempt has `printed` stays. Raises `UserError` for what is wrong
        elsewhere.
        """
        aside, self.built = SetAside(self.good, frozenset(self.suspects)), None
        while True:
            leniency = aside.leniency()
            printed.truncate(printed.seek(0))
            try:
                self.resident.build(request.saved, leniency)
            except DiagnosticsError as error:
                aside.add_errors(error.diagnostics, blocked=True)
                if not aside.add_files(error.diagnostics):
                    return False, aside.errors
            else:
                aside.add_errors(leniency.errors, blocked=False)
                self.built, self.suspects = aside, aside.paths
                return True, aside.errors

    def keep_sources(self, request: BuildRequest) -> None:
        """Keep copies of the sources that the last build has read, if it succeeded.

        It takes no part of the time until the pages are shown, for it is called afterwards.
        """
        if self.built:
            self.good.keep(request.saved, self.built.paths, self.started)

    def rest(self) -> None:
        """Do what can wait: keep what the next process needs, and free memory."""
        self.resident.keep()


def parse_errors(error: UserError) -> list[Diagnostic]:
    """Return the diagnostics of the lines of an error."""
    lines = [line for line in str(error).splitlines() if line != "nothing was built"]
    return [parse_error_line(line) for line in lines]
