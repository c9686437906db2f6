"""Reads the content as a build does, and writes nothing: the build ends once some plugins are done.

Pelican calls plugins in the order of PLUGINS, so the end of a build is a plugin as well.
"""

import logging
from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pelican import Pelican, signals
from pelican.log import init as init_logging
from pelican.readers import Readers

from newsroom.build.settings_file import read_settings_file
from newsroom.content.article_html import ArticleHtml
from newsroom.content.source_files import EXTENSIONS
from plugins.adapter import Generator
from plugins.read.front_matter import PostReader

# The plugins to which it matters what the time is, and those they need. Heads are enough for all.
BY_THE_CLOCK = (
    "plugins.read.settings", "plugins.read.front_matter", "plugins.collect.translations",
    "plugins.collect.permanent_ids", "plugins.collect.corrections", "plugins.check.build_gate",
    "plugins.publish.news_sitemap",
)  # fmt: skip


class BuildStoppedError(Exception):
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
        raise BuildStoppedError


def read_until(settings: dict[str, Any], plugins: int) -> list[Generator]:
    """The generators of a build that ends after so many plugins; raises `UserError` for mistakes.

    Plugins put into `settings` what a build puts there.
    """
    end, given = End(), settings["PLUGINS"]
    settings["PLUGINS"] = [*given[:plugins], end, *given[plugins:]]
    try:
        with suppress(BuildStoppedError):
            Pelican(settings).run()
    finally:
        signals.all_generators_finalized.disconnect(end.end)
    return end.generators


class HeadReader(PostReader):
    """Reads the head of a file alone: a tenth of the time."""

    def convert(self, body: str, path: Path) -> ArticleHtml:
        """Return no HTML."""
        return ArticleHtml("")


def add_head_reader(readers: Readers) -> None:
    """In place of the reader of `front_matter`."""
    for extension in EXTENSIONS:
        readers.reader_classes[extension.lstrip(".")] = HeadReader


class HeadsAlone:
    """A plugin for the end of PLUGINS: no body is read."""

    def register(self) -> None:
        """After `front_matter`, whose reader is replaced."""
        signals.readers_init.connect(add_head_reader)


def read_content(settings_file: str) -> list[Generator]:
    """The generators of a build that ends before it writes; raises `UserError` for mistakes."""
    return _read(settings_file)


def read_by_the_clock(settings_file: str) -> list[Generator]:
    """The same of `BY_THE_CLOCK` alone: what is wrong below a head raises nothing."""
    try:
        return _read(settings_file, BY_THE_CLOCK, HeadsAlone())
    finally:
        signals.readers_init.disconnect(add_head_reader)


def _read(
    settings_file: str, only: Collection[str] | None = None, *more: HeadsAlone
) -> list[Generator]:
    init_logging(level=logging.ERROR, handler=None)
    settings = read_settings_file(settings_file, Path("output"))
    wanted = [name for name in settings["PLUGINS"] if only is None or name in only]
    settings["PLUGINS"] = [*wanted, *more]
    return read_until(settings, len(settings["PLUGINS"]))
