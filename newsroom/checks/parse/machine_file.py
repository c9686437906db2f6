"""Files that machines read, of which some are feeds or sitemaps: what the rules need of one."""

from dataclasses import dataclass

from newsroom.checks.parse.feed import ParsedFeed
from newsroom.checks.parse.sitemap import ParsedSitemap
from newsroom.diagnostics.diagnostic import Diagnostic


@dataclass(frozen=True)
class MachineFile:
    """The facts of an XML file, an SVG file or a JSON Feed.

    `error` says why it cannot be read, `problems` are what in it could run, `diagnostics` those of
    the rules about one file alone.
    """

    feed: ParsedFeed | None = None
    sitemap: ParsedSitemap | None = None
    error: Diagnostic | None = None
    problems: tuple[Diagnostic, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()


def is_xml(path: str) -> bool:
    """Return whether a file is read as XML."""
    return path.endswith(".xml")


def is_json_feed(path: str) -> bool:
    """Return whether a file is read as a JSON Feed."""
    return path.startswith("feeds/") and path.endswith(".json")
