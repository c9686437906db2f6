"""Reads a built site for the rules: the facts of its files, which are kept for the next check."""

import os
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from newsroom.cache.store import Cache
from newsroom.checks.facts_cache import FactsReader
from newsroom.checks.file_facts import has_facts, is_html_path
from newsroom.checks.parse.machine_file import MachineFile
from newsroom.checks.parse.page import BuiltPage
from newsroom.checks.site import BuiltSite
from newsroom.parallel.progress import Progress
from newsroom.site.page_sources import PageSource


def read_built_site(  # noqa: PLR0913  # what a build knows of its site, and what it keeps
    folder: Path,
    now: datetime | None = None,
    *,
    bodies: Sequence[PageSource] = (),
    allowed: frozenset[str] = frozenset(["theme/"]),
    templated: frozenset[str] | None = None,
    page_limit: int = 0,
    cache: Cache | None = None,
    progress: Progress | None = None,
) -> BuiltSite:
    """Return the built site in a folder, whose URL is the canonical URL of its front page.

    HTML files that are allowed or hold plain text only, as those of search engines do, are files.
    With a `cache`, what has not changed since the last check is not read again.
    """
    files = frozenset(paths_below(folder))
    sources: dict[str, list[PageSource]] = defaultdict(list)
    for body in bodies:
        sources[body.page].append(body)
    read = [p for p in sorted(files) if has_facts(p) and not (is_html_path(p) and p in allowed)]
    facts = FactsReader(folder, sources, cache, progress or Progress()).read_all(read)
    pages = {path: fact for path, fact in facts.items() if isinstance(fact, BuiltPage)}
    front = pages.get("index.html")
    return BuiltSite(
        folder,
        front.canonical[0].rstrip("/") if front and front.canonical else "",
        pages,
        files,
        {path: fact for path, fact in facts.items() if isinstance(fact, MachineFile)},
        now or datetime.now(UTC),
        bodies,
        allowed,
        templated,
        page_limit,
    )


def paths_below(folder: Path) -> Iterator[str]:
    """Yield the path below a folder of each file in it, nothing for a folder that is missing.

    Links to folders are not entered.
    """
    top = len(os.fspath(folder)) + 1
    waiting = [os.fspath(folder)]
    while waiting:
        with suppress(OSError), os.scandir(waiting.pop()) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(entry.path)
                elif entry.is_file():
                    yield entry.path[top:].replace(os.sep, "/")
