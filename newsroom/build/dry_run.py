"""Reads the content as a build does, without writing."""

import logging
from pathlib import Path

from pelican.log import init as init_logging

from newsroom.build.pelican_adapter import SitePelican
from newsroom.build.settings_file import read_settings_file
from newsroom.cache.store import FOLDER, Cache
from newsroom.pipeline.order import required_plugins
from newsroom.site.model import Site

# What depends on the current time, and on nothing but front matter.
BY_THE_CLOCK = ("site.documents", "site.corrections", "report.news_until")


def read_content(settings_file: str) -> SitePelican:
    """Return Pelican with the complete site, which is not written; raise `UserError` for errors."""
    pelican = start_pelican(settings_file)
    complete_site(pelican)
    return pelican


def read_by_the_clock(settings_file: str) -> Site:
    """Return a site of front matter alone, by the plugins that `BY_THE_CLOCK` needs.

    Raises `UserError` for errors.
    """
    pelican = start_pelican(settings_file, heads_only=True)
    pelican.pipeline = required_plugins(pelican.pipeline, BY_THE_CLOCK)
    complete_site(pelican)
    return pelican.site


def start_pelican(settings_file: str, *, heads_only: bool = False) -> SitePelican:
    """Return Pelican for the settings of a file, before anything is read."""
    init_logging(level=logging.ERROR, handler=None)
    raw = read_settings_file(settings_file, Path("output"))
    return SitePelican(raw, None if heads_only else Cache(FOLDER), heads_only=heads_only)


def complete_site(pelican: SitePelican) -> None:
    """Read, check and enrich the site of Pelican; raise `UserError` for errors.

    What is new goes into the cache, for which no build has to wait then.
    """
    try:
        pelican.check()
        pelican.enrich()
    finally:
        if pelican.cache:
            pelican.cache.commit()
