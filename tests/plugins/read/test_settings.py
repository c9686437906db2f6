"""The plugin that reads the settings."""

from pelican import Pelican
from pelican.settings import DEFAULT_CONFIG

from newsroom.config.schema import Settings
from newsroom.diagnostics.report import Report
from plugins.read.settings import publish_site
from tests.conftest import fixture_settings


class Unstarted(Pelican):  # type: ignore[misc]  # Pelican has no types
    """Pelican before it has loaded any plugin."""

    def __init__(self) -> None:
        self.settings = {**DEFAULT_CONFIG, **fixture_settings()}


def test_site_and_report_are_settings() -> None:
    pelican = Unstarted()
    publish_site(pelican)
    assert isinstance(pelican.settings["SITE"], Settings)
    assert pelican.settings["SITEURL"] == pelican.settings["SITE"].url
    assert pelican.settings["REPORT"] == Report()
