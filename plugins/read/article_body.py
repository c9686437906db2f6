"""Adds the extension of Python-Markdown for bodies to Pelican's settings.

Needs: settings.
"""

from pelican import Pelican, signals

from newsroom.content.markdown_extension import markdown_options


def extend_markdown(pelican: Pelican) -> None:
    """Add the extension, and those that pelicanconf.py configures, to Pelican's list."""
    pelican.settings["MARKDOWN"] = markdown_options(pelican.settings["MARKDOWN"])


def register() -> None:
    """Add the extension before readers build their converter from the settings."""
    signals.initialized.connect(extend_markdown)
