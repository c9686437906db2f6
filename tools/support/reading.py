"""Reads the content as a build does, and writes nothing."""

import logging
from contextlib import suppress
from pathlib import Path

from pelican import Pelican, signals
from pelican.log import init as init_logging

from plugins.support.content import Generator
from tools.build import read_settings_file


class Read(Exception):
    """Raised when all is read and every plugin has done its part, so that nothing is written."""


def read_content(settings_file: str) -> list[Generator]:
    """The generators of a build that ends before it writes; raises `SiteError` for mistakes."""
    found: list[Generator] = []

    def keep(generators: list[Generator]) -> None:
        found.extend(generators)
        raise Read

    init_logging(level=logging.ERROR, handler=None)
    pelican = Pelican(read_settings_file(settings_file, Path("output")))
    with signals.all_generators_finalized.connected_to(keep), suppress(Read):
        pelican.run()
    return found
