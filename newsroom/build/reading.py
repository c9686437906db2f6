"""Starts Pelican and reads a site, for one build and for the builds of a preview."""

import logging
import sys
from dataclasses import dataclass, field
from pathlib import Path

from pelican.log import LimitFilter, console
from pelican.log import init as init_logging

from newsroom.build.pelican_adapter import SitePelican
from newsroom.build.settings_file import read_settings_file
from newsroom.cache.store import Cache
from newsroom.cli.runner import discard_output
from newsroom.output.next_change import next_changes
from newsroom.parallel.progress import Progress
from newsroom.site.leniency import Leniency
from newsroom.site.model import Site


@dataclass(frozen=True)
class BuildOptions:
    """What to build: by which settings, with drafts or without, and what may be used for it.

    A `clean` build forgets earlier builds. With `leniency`, errors that a setting could make
    warnings do not stop it.
    """

    settings_file: str
    preview: bool = False
    clean: bool = False
    leniency: Leniency | None = None
    progress: Progress = field(default_factory=Progress)


def start_build(options: BuildOptions, output: Path, cache: Cache) -> SitePelican:
    """Return Pelican before anything is read; raise `UserError` for invalid settings."""
    raw = read_settings_file(options.settings_file, output)
    raw["PREVIEW"] = options.preview
    init_logging(level=logging.WARNING, fatal="warnings", handler=None)
    console.on_broken_pipe = discard_output  # Pelican's own ends the build there
    return SitePelican(raw, cache, leniency=options.leniency, progress=options.progress)


def read_site(pelican: SitePelican) -> None:
    """Read the sources and complete the site, before anything is written; raise `UserError`.

    Prints the warnings, and the next change by the clock.
    """
    LimitFilter._raised_messages.clear()  # of an earlier build in this process
    pelican.check()
    pelican.enrich()
    print_notes(pelican.site, pelican.leniency)


def print_notes(site: Site, leniency: Leniency | None) -> None:
    """Print the next change by the clock, and set the errors in spite of which a site is built."""
    if leniency:
        leniency.errors = site.report.errors
    sys.stdout.write(render_scheduled(site))


def render_scheduled(site: Site) -> str:
    """Return a line for the next change by the clock of each kind."""
    return "".join(f"next change: {change}\n" for change in next_changes(site.report))
