"""Diagnostics of the sources without a build: what a build would report, drafts included.

The same pipeline reads the content, up to the checks: what follows is not needed to know what is
wrong. A site with withheld posts is read as a preview too, which shows them: what
is wrong in them is a warning, because it does not stop a build yet.
"""

import logging
import re
from dataclasses import dataclass, field, replace
from pathlib import Path

from pelican.log import init as init_logging

from newsroom.build.builder import LogCollector
from newsroom.build.pelican_adapter import SitePelican
from newsroom.build.settings_file import read_settings_file
from newsroom.cache.store import Cache
from newsroom.dates.local_time import format_datetime
from newsroom.diagnostics.codes import CODES
from newsroom.diagnostics.diagnostic import Diagnostic
from newsroom.diagnostics.errors import UserError
from newsroom.diagnostics.report import DiagnosticsError, Report
from newsroom.output.next_change import scheduled_changes
from newsroom.parallel.progress import Progress
from newsroom.site.model import Site
from newsroom.site.page_sources import PageSource, page_sources

SOURCES = ("content", "theme", "plugins")
ERROR_LINE = re.compile(
    r"(?:(?P<path>[^:\s]+\.\w+)(?::(?P<line>\d+))?: )?(?:error: )?(?P<message>.*?)"
    r"(?:; (?P<advice>.*?))?(?: \[(?P<code>[a-z-]+/[a-z-]+)\])?"
)


@dataclass(frozen=True)
class SourceCheck:
    """What is wrong with the sources, sorted, and the sources of the bodies that a build writes.

    It is the same from `since` until before `until`, in seconds of POSIX time, `until` being None
    for ever; `since` is None where the site cannot be read.
    """

    diagnostics: list[Diagnostic]
    bodies: list[PageSource] = field(default_factory=list)
    since: float | None = None
    until: float | None = None


def check_sources(
    settings_file: str, cache: Cache | None = None, progress: Progress | None = None
) -> SourceCheck:
    """Return the check of the sources; what stops a build before is a diagnostic as well."""
    listener = LogCollector()
    logging.getLogger().addHandler(listener)
    try:
        site = read_checked_site(settings_file, cache, progress)
        if not site.report.withheld:
            diagnostics = sorted(site.report.diagnostics)
            return SourceCheck(diagnostics, page_sources(site), *period_of(site))
        return check_withheld(site, settings_file, cache)
    except DiagnosticsError as error:
        return SourceCheck(list(error.diagnostics))
    except UserError as error:
        return SourceCheck([parse_error_line(line) for line in str(error).splitlines()])
    except RuntimeError as error:  # a warning of Pelican
        lines = listener.messages or [str(error)]
        return SourceCheck([parse_error_line(line) for line in lines])
    finally:
        logging.getLogger().removeHandler(listener)


def read_checked_site(
    settings_file: str,
    cache: Cache | None = None,
    progress: Progress | None = None,
    *,
    preview: bool = False,
) -> Site:
    """Return a site after its checks; raise as a build does when it does not come that far."""
    raw = read_settings_file(settings_file, Path("output"))
    raw["PREVIEW"] = preview
    init_logging(level=logging.WARNING, fatal="warnings", handler=None)
    pelican = SitePelican(raw, cache, progress=progress)
    pelican.check()
    return pelican.site


def period_of(site: Site) -> tuple[float, float | None]:
    """Return since when and until when a site is as it is now, in seconds of POSIX time."""
    changes = scheduled_changes(site.report)
    return site.settings.now.timestamp(), changes[0].due.timestamp() if changes else None


def check_withheld(site: Site, settings_file: str, cache: Cache | None) -> SourceCheck:
    """Return the check of a site, and of the posts that a build withholds.

    The message of the latter starts with the reason: "in a draft" or the date of publication.
    """
    report, bodies = site.report, page_sources(site)
    try:
        preview = read_checked_site(settings_file, cache, preview=True)
    except (UserError, RuntimeError) as error:
        message = f"drafts cannot be read: {error}"
        failure = Diagnostic("content/", 0, "build/failed", message, severity="warning")
        return SourceCheck(sorted({*report.diagnostics, failure}), bodies, *period_of(site))
    public = {d for d in report.diagnostics if d in report.errors or not withheld_reason(d, report)}
    withheld = {
        replace(d, severity="warning", message=f"{reason}: {d.message}")
        for d in preview.report.diagnostics - report.errors
        if (reason := withheld_reason(d, report))
    }
    bodies = list(dict.fromkeys([*bodies, *page_sources(preview)]))
    return SourceCheck(sorted(public | withheld), bodies, *period_of(site))


def withheld_reason(diagnostic: Diagnostic, report: Report) -> str:
    """Return why a post of a diagnostic, or one that it names, is withheld; "" for public ones."""
    for path, due in report.withheld.items():
        is_named = re.search(rf"(?<!\S){re.escape(path)}(?![^\s;,])", diagnostic.text)
        if diagnostic.path == path or is_named:
            return f"due {format_datetime(due)}" if due else "in a draft"
    return ""


def parse_error_line(line: str) -> Diagnostic:
    """Return the diagnostic of a line of an error: `path:4: error: message; advice [code]`.

    One without a path is about the settings, and one without a known code is "build/failed".
    """
    match = ERROR_LINE.fullmatch(line)
    parts = match.groupdict(default="") if match else {"message": line}
    code = parts.get("code", "")
    return Diagnostic(
        parts.get("path") or "pelicanconf.py",
        int(parts.get("line") or 0),
        code if code in CODES else "build/failed",
        parts["message"],
        parts.get("advice", ""),
        severity="error",
    )


def find_newer_source(project: Path, built: Path) -> Path | None:
    """Return the source that was saved last, if that was after the site was built."""
    files = [*(project / name for name in SOURCES), *project.glob("*.py")]
    below = (path for folder in files if folder.is_dir() for path in folder.rglob("*"))
    sources = [p for p in (*files, *below) if p.is_file() and "__pycache__" not in p.parts]
    last = max(sources, key=lambda path: path.stat().st_mtime, default=None)
    if last is None or not built.is_file() or last.stat().st_mtime <= built.stat().st_mtime:
        return None
    return last.relative_to(project)
