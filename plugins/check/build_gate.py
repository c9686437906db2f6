"""Stops the build when anything is wrong, before a file is written, with all of it in one report.

Warnings are printed and stop nothing. Stands after every check and before every enrichment.
"""

import sys

from pelican import signals

from newsroom.diagnostics.rendering import render_lines
from plugins.adapter import Generator, report_of


def give_verdict(generators: list[Generator]) -> None:
    """Print the warnings; raise `UserError` with all mistakes where there are any."""
    report = report_of(generators)
    if report.warnings:
        sys.stderr.write("".join(f"{line}\n" for line in render_lines(report.warnings)))
    if report.errors:
        raise report.error()


def register() -> None:
    """After the checks: receivers run in the order of PLUGINS."""
    signals.all_generators_finalized.connect(give_verdict)
