"""The settings of pelicanconf.py, typed, as `SITE` in every template and plugin.

Also starts the `REPORT` that collects what is wrong with the content.
"""

import os

from pelican import Pelican, signals
from pelican.settings import DEFAULT_CONFIG

from newsroom.config.settings import parse_settings
from newsroom.diagnostics.report import Report


def publish_site(pelican: Pelican) -> None:
    """Put `SITE` and an empty `REPORT` where generators, readers and templates find them."""
    site = pelican.settings["SITE"] = parse_settings(pelican.settings, os.environ, DEFAULT_CONFIG)
    pelican.settings["SITEURL"] = site.url
    pelican.settings["REPORT"] = Report(dict(site.diagnostics))


def register() -> None:
    """Read the settings before every other plugin, for all use `SITE`."""
    signals.initialized.connect(publish_site)
