"""`build` and `publish`: build the site into a folder."""

from pathlib import Path

import click

from newsroom.build.builder import build
from newsroom.cli.runner import reported_errors, stop_on_signals
from newsroom.diagnostics.rendering import plural
from newsroom.output.output_folder import Outcome


def run(output: Path, *, production: bool = False, preview: bool = False) -> int:
    """Build the site into `output` and return the exit status.

    The site is built beside the folder and replaces it when it is complete.
    """
    settings_file = "publishconf.py" if production else "pelicanconf.py"
    outcome = Outcome(output)
    stop_on_signals()
    with reported_errors(outcome):
        files = build(settings_file, output, preview=preview, outcome=outcome)
        click.echo(f"built {plural(files, 'file')} in {output}/")
    return 0
