"""The sources of the bodies that a build writes: of posts, pages and author profiles."""

from collections.abc import Iterator
from contextlib import contextmanager

from pelican import signals

from newsroom.content.body import Body
from plugins.adapter import Generator, all_contents, articles_generator


def bodies_of(generators: list[Generator]) -> list[Body]:
    """Return the body of each post, page and author profile of a build."""
    sources = [(content.front_matter, content.save_as) for content in all_contents(generators)]
    profiles = articles_generator(generators).context.get("profiles", {}).values()
    sources += [(profile.front_matter, f"{profile.url}index.html") for profile in profiles]
    return [Body(front.file, front.body_line, page) for front, page in sources]


@contextmanager
def collected_bodies() -> Iterator[list[Body]]:
    """Yield a list to which every build inside of the context adds its bodies, each once."""
    bodies: list[Body] = []

    def collect(generators: list[Generator]) -> None:
        bodies[:] = dict.fromkeys([*bodies, *bodies_of(generators)])

    with signals.all_generators_finalized.connected_to(collect):
        yield bodies
