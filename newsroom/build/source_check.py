"""What a build says of the posts, without building: its mistakes and warnings as findings.

Content is read by the same pipeline, which is stopped after its verdict: what follows that is not
needed to know what is wrong. Where posts are held back it is read as a preview too, which shows
them: what is wrong in them is a warning, for it stops nothing yet.
"""

import logging
import re
from collections.abc import Iterable, Iterator
from contextlib import redirect_stderr
from io import StringIO
from pathlib import Path

from pelican.log import init as init_logging

from newsroom.build.builder import Listener
from newsroom.build.dry_run import read_until
from newsroom.build.settings_file import read_settings_file
from newsroom.checks.finding import Finding, Severity, error, warning
from newsroom.config.schema import locate_setting
from newsroom.dates.local_time import format_datetime
from newsroom.diagnostics.diagnostic import Diagnostic
from newsroom.diagnostics.errors import UserError
from newsroom.diagnostics.report import Report

VERDICT = "plugins.check.build_gate"
ADVICE = "put it after the plugins that check"
SOURCES = ("content", "theme", "plugins", "pelicanconf.py", "publishconf.py")


def read_report(settings_file: str, *, preview: bool = False) -> Report:
    """What the build finds wrong; raises as a build does where it does not come that far."""
    settings = read_settings_file(settings_file, Path("output"))
    settings["PREVIEW"] = preview
    plugins = settings["PLUGINS"]
    if VERDICT not in plugins:
        file, line = locate_setting("PLUGINS")
        raise UserError(f"{file}:{line}: names no {VERDICT}, so that no mistake is told; {ADVICE}")
    init_logging(level=logging.WARNING, fatal="warnings", handler=None)
    try:
        with redirect_stderr(StringIO()):  # the verdict prints its warnings
            read_until(settings, plugins.index(VERDICT) + 1)
    except UserError:
        if not settings.get("REPORT", Report()).errors:
            raise
    report: Report = settings["REPORT"]
    return report


def find(settings_file: str) -> list[Finding]:
    """The report of a build as findings, sorted; whatever stops it before is one too."""
    heard = Listener()
    logging.getLogger().addHandler(heard)
    try:
        report = read_report(settings_file)
        return with_held_back(report, settings_file) if report.withheld else findings(report)
    except UserError as wrong:
        return [placed(line) for line in str(wrong).splitlines()]
    except RuntimeError as wrong:  # a warning of Pelican's, which drops posts with no more
        return [placed(line) for line in heard.messages or [str(wrong)]]
    finally:
        logging.getLogger().removeHandler(heard)


def with_held_back(report: Report, settings_file: str) -> list[Finding]:
    """The findings, and those of posts that a build holds back, each marked as such."""
    try:
        shown = read_report(settings_file, preview=True)
    except (UserError, RuntimeError) as wrong:
        return sorted([*findings(report), warning("content/", f"drafts cannot be read: {wrong}")])
    told = findings(report)
    stops = {found for found in told if found.severity == "error"}
    public = [found for found in told if found in stops or not held_back(found, report)]
    marked = ((f, held_back(f, report)) for f in findings(shown) if f not in stops)
    return sorted(
        [*public, *(warning(f.file, f"{why}: {f.sentence}", f.line) for f, why in marked if why)]
    )


def held_back(found: Finding, report: Report) -> str:
    """How a finding tells that it is of a post that is held back, or of one beside it; else ""."""
    for file, due in report.withheld.items():
        if found.file == file or f" {file} " in f" {found.sentence} ":
            return f"due {format_datetime(due)}" if due else "in a draft"
    return ""


def findings(report: Report) -> list[Finding]:
    """The report as findings, sorted."""

    def told(found: Iterable[Diagnostic], severity: Severity) -> Iterator[Finding]:
        for one in found:
            yield Finding(one.path, one.line, one.text, severity)

    return sorted([*told(report.errors, "error"), *told(report.warnings, "warning")])


def placed(line: str) -> Finding:
    """A line of an error, `file:4: sentence`, as a finding."""
    if found := re.match(r"(?P<file>[^:]+\.\w+):(?P<line>\d+): (?P<sentence>.*)", line):
        return error(found["file"], found["sentence"], int(found["line"]))
    return error("pelicanconf.py", line)


def newer(project: Path, built: Path) -> Path | None:
    """The file of the project that was last saved, where that was after the site was built."""
    files = [project / name for name in SOURCES]
    below = (path for folder in files if folder.is_dir() for path in folder.rglob("*"))
    saved = [p for p in (*files, *below) if p.is_file() and "__pycache__" not in p.parts]
    last = max(saved, key=lambda path: path.stat().st_mtime, default=None)
    if last is None or not built.is_file() or last.stat().st_mtime <= built.stat().st_mtime:
        return None
    return last.relative_to(project)
