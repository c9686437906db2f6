"""Reads the content as a build does, and writes nothing: the build ends once some plugins are done.

Pelican calls plugins in the order of PLUGINS, so the end of a build is a plugin as well.
"""

import logging
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pelican import Pelican, signals
from pelican.log import init as init_logging

from plugins.support.content import Generator
from tools.build import read_settings_file


class Read(Exception):
    """Raised when all is read that is wanted, so that nothing is written."""


@dataclass(frozen=True, eq=False)
class End:
    """The plugin after which a build ends; keeps its generators."""

    generators: list[Generator] = field(default_factory=list)

    def register(self) -> None:
        """After the plugins before it: receivers run in the order of PLUGINS."""
        signals.all_generators_finalized.connect(self.end)

    def end(self, generators: list[Generator]) -> None:
        """End the build."""
        self.generators.extend(generators)
        raise Read


def read_until(settings: dict[str, Any], plugins: int) -> list[Generator]:
    """The generators of a build that ends after so many plugins; raises `SiteError` for mistakes.

    Plugins put into `settings` what a build puts there.
    """
    end, given = End(), settings["PLUGINS"]
    settings["PLUGINS"] = [*given[:plugins], end, *given[plugins:]]
    try:
        with suppress(Read):
            Pelican(settings).run()
    finally:
        signals.all_generators_finalized.disconnect(end.end)
    return end.generators


def read_content(settings_file: str) -> list[Generator]:
    """The generators of a build that ends before it writes; raises `SiteError` for mistakes."""
    init_logging(level=logging.ERROR, handler=None)
    settings = read_settings_file(settings_file, Path("output"))
    return read_until(settings, len(settings["PLUGINS"]))
