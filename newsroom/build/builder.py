"""Builds the site beside the output folder, which it replaces when it is complete.

A build that fails changes nothing, and reports all errors at once.
"""

import logging
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout
from jinja2 import TemplateError, TemplateSyntaxError

from newsroom.build.reading import BuildOptions
from newsroom.build.site_build import BuildResult, SiteBuild
from newsroom.cache.store import FOLDER, PRIVATE
from newsroom.diagnostics.errors import UserError
from newsroom.files.scratch import OUTPUT, scratch_folder
from newsroom.output.output_folder import Outcome, put_back, refuse_output, resolve_output
from newsroom.parallel.collection import no_collection
from newsroom.parallel.progress import Progress
from newsroom.site.leniency import Leniency

LOCK = "build.lock"  # in the folder of the cache


class LogCollector(logging.Handler):
    """Collects what Pelican logs as warnings and errors, for the error of the build."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Add the message as one line, with the exception that Pelican leaves out of it."""
        reason = f": {error}" if (error := sys.exception()) else ""
        self.messages.append(" ".join(f"{record.getMessage()}{reason}".split()))


def build(  # noqa: PLR0913  # the options of commands
    settings_file: str,
    output: Path,
    *,
    preview: bool = False,
    outcome: Outcome | None = None,
    leniency: Leniency | None = None,
    clean: bool = False,
    progress: Progress | None = None,
) -> BuildResult:
    """Build into `output` and return what was written; raise `UserError` for errors.

    What an earlier build wrote of the same sources stays, unless `clean` is set. A warning of
    Pelican is an error: it drops plugins and settings with a warning only. A production build is
    checked, and gets its manifest, before it replaces the previous one. With `leniency`, errors
    that a setting could make warnings do not stop the build.
    """
    refuse_output(output, Path.cwd())
    link, output = output, resolve_output(output)  # a link stays a link
    output.parent.mkdir(parents=True, exist_ok=True)
    with one_build(), scratch_folder(output.parent, OUTPUT, put_back) as scratch:
        options = BuildOptions(settings_file, preview, clean, leniency, progress or Progress())
        return SiteBuild(options, link, output, scratch).run(outcome)


@contextmanager
def one_build() -> Iterator[None]:
    """Run a build when no other one of this project runs; raise `UserError` for what it raises."""
    log = LogCollector()
    logging.getLogger().addHandler(log)
    try:
        with build_lock(FOLDER), no_collection():
            yield
    except TemplateError as error:
        raise UserError(f"{template_location(error)}: {error}; nothing was built") from error
    except RuntimeError as error:
        messages = log.messages or [str(error)]
        raise UserError("\n".join([*messages, "nothing was built"])) from error
    finally:
        logging.getLogger().removeHandler(log)


@contextmanager
def build_lock(cache: Path) -> Iterator[None]:
    """Wait until no other build of this project runs, where the folder of the cache is writable."""
    lock = FileLock(cache / LOCK)
    try:
        cache.mkdir(mode=PRIVATE, exist_ok=True)
        try:
            lock.acquire(blocking=False)
        except Timeout:
            sys.stderr.write("waiting for another build of this site …\n")
            lock.acquire()
    except OSError:  # the cache warns of it
        pass
    try:
        yield
    finally:
        lock.release()


def template_location(error: TemplateError) -> str:
    """Return the file and line of an error in a template: `theme/templates/article.html:12`."""
    if isinstance(error, TemplateSyntaxError):
        return f"{error.filename or error.name}:{error.lineno}"
    frames = traceback.extract_tb(error.__traceback__)
    locations = [f"{f.filename}:{f.lineno}" for f in frames if "templates" in f.filename]
    return locations[-1] if locations else "theme/templates"
