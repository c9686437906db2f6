"""The source files of the pages in the output."""

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple


class PageSource(NamedTuple):
    """A source: its file from the project's root, the line its body starts on, its page's path."""

    file: str
    line: int
    page: str


def outdated_bodies(bodies: Iterable[PageSource], output: Path) -> list[PageSource]:
    """Return the sources that were last saved before their pages in `output`."""
    return [body for body in bodies if _saved(Path(body.file)) <= _saved(output / body.page)]


def _saved(path: Path) -> float:
    return path.stat().st_mtime if path.is_file() else 0
