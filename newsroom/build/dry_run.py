"""Reads the content as a build does, without writing."""

import logging
from collections.abc import Collection
from pathlib import Path

from pelican.log import init as init_logging

from newsroom.build.pelican_adapter import SitePelican
from newsroom.build.settings_file import read_settings_file
from newsroom.site.model import Site

# The plugins that depend on the current time, and those that they need. All need front matter only.
BY_THE_CLOCK = (
    "plugins.read.documents", "plugins.collect.articles", "plugins.collect.permanent_ids",
    "plugins.collect.corrections", "plugins.publish.news_sitemap",
)  # fmt: skip


def read_content(settings_file: str) -> SitePelican:
    """Return Pelican with the complete site, which is not written; raise `UserError` for errors."""
    return _read(settings_file)


def read_by_the_clock(settings_file: str) -> Site:
    """Return a site by `BY_THE_CLOCK` alone, of front matter only; raise `UserError` for errors."""
    return _read(settings_file, BY_THE_CLOCK).site


def _read(settings_file: str, only: Collection[str] | None = None) -> SitePelican:
    """Return Pelican with a site by the plugins in `only`, all for None."""
    init_logging(level=logging.ERROR, handler=None)
    raw = read_settings_file(settings_file, Path("output"))
    raw["PLUGINS"] = [name for name in raw["PLUGINS"] if only is None or name in only]
    pelican = SitePelican(raw, heads_only=only is not None)
    pelican.check()
    pelican.enrich()
    return pelican
