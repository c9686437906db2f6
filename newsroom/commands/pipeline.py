"""`pipeline`: print the order of the plugins, and why."""

from pathlib import Path

import click

from newsroom.build.plugin_modules import load_pipeline
from newsroom.build.settings_file import read_settings_file
from newsroom.pipeline.explanation import render_pipeline


def run() -> int:
    """Print the plugins of pelicanconf.py by phase, and return the exit status."""
    settings = read_settings_file("pelicanconf.py", Path("output"))
    click.echo(render_pipeline(load_pipeline(settings["PLUGINS"])))
    return 0
