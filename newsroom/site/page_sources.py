"""The source files of the pages in the output."""

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from newsroom.site.model import Site


class PageSource(NamedTuple):
    """A source: its file from the project's root, the line its body starts on, its page's path."""

    file: str
    line: int
    page: str


def page_sources(site: Site) -> list[PageSource]:
    """Return the source of the body of each post, page and author profile."""
    files = {file.url: file.path for file in site.files}
    return [
        PageSource(body.front_matter.file, body.front_matter.body_line, files[body.url])
        for body in site.bodies
        if body.url in files
    ]


def built_bodies(bodies: Iterable[PageSource], output: Path) -> list[PageSource]:
    """Return the sources whose pages in `output` were written after they were last saved."""
    return [body for body in bodies if _saved(Path(body.file)) <= _saved(output / body.page)]


def _saved(path: Path) -> float:
    return path.stat().st_mtime if path.is_file() else 0
