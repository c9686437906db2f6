"""Stops the build if there are errors, before a file is written, with all of them in one report.

Warnings are printed; of many with one code the first, and the number of the others. Runs after
every check and before every enrichment.
"""

import sys

from pelican import signals

from newsroom.diagnostics.rendering import render_lines
from plugins.adapter import Generator, get_report


def stop_on_errors(generators: list[Generator]) -> None:
    """Print the warnings; raise `UserError` with all errors if there are any."""
    report = get_report(generators)
    if report.warnings:
        sys.stderr.write("".join(f"{line}\n" for line in render_lines(report.warnings)))
    if report.errors:
        raise report.error()


def register() -> None:
    """Run after the checks: receivers run in the order of PLUGINS."""
    signals.all_generators_finalized.connect(stop_on_errors)
