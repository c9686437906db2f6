"""Reads the content as a build does, and writes nothing."""

import logging
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from pelican import Pelican, signals
from pelican.log import init as init_logging
from pelican.readers import Readers

from plugins.front_matter import EXTENSIONS, PostReader
from plugins.support.content import Generator
from plugins.support.outline import Outline
from tools.build import read_settings_file

# The plugins to which it matters what the time is, and those they need. Heads are enough for all.
BY_THE_CLOCK = (
    "settings", "front_matter", "translations", "permanent_ids", "corrections", "verdict",
    "news_sitemap",
)  # fmt: skip


class Read(Exception):
    """Raised when all is read and every plugin has done its part, so that nothing is written."""


class HeadReader(PostReader):
    """Reads the head of a file alone: a tenth of the time."""

    def convert(self, body: str, path: Path) -> tuple[str, Outline]:
        """No HTML, with nothing in it."""
        return "", Outline()


def add_head_reader(readers: Readers) -> None:
    """In place of the reader of `front_matter`."""
    for extension in EXTENSIONS:
        readers.reader_classes[extension.lstrip(".")] = HeadReader


def read_content(settings_file: str) -> list[Generator]:
    """The generators of a build that ends before it writes; raises `SiteError` for mistakes."""
    return _read(_start(read_settings_file(settings_file, Path("output"))))


def read_by_the_clock(settings_file: str) -> list[Generator]:
    """The same of `BY_THE_CLOCK` alone: what is wrong below a head raises nothing."""
    settings = read_settings_file(settings_file, Path("output"))
    wanted = {f"plugins.{name}" for name in BY_THE_CLOCK}
    settings["PLUGINS"] = [name for name in settings["PLUGINS"] if name in wanted]
    pelican = _start(settings)  # front_matter has added its reader then
    with signals.readers_init.connected_to(add_head_reader):
        return _read(pelican)


def _start(settings: Mapping[str, Any]) -> Pelican:
    init_logging(level=logging.ERROR, handler=None)
    return Pelican(settings)


def _read(pelican: Pelican) -> list[Generator]:
    found: list[Generator] = []

    def keep(generators: list[Generator]) -> None:
        found.extend(generators)
        raise Read

    with signals.all_generators_finalized.connected_to(keep), suppress(Read):
        pelican.run()
    return found
