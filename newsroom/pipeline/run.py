"""Runs the plugins of a pipeline on a site, phase by phase."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from newsroom.pipeline.failures import reported_failures
from newsroom.pipeline.order import FILES
from newsroom.pipeline.plugin import PHASES
from newsroom.site.output_files import OutputFile

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsroom.pipeline.plugin import Phase, Plugin
    from newsroom.site.model import Site


def run_pipeline(
    site: Site, plugins: Sequence[Plugin], until: Phase = "enrich", *, since: Phase = "read"
) -> None:
    """Run the phases from `since` to `until`, of plugins in the order of `sort_plugins`, on a site.

    Between collect and check, `site.files` gets the files of all plugins; after the plugins of
    check, their conflicts are reported. Then raises `DiagnosticsError` with all errors in the
    report of the site, if any of them stops this build; with `until` "check" the caller looks at
    the report. An exception of a plugin is a `DiagnosticsError` with its line.
    """
    for phase in PHASES[PHASES.index(since) : PHASES.index(until) + 1]:
        if phase == "check":
            add_files(site, plugins)
        elif phase == "enrich" and site.report.blocking:
            raise site.report.error()
        for plugin in plugins:
            if plugin.phase == phase and plugin.run:
                with reported_failures(f"the plugin {plugin.name} fails"):
                    plugin.run(site)
        if phase == "check":
            report_conflicts(site)


def add_files(site: Site, plugins: Sequence[Plugin]) -> None:
    """Add the files of each plugin to those of the site, in the order of the plugins.

    Plugins that need the files of the site, such as sitemaps, come last.
    """
    for plugin in sorted(plugins, key=lambda plugin: FILES in plugin.needs):
        if plugin.files:
            with reported_failures(f"the plugin {plugin.name} cannot declare its files"):
                site.files.add(*checked_files(plugin.files(site), FILES in plugin.needs))


def report_conflicts(site: Site) -> None:
    """Report the files that cannot be written; one whose slug is used has that error alone.

    No plugin does this, so that no list of plugins allows a file to replace another one.
    """
    blamed = {d.path for d in site.report.errors if d.code == "slug/duplicate"}
    site.report.add(*(error for error in site.files.conflicts() if error.path not in blamed))


def checked_files(files: object, is_late: bool) -> Iterator[OutputFile]:
    """Yield the files that a plugin declares; raise TypeError for what is not one.

    Raises ValueError for a listed file of a plugin that `is_late`, which needs the other files.
    """
    if not isinstance(files, Iterable):
        raise TypeError(f"its function must yield OutputFile, and returns {files!r}")
    for file in files:
        if not isinstance(file, OutputFile) or not isinstance(file.url, str):
            raise TypeError(f"its function must yield OutputFile with a URL, not {file!r}")
        if is_late and file.listed:
            reason = f"a plugin that needs {FILES} cannot list a file in sitemaps"
            raise ValueError(f"{reason}, which may be declared already: /{file.url}")
        yield file
