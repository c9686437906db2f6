"""Builds the site beside the output folder, which it replaces when it is complete.

A build that fails changes nothing, and reports all errors at once.
"""

import logging
import sys
import traceback
from collections.abc import Iterable
from pathlib import Path

from jinja2 import TemplateError, TemplateSyntaxError
from pelican.log import LimitFilter, console
from pelican.log import init as init_logging

from newsroom.attachments.validation import active_files
from newsroom.build.pelican_adapter import SitePelican
from newsroom.build.settings_file import read_settings_file
from newsroom.checks.site import read_built_site
from newsroom.checks.suite import check_built_site
from newsroom.cli.runner import discard_output
from newsroom.diagnostics.diagnostic import Diagnostic
from newsroom.diagnostics.errors import UserError
from newsroom.diagnostics.rendering import count
from newsroom.files.scratch import OUTPUT, scratch_folder
from newsroom.output.manifest import write_manifest
from newsroom.output.next_change import next_changes
from newsroom.output.output_folder import (
    ASIDE,
    Outcome,
    is_own_output,
    list_built_files,
    put_back,
    refuse_output,
    replace_folder,
    resolve_output,
)
from newsroom.site.leniency import Leniency
from newsroom.site.model import Site
from newsroom.site.page_sources import page_sources


class LogCollector(logging.Handler):
    """Collects what Pelican logs as warnings and errors, for the error of the build."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Add the message as one line, with the exception that Pelican leaves out of it."""
        reason = f": {error}" if (error := sys.exception()) else ""
        self.messages.append(" ".join(f"{record.getMessage()}{reason}".split()))


def build(
    settings_file: str,
    output: Path,
    *,
    preview: bool = False,
    outcome: Outcome | None = None,
    leniency: Leniency | None = None,
) -> int:
    """Build into `output` and return the number of files; raise `UserError` for errors.

    A warning of Pelican is an error: it drops plugins and settings with a warning only. A
    production build is checked, and gets its manifest, before it replaces the previous one. With
    `leniency`, errors that a setting could make warnings do not stop the build.
    """
    refuse_output(output, Path.cwd())
    link, output = output, resolve_output(output)  # a link stays a link
    log = LogCollector()
    logging.getLogger().addHandler(log)
    output.parent.mkdir(parents=True, exist_ok=True)
    try:
        with scratch_folder(output.parent, OUTPUT, put_back) as scratch:
            building = scratch / "new" / output.name
            building.mkdir(parents=True)
            building.chmod(0o755)
            files = write_site(settings_file, building, preview=preview, leniency=leniency)
            refuse_output(link, Path.cwd())  # the link may have changed meanwhile
            if not is_own_output(output, Path.cwd()):
                list_built_files(building)
            if outcome:
                outcome.expect(building)
            replace_folder(building, output, scratch / ASIDE)
    except TemplateError as error:
        raise UserError(f"{template_location(error)}: {error}; nothing was built") from error
    except RuntimeError as error:
        messages = log.messages or [str(error)]
        raise UserError("\n".join([*messages, "nothing was built"])) from error
    finally:
        logging.getLogger().removeHandler(log)
    return files


def write_site(
    settings_file: str, building: Path, *, preview: bool, leniency: Leniency | None = None
) -> int:
    """Write the whole site into an empty folder and return the number of files."""
    raw = read_settings_file(settings_file, building)
    raw["PREVIEW"], site_url = preview, raw["SITEURL"]
    init_logging(level=logging.WARNING, fatal="warnings", handler=None)
    console.on_broken_pipe = discard_output  # Pelican's own ends the build there
    LimitFilter._raised_messages.clear()  # of an earlier build in this process
    pelican = SitePelican(raw, leniency=leniency)
    pelican.run()
    if leniency:
        leniency.errors = pelican.site.report.errors
    for change in next_changes(pelican.site.report):
        sys.stdout.write(f"next change: {change}\n")
    if pelican.site.settings.production:
        check_production(pelican.site, building)
        write_manifest(building, site_url)  # as it is set: a deployment compares it
    return len(pelican.site.files)


def check_production(site: Site, building: Path) -> None:
    """Raise `UserError` if the files of a site in a folder have errors."""
    templated = frozenset(file.path for file in site.files if file.template)
    built = read_built_site(
        building,
        bodies=page_sources(site),
        allowed=active_files(site.settings, site.layout),
        templated=templated,
    )
    refuse_errors(check_built_site(built, site.report.severities), building)


def refuse_errors(diagnostics: Iterable[Diagnostic], building: Path) -> None:
    """Raise `UserError` if the diagnostics of a built site have errors."""
    errors = [diagnostic for diagnostic in diagnostics if diagnostic.severity == "error"]
    if errors:
        lines = "\n".join(map(str, errors)).replace(str(building), building.name)
        raise UserError(f"{lines}\n{count(errors, 'error')}; nothing was published")


def template_location(error: TemplateError) -> str:
    """Return the file and line of an error in a template: `theme/templates/article.html:12`."""
    if isinstance(error, TemplateSyntaxError):
        return f"{error.filename or error.name}:{error.lineno}"
    frames = traceback.extract_tb(error.__traceback__)
    locations = [f"{f.filename}:{f.lineno}" for f in frames if "templates" in f.filename]
    return locations[-1] if locations else "theme/templates"
