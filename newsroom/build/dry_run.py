"""Reads the content as a build does, without writing: the build ends after some of its plugins.

Pelican calls plugins in the order of PLUGINS, so that the end of a build is a plugin too.
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

# The plugins that depend on the current time, and those that they need. All need front matter only.
BY_THE_CLOCK = (
    "plugins.read.settings", "plugins.read.front_matter", "plugins.collect.translations",
    "plugins.collect.permanent_ids", "plugins.collect.corrections", "plugins.check.build_gate",
    "plugins.publish.news_sitemap",
)  # fmt: skip


class BuildStoppedError(Exception):
    """Ends a build before it writes."""


@dataclass(frozen=True, eq=False)
class StopPlugin:
    """A plugin that ends the build and keeps its generators."""

    generators: list[Generator] = field(default_factory=list)

    def register(self) -> None:
        """Run after the plugins before it: receivers run in the order of PLUGINS."""
        signals.all_generators_finalized.connect(self.stop)

    def stop(self, generators: list[Generator]) -> None:
        """End the build."""
        self.generators.extend(generators)
        raise BuildStoppedError


def read_until(settings: dict[str, Any], plugins: int) -> list[Generator]:
    """Return the generators of a build that ends after so many plugins.

    Plugins change `settings` as in a build. Raises `UserError` for errors.
    """
    end, names = StopPlugin(), settings["PLUGINS"]
    settings["PLUGINS"] = [*names[:plugins], end, *names[plugins:]]
    try:
        with suppress(BuildStoppedError):
            Pelican(settings).run()
    finally:
        signals.all_generators_finalized.disconnect(end.stop)
    return end.generators


class HeadReader(PostReader):
    """Reads the front matter of a file alone, which takes a tenth of the time."""

    def convert(self, body: str, path: Path) -> ArticleHtml:
        """Return no HTML."""
        return ArticleHtml("")


def add_head_reader(readers: Readers) -> None:
    """Replace the reader of the plugin `front_matter`."""
    for extension in EXTENSIONS:
        readers.reader_classes[extension.lstrip(".")] = HeadReader


class FrontMatterOnly:
    """A plugin for the end of PLUGINS, so that no body is read."""

    def register(self) -> None:
        """Run after `front_matter`, whose reader is replaced."""
        signals.readers_init.connect(add_head_reader)


def read_content(settings_file: str) -> list[Generator]:
    """Return the generators of a build that ends before it writes; raise `UserError` for errors."""
    return read_with_plugins(settings_file)


def read_by_the_clock(settings_file: str) -> list[Generator]:
    """Return the generators of a build with `BY_THE_CLOCK` alone, which reads front matter only."""
    try:
        return read_with_plugins(settings_file, BY_THE_CLOCK, FrontMatterOnly())
    finally:
        signals.readers_init.disconnect(add_head_reader)


def read_with_plugins(
    settings_file: str, only: Collection[str] | None = None, *more: FrontMatterOnly
) -> list[Generator]:
    """Return the generators of a build with the plugins in `only`, all for None, and `more`."""
    init_logging(level=logging.ERROR, handler=None)
    settings = read_settings_file(settings_file, Path("output"))
    names = [name for name in settings["PLUGINS"] if only is None or name in only]
    settings["PLUGINS"] = [*names, *more]
    return read_until(settings, len(settings["PLUGINS"]))
