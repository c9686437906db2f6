"""The sources of the bodies that a build writes: of posts, pages and author profiles."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from pelican import signals

from plugins.support.content import Generator, articles_generator, every_content


class Body(NamedTuple):
    """A source: its file from the project's root, the line its body starts on, its page's path."""

    file: str
    line: int
    page: str


def bodies_of(generators: list[Generator]) -> list[Body]:
    """The body of each post, page and author profile of a build."""
    found = [(content.front_matter, content.save_as) for content in every_content(generators)]
    profiles = articles_generator(generators).context.get("profiles", {}).values()
    found += [(profile.front_matter, f"{profile.url}index.html") for profile in profiles]
    return [Body(front.file, front.body_line, page) for front, page in found]


@contextmanager
def collected_bodies() -> Iterator[list[Body]]:
    """A list that holds the bodies of every build that runs inside of the context, each once."""
    bodies: list[Body] = []

    def collect(generators: list[Generator]) -> None:
        bodies[:] = dict.fromkeys([*bodies, *bodies_of(generators)])

    with signals.all_generators_finalized.connected_to(collect):
        yield bodies


def current(bodies: Iterable[Body], output: Path) -> list[Body]:
    """The bodies that are older than their pages in `output`."""
    return [body for body in bodies if _saved(Path(body.file)) <= _saved(output / body.page)]


def _saved(path: Path) -> float:
    return path.stat().st_mtime if path.is_file() else 0
